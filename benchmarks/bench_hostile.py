"""Hostile input: time until the outcome, with a limit of 50 ms

The inputs are those of tests/data/hostile.json, each timed as the fastest of five runs. CPython's times are processor
times; Pyodide has no such clock, so its times are longer on a busy machine. Pyodide runs in Node here, on V8, as in
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
    """The time of each case, with the class of its input; the first case runs once in advance, for the imports."""
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


def row(host: str, times: list[tuple[float, str]]) -> Row:
    worst, which = max(times)
    return {
        "where": host,
        "inputs": len(times),
        "median ms": median(one for one, _ in times),
        "worst ms": worst,
        "the worst": which,
    }


def run() -> list[Row]:
    program = "import json\nfrom benchmarks.bench_hostile import milliseconds\njson.dumps(milliseconds())"
    in_pyodide = [(one, which) for one, which in json.loads(run_in_pyodide(program))]
    return [row("CPython", milliseconds()), row("Pyodide", in_pyodide)]
