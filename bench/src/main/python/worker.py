"""What the peers' scripts share: the problem's arrays and the talk with the program that compares their times.

    python3 SCRIPT FOLDER THREADS

FOLDER holds benefit.npy and cost.npy (float64, N x T) and group.npy (N labels 0..K-1). The arrays are copied into memory
before anything is timed. The talk is lines of JSON over the Unix domain socket that ALPHAFAIR_CHANNEL names; what a script or
a library prints is no part of it. A script sends one line when it is warm,

    {"threads": 1, "versions": {"python": "...", "numpy": "..."}}

and then, for each line that says how many nanoseconds to go on at least, one line with the time of all calls together, how many
they were, and the last call's answer. It is a ratio and a flat index row * T + item for each group, or, for a question about
caps, the welfare for each budget:

    {"nanos": 200000000, "calls": 12, "ratio": [...], "winner": [...]}
    {"nanos": 200000000, "calls": 12, "welfare": [...]}
"""

import json
import os
import platform
import socket
import sys
import time

import numpy as np

FEWEST_CALLS = 3
WARM_SECONDS = 0.5


def load(folder, name):
    return np.array(np.load(os.path.join(folder, name + ".npy"), mmap_mode="r"))


def serve(prepare, *names):
    """prepare(benefit, cost, group, groups, threads) -> (call, threads in use, versions); call() -> an array for each name."""
    names = names or ("ratio", "winner")
    folder, threads = sys.argv[1], int(sys.argv[2])
    benefit, cost = load(folder, "benefit"), load(folder, "cost")
    # The width that NumPy and PyTorch index with, so that no call converts labels.
    group = load(folder, "group").astype(np.int64)
    call, used, versions = prepare(benefit, cost, group, int(group.max()) + 1, threads)
    repeat(call, int(WARM_SECONDS * 1e9))
    with socket.socket(socket.AF_UNIX) as channel:
        channel.connect(os.environ["ALPHAFAIR_CHANNEL"])
        with channel.makefile("rw", encoding="utf-8") as talk:
            say(talk, {"threads": used, "versions": {"python": platform.python_version(), **versions}})
            for line in talk:
                nanos, calls, answer = repeat(call, int(line))
                values = {name: value.tolist() for name, value in zip(names, answer)}
                say(talk, {"nanos": nanos, "calls": calls, **values})


def repeat(call, at_least):
    begin = time.perf_counter_ns()
    calls = 0
    while True:
        answer = call()
        calls += 1
        nanos = time.perf_counter_ns() - begin
        if calls >= FEWEST_CALLS and nanos >= at_least:
            return nanos, calls, answer


def say(talk, value):
    talk.write(json.dumps(value) + "\n")
    talk.flush()
