"""Traces: time from the program's text to the reply's JSON, in milliseconds of processor time

The lecture's training loop of 20 steps on 4 samples is promised within 1 s and 2 MB. There is no peer to compare with:
nothing else writes such a trace. The times are medians over rounds.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import process_time

from autograd_playground.engine.budgets import BROWSER
from autograd_playground.engine.contract.common import LEVELS
from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.service import api

Row = dict[str, str | int | float]

ROUNDS = 7
LONG = "a = Value(1.0)\nfor i in range(2400):\n    a = a + 1\na.backward()\n"


def milliseconds(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return 1000 * median(times)


def row(name: str, source: str, level: str) -> Row:
    request = {"method": "trace", "params": {"source": source, "level": level}}
    reply = api.handle(request, BROWSER)
    if "error" in reply:
        raise AssertionError(f"{name}: {reply['error']['message']}")
    return {
        "program": name,
        "level": level,
        "values": len(reply["nodes"]),
        "steps": len(reply["steps"]),
        "trace": milliseconds(lambda: api.handle(request, BROWSER)),
        "JSON": milliseconds(lambda: api.encode(reply)),
        "KB": round(len(api.encode(reply)) / 1000),
    }


def run() -> list[Row]:
    rows = [row(example.title, example.source, "lecture") for example in EXAMPLES]
    rows += [row(EXAMPLES[-1].title, EXAMPLES[-1].source, level) for level in LEVELS if level != "lecture"]
    return [*rows, row("a sum of 2 400 terms", LONG, "lecture")]
