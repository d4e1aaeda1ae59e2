"""The notebook's observing: a training loop plain and observed, in milliseconds of processor time

The lecture's class and network, 20 steps on 4 samples. Tracing is promised within 6 times the plain time, with
a verdict on each pass within 15 times. The times are the least of the rounds, in which the three take turns.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from time import process_time

from autograd_playground.engine.observe.recording import Recording
from autograd_playground.engine.observe.tracing.observer import Observer
from autograd_playground.engine.observe.verdict.judge import Judge

from .observed_programs import NETWORK, TRAINING, VALUE

Row = dict[str, str | int | float]

ROUNDS = 15


def plain() -> Callable[[], object]:
    namespace: dict[str, object] = {"__name__": "__main__"}
    exec(VALUE + NETWORK, namespace)
    code = compile(TRAINING, "training", "exec")
    return lambda: exec(code, namespace)


def observed(on_pass: Callable[[Recording], None] | None = None) -> Callable[[], object]:
    observer = Observer(on_pass)
    namespace: dict[str, object] = {"__name__": "__main__", **observer.hooks()}
    setup, code = observer.compile(VALUE + NETWORK, "setup"), observer.compile(TRAINING, "training")

    def run(cell: str) -> None:
        observer.begin(cell, namespace=namespace)
        exec(setup if cell == "setup" else code, namespace)
        observer.end()

    run("setup")
    return lambda: run("training")


def run() -> list[Row]:
    judge = Judge({})

    def judged(recording: Recording) -> None:
        judge.judge(recording)

    works = {"plain": plain(), "tracing": observed(), "verdicts": observed(judged)}
    least = dict.fromkeys(works, float("inf"))
    for _ in range(ROUNDS):
        for name, work in works.items():
            gc.collect()
            start = process_time()
            work()
            least[name] = min(least[name], 1000 * (process_time() - start))
    return [{"run": name, "time": time, "times plain": time / least["plain"]} for name, time in least.items()]
