"""Hostile input: how long until its outcome, the limit being 50 ms

The inputs are those of tests/data/hostile.json, each at its fastest of five runs. CPython's times are of the processor;
Pyodide has no such clock, so that its times are longer on a busy machine. It runs in Node here, by the same V8 as in
Chromium's worker.
"""

from __future__ import annotations

import json
import time
from statistics import median

from tests.support.hostile import NAMES, hostile_cases, outcome
from tests.support.pyodide import run_in_pyodide

ROUNDS = 5

clock = getattr(time, "thread_time", time.perf_counter)

Row = dict[str, str | int | float]


def milliseconds() -> list[tuple[float, str]]:
    """The time of each case, with the class of its input; the first case is run once before, to import everything."""
    cases = hostile_cases()
    outcome(cases[0].source, NAMES)
    times = []
    for case in cases:
        rounds = []
        for _ in range(ROUNDS):
            begin = clock()
            outcome(case.source, NAMES)
            rounds.append(1000 * (clock() - begin))
        times.append((min(rounds), f"{case.kind}: {case.source[:20]!r}"))
    return times


def row(where: str, times: list[tuple[float, str]]) -> Row:
    worst, which = max(times)
    return {
        "where": where,
        "inputs": len(times),
        "median ms": median(one for one, _ in times),
        "worst ms": worst,
        "the worst": which,
    }


def run() -> list[Row]:
    program = "import json\nfrom benchmarks.bench_hostile import milliseconds\njson.dumps(milliseconds())"
    in_pyodide = [(one, which) for one, which in json.loads(run_in_pyodide(program))]
    return [row("CPython", milliseconds()), row("Pyodide", in_pyodide)]
