"""Cells of a notebook in our kernel: in a process of its own, and as a module in Pyodide.

`python -m benchmarks.notebooks.with_kernel SECONDS < cells` reads and writes what `with_libraries.py` does, and for
each cell the seconds, how many passes it made, and the verdicts on those that are called wrong.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from typing import Any

from autograd_playground.engine.notebook.kernel import Kernel

Reply = dict[str, Any]


def replies(cells: Sequence[str], seconds: float) -> Iterator[Reply]:
    with tempfile.TemporaryDirectory() as folder:
        kernel = Kernel(folder)
        outputs: list[Reply] = []

        def emit(text: str) -> None:
            outputs.append(json.loads(text))

        for number, source in enumerate(cells):
            outputs.clear()
            params = {"cell": f"cell {number}", "source": source, "limit": seconds}
            request = json.dumps({"method": "run", "params": params})
            yield _reply(json.loads(kernel.handle_json(request, emit)), outputs)
        kernel.close()


def _reply(reply: Reply, outputs: list[dict[str, Any]]) -> Reply:
    errors = [each["error"] for each in outputs if each["type"] == "error"]
    texts = [
        each["text"] if each["type"] == "stream" else each["data"]["text/plain"]
        for each in outputs
        if (each["type"] == "stream" and each["name"] == "stdout") or each["type"] == "result"
    ]
    ok = reply["status"] == "ok"
    return {
        "ok": ok,
        "error": "" if ok else "; ".join(f"{each['type']}: {each['message']}" for each in errors),
        "text": "".join(texts) if ok else "",
        "seconds": reply["seconds"],
        "right": reply["right"],
        "wrong": reply["wrong"],
        "passes": len(reply["passes"]) + reply["skipped"],
        "verdicts": _distinct(reply["passes"]),
        "notes": reply["notes"],
    }


def _distinct(passes: Sequence[Reply]) -> list[str]:
    """The verdicts that are not "right", each as a line of text, once for each kind of fault and line of the cell."""
    found: dict[object, str] = {}
    for each in passes:
        verdict = each["verdict"]
        if verdict["status"] == "right":
            continue
        faults = verdict["faults"]
        place = (faults or [each])[0]["place"]
        line = f"{place['cell']}, line {place['line']}: {place['text']}" if place else "no line"
        told = " | ".join(f"{fault['kind']}: {fault['text']}" for fault in faults)
        text = f"{verdict['status']} ({each['values']} values; {line}) {verdict['text']} {told}"
        found.setdefault((verdict["status"], line, *(fault["kind"] for fault in faults)), text)
    return list(found.values())


def main(seconds: float) -> None:
    for reply in replies(json.load(sys.stdin), seconds):
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]))
