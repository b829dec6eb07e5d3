"""Group argmax without a loop over rows or groups: divide into a buffer, the largest of each row item by item, np.maximum.at."""

import numpy as np


def caller(benefit, cost, group, groups, block):
    """A call that takes so many rows at a time."""
    rows, items = benefit.shape
    buffer = np.empty((min(block, rows), items))
    row_best = np.empty(rows)

    def call():
        for start in range(0, rows, block):
            end = min(rows, start + block)
            ratio, block_best = buffer[: end - start], row_best[start:end]
            np.divide(benefit[start:end], cost[start:end], out=ratio)
            np.copyto(block_best, ratio[:, 0])
            for item in range(1, items):
                np.maximum(block_best, ratio[:, item], out=block_best)
        best = np.full(groups, -1.0)
        np.maximum.at(best, group, row_best)
        hits = np.flatnonzero(row_best == best[group])[::-1]
        row = np.empty(groups, dtype=np.int64)
        # The last assignment to a group stays: that of its lowest row.
        row[group[hits]] = hits
        return best, row * items + (benefit[row] / cost[row]).argmax(axis=1)

    return call
