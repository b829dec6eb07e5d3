"""What the peers' scripts share: the problem's arrays and the talk with the program that times them.

    python3 SCRIPT FOLDER THREADS

FOLDER holds benefit.npy and cost.npy (float64, N x T) and group.npy (N labels 0..K-1). The arrays are copied into memory
before anything is timed. A script prints one line when it is warm,

    {"threads": 1, "versions": {"python": "...", "numpy": "..."}}

and then, for each line on standard input that says how many nanoseconds to go on at least, one line with the time of each
call and the last call's answer, a ratio and a flat index row * T + item for each group:

    {"nanos": [...], "ratio": [...], "winner": [...]}
"""

import json
import os
import platform
import sys
import time

import numpy as np

FEWEST_CALLS = 3
WARM_SECONDS = 0.5


def load(folder, name):
    return np.array(np.load(os.path.join(folder, name + ".npy"), mmap_mode="r"))


def serve(prepare):
    """prepare(benefit, cost, group, groups, threads) -> (call, threads in use, versions); call() -> (ratio, winner)."""
    folder, threads = sys.argv[1], int(sys.argv[2])
    benefit, cost = load(folder, "benefit"), load(folder, "cost")
    # The width that NumPy and PyTorch index with, so that no call converts labels.
    group = load(folder, "group").astype(np.int64)
    call, used, versions = prepare(benefit, cost, group, int(group.max()) + 1, threads)
    repeat(call, int(WARM_SECONDS * 1e9))
    say({"threads": used, "versions": {"python": platform.python_version(), **versions}})
    for line in sys.stdin:
        nanos, (ratio, winner) = repeat(call, int(line))
        say({"nanos": nanos, "ratio": ratio.tolist(), "winner": winner.tolist()})


def repeat(call, at_least):
    nanos = []
    begin = time.perf_counter_ns()
    while True:
        start = time.perf_counter_ns()
        answer = call()
        end = time.perf_counter_ns()
        nanos.append(end - start)
        if len(nanos) >= FEWEST_CALLS and end - begin >= at_least:
            return nanos, answer


def say(value):
    print(json.dumps(value), flush=True)
