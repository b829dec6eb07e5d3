"""NumPy without a loop over rows or groups, over whole arrays: divide into a buffer, the largest of each row item by item,
np.maximum.at.

With N = 1,000,000, T = 8 and K = 64 on two cores of an AMD Zen 5: 47 ms; the same with max(axis=1) 52, with reduceat over rows
put in the groups' order beforehand 52, with that order made in the call 96, with lexsort 239.
"""

import numpy as np

from worker import serve


def prepare(benefit, cost, group, groups, threads):
    rows, items = benefit.shape
    ratio = np.empty_like(benefit)
    row_best = np.empty(rows)

    def call():
        np.divide(benefit, cost, out=ratio)
        np.copyto(row_best, ratio[:, 0])
        for item in range(1, items):
            np.maximum(row_best, ratio[:, item], out=row_best)
        best = np.full(groups, -1.0)
        np.maximum.at(best, group, row_best)
        hits = np.flatnonzero(row_best == best[group])[::-1]
        row = np.empty(groups, dtype=np.int64)
        # The last assignment to a group stays: that of its lowest row.
        row[group[hits]] = hits
        return best, row * items + ratio[row].argmax(axis=1)

    return call, 1, {"numpy": np.__version__}


serve(prepare)
