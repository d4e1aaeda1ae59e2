"""Command that measures which cells of notebooks run in our kernel: python -m benchmarks.notebooks FOLDER.

Each notebook below FOLDER runs in IPython with the libraries of `--libraries PYTHON` (which needs ipython, numpy,
matplotlib, scikit-learn, graphviz and torch), twice with different hash seeds, and in our kernel with tracing and
verdicts, in CPython or with `--pyodide` in Node. Counted are the cells that run with the libraries; a cell's text is
compared where both runs with the libraries give the same. Cells that need files, a network or other packages are
listed apart.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

Reply = dict[str, Any]

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
PYODIDE = """
import json
from benchmarks.notebooks.with_kernel import replies
json.dumps(list(replies(json.loads({cells!r}), {seconds})))
"""
PLACE_IN_MEMORY = re.compile(r"0x[0-9a-f]{6,}")
OUTSIDE = ("ModuleNotFoundError", "FileNotFoundError", "URLError", "HTTPError", "ExecutableNotFound", "gaierror")


def cells_of(notebook: Path) -> list[str]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def lines(command: Sequence[str], cells: Sequence[str], timeout: float, **surroundings: str) -> list[Reply]:
    """One reply for each cell; the cells that a process does not come to have failed."""
    with tempfile.TemporaryDirectory() as folder:
        elsewhere = {"cwd": folder} if surroundings else {"cwd": ROOT}
        try:
            output = subprocess.run(
                command, input=json.dumps(cells), stdout=subprocess.PIPE, text=True, timeout=timeout,
                env={**os.environ, **surroundings}, **elsewhere,
            ).stdout  # fmt: skip
        except subprocess.TimeoutExpired as late:
            output = (late.stdout or b"").decode()
    found = [json.loads(line) for line in output.splitlines() if line.endswith("}")]
    missing = {"ok": False, "error": "Ended: the notebook took too long or ended Python", "text": ""}
    return found + [missing] * (len(cells) - len(found))


def in_pyodide(cells: Sequence[str], seconds: float, timeout: float) -> list[Reply]:
    program = PYODIDE.format(cells=json.dumps(cells), seconds=seconds)
    command = ["node", "tests/support/pyodide.mjs", str(ROOT)]
    output = subprocess.run(
        command, cwd=ROOT, input=json.dumps(program) + "\n", capture_output=True, text=True, timeout=timeout
    ).stdout
    reply = json.loads(output.splitlines()[-1])
    if "error" in reply:
        raise RuntimeError(reply["error"])
    found: list[Reply] = json.loads(reply["value"])
    return found


def measured(notebook: Path, options: argparse.Namespace) -> dict[str, Any]:
    cells, seconds, timeout = cells_of(notebook), options.seconds, options.timeout
    real = [options.libraries, str(HERE / "with_libraries.py"), str(seconds)]
    first, second = (lines(real, cells, timeout, PYTHONHASHSEED=seed) for seed in ("1", "2"))
    if options.pyodide:
        ours = in_pyodide(cells, 10 * seconds, 10 * timeout)
    else:
        kernel = [sys.executable, "-m", "benchmarks.notebooks.with_kernel", str(10 * seconds)]
        ours = lines(kernel, cells, 10 * timeout)
    rows = [
        {"source": source, "real": one, "again": two, "ours": our}
        for source, one, two, our in zip(cells, first, second, ours, strict=True)
    ]
    return {"notebook": str(notebook), "cells": rows}


def steady(row: Reply) -> bool:
    """Whether the text is the same in both runs with the libraries, and has no object's place in memory.

    A text that ours differs from in its order only shows a set.
    """
    text = row["real"]["text"]
    shows_set = "{" in text and text != row["ours"]["text"] and _letters(text) == _letters(row["ours"]["text"])
    return bool(text.strip()) and text == row["again"]["text"] and not PLACE_IN_MEMORY.search(text) and not shows_set


def _letters(text: str) -> list[str]:
    return sorted("".join(text.split()))


def report(notebooks: Sequence[dict[str, Any]]) -> str:
    texts, totals = (
        [],
        dict.fromkeys(("cells", "real", "ours", "apart", "steady", "equal", "passes", "right", "wrong"), 0),
    )
    for one in notebooks:
        rows = one["cells"]
        counted = [row for row in rows if row["real"]["ok"]]
        count = {
            "cells": len(rows),
            "real": len(counted),
            "ours": sum(row["ours"]["ok"] for row in counted),
            "apart": sum(row["real"]["error"].startswith(OUTSIDE) for row in rows),
            "steady": sum(steady(row) and row["ours"]["ok"] for row in counted),
            "equal": sum(steady(row) and row["ours"]["text"].strip() == row["real"]["text"].strip() for row in counted),
            **{name: sum(row["ours"].get(name, 0) for row in rows) for name in ("passes", "right", "wrong")},
        }
        totals = {name: totals[name] + count[name] for name in totals}
        texts.append(f"{one['notebook']}: {_sentence(count)}")
        for number, row in enumerate(rows):
            texts += _remarks(number, row)
    return "\n".join([*texts, f"All: {_sentence(totals)}", f"Share: {totals['ours'] / max(1, totals['real']):.2%}"])


def _sentence(count: dict[str, int]) -> str:
    return (
        f"{count['cells']} cells, {count['real']} run with the libraries, {count['ours']} of these in our kernel; "
        f"{count['apart']} lack a file, a network or a package; "
        f"{count['equal']} of {count['steady']} steady texts are equal; "
        f"{count['passes']} passes, {count['right']} right, {count['wrong']} wrong"
    )


def _remarks(number: int, row: Reply) -> list[str]:
    real, ours = row["real"], row["ours"]
    remarks = []
    if real["ok"] and not ours["ok"]:
        remarks.append(f"  cell {number} fails: {ours['error'][:300]}")
    if not real["ok"]:
        remarks.append(f"  cell {number} not counted: {real['error'][:120]!r}; ours: {ours['error'][:120] or 'runs'!r}")
    elif ours["ok"] and steady(row) and ours["text"].strip() != real["text"].strip():
        remarks.append(f"  cell {number} text: {_difference(real['text'], ours['text'])}")
    remarks += [f"  cell {number} {verdict}" for verdict in ours.get("verdicts", [])]
    return remarks


def _difference(expected: str, got: str) -> str:
    pairs = zip(expected.strip().split("\n"), got.strip().split("\n"), strict=False)
    return next((f"{one[:160]!r} / {two[:160]!r}" for one, two in pairs if one != two), "another number of lines")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--libraries", default=sys.executable, help="a Python with the real libraries and ipython")
    parser.add_argument("--pyodide", action="store_true", help="our kernel in Pyodide instead of CPython")
    parser.add_argument(
        "--seconds", type=int, default=60, help="limit of a cell with the libraries, ten times that in ours"
    )
    parser.add_argument("--timeout", type=float, default=300, help="limit of a notebook in seconds, likewise")
    parser.add_argument("--json", type=Path, help="where all texts and verdicts are written")
    options = parser.parse_args()
    found = sorted(options.folder.rglob("*.ipynb")) if options.folder.is_dir() else [options.folder]
    notebooks = []
    for notebook in found:
        notebooks.append(measured(notebook, options))
        print(report(notebooks[-1:]).rsplit("\nAll", 1)[0], flush=True)
    if options.json:
        options.json.write_text(json.dumps(notebooks))
    print(report(notebooks).rsplit("\n", 2)[-2:])


if __name__ == "__main__":
    main()
