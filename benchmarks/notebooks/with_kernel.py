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
        for number, source in enumerate(cells):
            outputs: list[dict[str, Any]] = []
            params = {"cell": f"cell {number}", "source": source, "limit": seconds}
            request = json.dumps({"method": "run", "params": params})
            reply = json.loads(kernel.handle_json(request, lambda text, to=outputs: to.append(json.loads(text))))
            yield _reply(reply, outputs)
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


def _distinct(passes: Sequence[dict[str, Any]]) -> list[str]:
    """The verdicts that are not "right", each as a line of text, once."""
    found = {}
    for each in passes:
        verdict = each["verdict"]
        if verdict["status"] == "right":
            continue
        place = (verdict["faults"] or [each])[0]["place"]
        line = f"{place['cell']}, line {place['line']}: {place['text']}" if place else "no line"
        faults = " | ".join(f"{fault['kind']}: {fault['text']}" for fault in verdict["faults"])
        found[f"{verdict['status']} ({each['values']} values; {line}) {verdict['text']} {faults}"] = None
    return list(found)


def main(seconds: float) -> None:
    for reply in replies(json.load(sys.stdin), seconds):
        print(json.dumps(reply), flush=True)


if __name__ == "__main__":
    main(float(sys.argv[1]))
