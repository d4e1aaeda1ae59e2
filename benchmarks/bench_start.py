"""Time from the request to train to a hundred trained steps of micrograd's demo, in Node's Pyodide

The path of the lab without a server: the initial settings are traced, compiled and sent as JSON; the module is
compiled, and trains. The first time is that of a freshly started interpreter. Times are wall-clock times, as a user
waits: the JavaScript engine goes on compiling in its own threads. On a busy machine they are longer.
"""

from __future__ import annotations

from statistics import median

from benchmarks.compiled.workers import node_json
from tests.support.server import ROOT

Row = dict[str, str]

TIMES = 9
MAX_TIME = 100  # milliseconds
LAST_LOSS = 0.010978370135492717  # printed by micrograd's notebook


def run() -> list[Row]:
    reply = node_json("start.mjs", str(ROOT), str(TIMES))
    if abs(reply["loss"] - LAST_LOSS) > 1e-9 * LAST_LOSS:
        raise AssertionError(f"a hundred steps end at {reply['loss']}, not at {LAST_LOSS}")
    first, *others = reply["times"]
    return [
        {"": "the first time", "measured": f"{first:.0f} ms", "target": ""},
        {
            "": f"the median of {len(others)} more",
            "measured": f"{median(others):.0f} ms",
            "target": f"at most {MAX_TIME} ms",
        },
    ]
