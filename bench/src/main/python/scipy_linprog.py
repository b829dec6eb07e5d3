"""Allocation with caps of 1 at alpha 0 or infinity as a linear programme, by HiGHS through scipy.optimize.linprog.

    python3 scipy_linprog.py FOLDER THREADS BUDGET ALPHA

ALPHA is 0.0 or Infinity. Answers with the welfare: the sum of the groups' utilities, or the smallest of them.
"""

import sys

import numpy as np
import scipy
from scipy.optimize import linprog
from scipy.sparse import coo_array

from worker import serve

BUDGET, ALPHA = float(sys.argv[3]), float(sys.argv[4])


def prepare(benefit, cost, group, groups, threads):
    items = benefit.shape[1]
    sizes = np.bincount(group, minlength=groups)
    utility = (benefit / sizes[group][:, None]).ravel()
    doses = len(utility)
    money = cost.ravel()
    if ALPHA == 0:
        objective = -utility
        matrix = money[None, :]
        limits = np.array([BUDGET])
        bounds = (0, 1)
    else:
        # The last variable is the smallest utility: for each group, it is at most the group's utility.
        owner = np.repeat(group, items)
        rows = np.concatenate([np.zeros(doses, dtype=np.int64), owner + 1, np.arange(1, groups + 1)])
        columns = np.concatenate([np.arange(doses), np.arange(doses), np.full(groups, doses)])
        values = np.concatenate([money, -utility, np.ones(groups)])
        matrix = coo_array((values, (rows, columns)), shape=(groups + 1, doses + 1)).tocsr()
        limits = np.concatenate([[BUDGET], np.zeros(groups)])
        objective = np.zeros(doses + 1)
        objective[-1] = -1
        bounds = [(0, 1)] * doses + [(0, None)]

    def call():
        result = linprog(objective, A_ub=matrix, b_ub=limits, bounds=bounds, method="highs")
        if not result.success:
            raise RuntimeError("HiGHS found no optimum: " + result.message)
        return (np.array([-result.fun]),)

    return call, 1, {"numpy": np.__version__, "scipy": scipy.__version__}


serve(prepare, "welfare")
