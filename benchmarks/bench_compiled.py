"""The compiled step compared with peers: microseconds of processor time per step, and how many times faster ours is

Two trainings: micrograd's demo (100 moons, MLP(2, [16, 16, 1]), max-margin, L2, all samples in each step) and the
lecture's (4 samples, MLP(3, [4, 4, 1]), tanh, squares). The times are medians over rounds in which all trainers take
turns, each in its own process with one thread; before that, all must reach the same losses. If a peer is missing on
this machine, its row says so: PEERS_PYTHON may name a Python with PyTorch, JAX and CasADi, and NN_TS a checkout of
tensorflow/playground.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import median

from benchmarks.compiled.job import Job, job
from benchmarks.compiled.workers import MissingPeerError, Worker, closing, in_c, in_node, in_python

Row = dict[str, str | float]

ROUNDS = 15
SECONDS = 0.1  # per turn, at least one step
COMPARED_STEPS = (1, 2, 5)  # steps after which losses are compared

# Name, start function, and the targets: how many times faster ours must be, in the demo and in the lecture.
PEERS: list[tuple[str, Callable[[Job], Worker], float | None, float | None]] = [
    ("ours, WebAssembly in Node", lambda j: in_node("node", j), None, None),
    ("ours, WebAssembly in wasmtime", lambda j: in_python("wasmtime", j, "wasmtime"), None, None),
    ("ours, interpreted in Python", lambda j: in_python("interpreter", j), None, None),
    ("ours, eager", lambda j: in_python("eager", j), None, None),
    ("micrograd", lambda j: in_python("micrograd", j, "micrograd"), 20_000, None),
    ("micrograd, collector off", lambda j: in_python("micrograd_without_gc", j, "micrograd"), 5_000, None),
    ("TensorFlow Playground's nn.ts", lambda j: in_node("nnTs", j), 25, None),
    ("PyTorch, batched", lambda j: in_python("torch", j, "torch"), 12, None),
    ("JAX jit", lambda j: in_python("jax", j, "jax"), 1, None),
    ("JAX jit, loop and all", lambda j: in_python("jax_loop", j, "jax"), None, None),
    ("CasADi", lambda j: in_python("casadi", j, "casadi"), 1, None),
    ("C -O3, batched", lambda j: in_c("reference_batch.h", j), 1, 1 / 1.2),
    ("C -O3, batched, in vectors by hand", lambda j: in_c("reference_vectors.h", j), None, None),
    ("C -O3, sample by sample", lambda j: in_c("reference_samples.h", j), None, 1 / 1.2),
]
HOSTS = {"Node": PEERS[0][0], "wasmtime": PEERS[1][0]}

# Seconds per step, or the reason why there are none.
Times = dict[str, float | str]


def measured(training: Job) -> Times:
    """The median time of each trainer's turns."""
    times: Times = {}
    workers: dict[str, Worker] = {}
    with closing(workers):
        for name, start, *_ in PEERS:
            try:
                workers[name] = start(training)
            except MissingPeerError as missing:
                times[name] = f"left out: {missing}"
        check_losses(workers)
        counts = {name: steps_per_turn(worker) for name, worker in workers.items()}
        turns: dict[str, list[float]] = {name: [] for name in workers}
        for _ in range(ROUNDS):
            for name, worker in workers.items():
                turns[name].append(worker.train(counts[name]).seconds / counts[name])
    return times | {name: median(each) for name, each in turns.items()}


def check_losses(workers: dict[str, Worker]) -> None:
    """Raises AssertionError unless all trainers have the same losses."""
    for count in COMPARED_STEPS:
        expected = workers[HOSTS["wasmtime"]].train(count).loss
        for name, worker in workers.items():
            loss = worker.train(count).loss
            if not math.isclose(loss, expected, rel_tol=1e-9):
                raise AssertionError(f"after {count} steps the loss of {name} is {loss}, not {expected}")


def steps_per_turn(worker: Worker) -> int:
    """The number of steps that fill a turn, found while the trainer warms up."""
    count = 1
    while (seconds := worker.train(count).seconds) < SECONDS / 2:
        count = min(10 * count, math.ceil(count * SECONDS / max(seconds, 1e-5)))
    return count


def run() -> list[Row]:
    demo, lecture = (measured(job(name)) for name in ("demo", "lecture"))
    return [
        {"": name, **cells("demo", demo, name, demo_target), **cells("lecture", lecture, name, lecture_target)}
        for name, _, demo_target, lecture_target in PEERS
    ]


def cells(training: str, times: Times, name: str, target: float | None) -> Row:
    """A trainer's time, how many times faster ours is in each host, and the target."""
    seconds = times[name]
    row: Row = {f"{training}, µs": seconds if isinstance(seconds, str) else f"{1e6 * seconds:,.4g}"}
    for host, ours in HOSTS.items():
        faster = isinstance(seconds, float) and isinstance(mine := times[ours], float) and seconds / mine
        row[f"× {training}, {host}"] = f"{faster:,.3g}" if faster else ""
    row[f"{training}: at least"] = f"{target:,.3g}" if target else ""
    return row
