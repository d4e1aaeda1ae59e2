"""Start-up time of Python with the package imported, beside Python alone and beside the packages of its kind

Each row is a process of its own: the median of what it takes, in turn with Python alone, so that a change of the
machine's speed does not count. "more" is the difference of the two medians.
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median
from time import perf_counter

Row = dict[str, str]

TIMES = 15
ALONE = "pass"
MAX_MORE = 60  # milliseconds, for the package
PROGRAMS = {
    "import autograd_playground": f"at most {MAX_MORE} ms",
    "import micrograd.engine, micrograd.nn": "",
    "import autograd_playground.web.cli.export": "",
    "import autograd_playground.web.app": "",
}


def milliseconds(program: str) -> float:
    begin = perf_counter()
    subprocess.run([sys.executable, "-c", program], check=True)
    return (perf_counter() - begin) * 1e3


def run() -> list[Row]:
    rows: list[Row] = []
    for program, target in PROGRAMS.items():
        milliseconds(program)  # writes the bytecode
        pairs = [(milliseconds(ALONE), milliseconds(program)) for _ in range(TIMES)]
        alone, whole = median(alone for alone, _ in pairs), median(whole for _, whole in pairs)
        rows.append(
            {
                "": program,
                "Python alone": f"{alone:.0f} ms",
                "with it": f"{whole:.0f} ms",
                "more": f"{whole - alone:.0f} ms",
                "target": target,
            }
        )
    return rows
