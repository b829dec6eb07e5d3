"""Wrote streams.json beside it, with NumPy 2.4.6: random and integers in turns, from many seeds."""
import json
import numpy as np

BOUNDS = [(0, 3), (0, 1), (-5, 5), (0, 2**31), (0, 2**32 - 1), (0, 2**32), (0, 2**32 + 1), (0, 3 * 2**61), (-2**63, 2**63 - 1)]
streams = []
for seed in [0, 1, 2, 42, 4711, 2**31, 2**32 - 1, 2**32, 2**53 + 1, 2**63 - 1]:
    rng = np.random.default_rng(seed)
    draws = []
    for turn in range(4):
        draws.append({"random": rng.random(3).tolist()})
        for low, high in BOUNDS:
            draws.append({"low": low, "high": high, "integers": rng.integers(low, high, size=1 + 2 * turn).tolist()})
    streams.append({"seed": seed, "draws": draws})
long = np.random.default_rng(7)
print(json.dumps({"numpy": np.__version__, "streams": streams,
                  "long": {"seed": 7, "sumOfIntegers": int(long.integers(0, 2**31 + 1, size=100000).sum()),
                           "next": long.random()}}))
