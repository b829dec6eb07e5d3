"""Allocation with caps of 1 in one group, as people write it: sort all entries by their ratio, add up costs and benefits, and
read off where the money ends.

    python3 numpy_cumsum.py FOLDER THREADS BUDGETS

BUDGETS are separated by commas, ascending. Answers with the mean benefit of a member for each of them.
"""

import sys

import numpy as np

from worker import serve

BUDGETS = np.array([float(budget) for budget in sys.argv[3].split(",")])


def prepare(benefit, cost, group, groups, threads):
    people = len(group)
    benefit, cost = benefit.ravel(), cost.ravel()

    def call():
        order = np.argsort(-(benefit / cost))
        spent = np.cumsum(cost[order])
        worth = np.cumsum(benefit[order])
        # The first entry that does not fit is funded in part.
        last = np.minimum(np.searchsorted(spent, BUDGETS), len(spent) - 1)
        short = np.maximum(spent[last] - BUDGETS, 0)
        entry = order[last]
        return ((worth[last] - short * benefit[entry] / cost[entry]) / people,)

    return call, 1, {"numpy": np.__version__}


serve(prepare, "welfare")
