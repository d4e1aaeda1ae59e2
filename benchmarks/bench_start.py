"""From the request to train to a hundred trained steps of micrograd's demo, in Node's Pyodide

The way of the lab without a server: its first setting is traced, compiled and handed over as JSON, the module is compiled,
and trains. The first time is that of an interpreter that has only just started. By the clock, as a reader
waits: the engine of JavaScript goes on compiling in threads of its own. On a busy machine it is longer.
"""

from __future__ import annotations

from statistics import median

from benchmarks.compiled.workers import answer
from tests.support.server import ROOT

Row = dict[str, str]

TIMES = 9
MOST = 100  # milliseconds
LAST_LOSS = 0.010978370135492717  # that micrograd's notebook prints


def run() -> list[Row]:
    reply = answer("start.mjs", str(ROOT), str(TIMES))
    if abs(reply["loss"] - LAST_LOSS) > 1e-9 * LAST_LOSS:
        raise AssertionError(f"a hundred steps end at {reply['loss']}, not at {LAST_LOSS}")
    first, *others = reply["taken"]
    return [
        {"": "the first time", "measured": f"{first:.0f} ms", "asked": ""},
        {
            "": f"the median of {len(others)} more",
            "measured": f"{median(others):.0f} ms",
            "asked": f"at most {MOST} ms",
        },
    ]
