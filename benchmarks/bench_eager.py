"""Eager graphs compared with micrograd: build, backward and free

Times are processor times: medians over rounds in which ours and micrograd take turns, each in its own process.
micrograd's graphs are reference cycles; in a shared process, ours would pay for the garbage collector's search for
them.
"""

from __future__ import annotations

import math
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context
from statistics import median

from benchmarks.eager_workloads import bytes_a_node, chain_seconds, microseconds

Row = dict[str, str | float]

ROUNDS = 7
CHAIN = 1_000_000

# Workload, steps per round of ours and of micrograd's, and the target: how many times faster ours must be.
TIMED = [
    ("README example", 1000, 300, 3.0),
    ("the lecture's neuron", 4000, 1500, 2.2),
    ("the lecture's MLP step", 100, 30, 3.0),
    ("the demo's step", 4, 1, 8.0),
]


def row(name: str, ours: str, peer: str, ratio: float | str, target: str) -> Row:
    return {"what": name, "ours": ours, "micrograd": peer, "ratio": ratio, "target": target}


def timed(ours: Executor, peer: Executor, name: str, our_steps: int, peer_steps: int, target: float) -> Row:
    _, result = ours.submit(microseconds, "ours", name, 1).result()
    _, expected = peer.submit(microseconds, "micrograd", name, 1).result()
    if not math.isclose(result, expected, rel_tol=1e-9):
        raise AssertionError(f"{name}: ours is {result}, micrograd's {expected}")
    rounds = []
    for _ in range(ROUNDS):
        mine, _ = ours.submit(microseconds, "ours", name, our_steps).result()
        theirs, _ = peer.submit(microseconds, "micrograd", name, peer_steps).result()
        rounds.append((mine, theirs))
    mine, theirs = (median(column) for column in zip(*rounds, strict=True))
    return row(name, f"{mine:,.1f} µs", f"{theirs:,.1f} µs", theirs / mine, f"at least {target:g}")


def memory(ours: Executor, peer: Executor) -> Row:
    mine = ours.submit(bytes_a_node, "ours").result()
    theirs = peer.submit(bytes_a_node, "micrograd").result()
    return row("bytes a node in the demo", f"{mine:.0f} B", f"{theirs:.0f} B", theirs / mine, "at most 140 B")


def chain(ours: Executor) -> list[Row]:
    """One long sum; micrograd's recursive sort fails at about a thousand terms."""
    seconds = ours.submit(chain_seconds, CHAIN).result()
    parts = zip(("build", "backward", "free"), seconds, strict=True)
    return [row(f"{CHAIN:,} additions: {part}", f"{time:.2f} s", "RecursionError", "", "") for part, time in parts]


def run() -> list[Row]:
    spawn = get_context("spawn")
    with ProcessPoolExecutor(1, spawn) as ours, ProcessPoolExecutor(1, spawn) as peer:
        return [*(timed(ours, peer, *each) for each in TIMED), memory(ours, peer), *chain(ours)]
