"""Every number of a lesson comes from a run of one of its programs. `{{ marker }}` in the text says which:

    {{ a.grad }}         data or grad of a value of the playground block before it
    {{ first/a.grad }}   of the block that is called first
    {{ slope }}          what a program of the lesson has printed: print("slope", 14.0)
    {{ count.steps }}    how many steps, values or leaves the block before it has
    {{ slope:2 }}        any of them with two decimals

A marker is looked up, never evaluated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...engine.budgets import BROWSER
from ...engine.service.api import handle
from ...engine.trace.notation import MINUS, format_number
from .blocks import Options
from .source import LessonError

MARKER = re.compile(r"\{\{\s*(.+?)\s*(?::(\d))?\s*\}\}")

Trace = Mapping[str, Any]


def run(source: str, level: str = "lecture") -> Trace:
    """The trace of a lesson's program, with a browser's budget: its author is trusted, and a slow machine is no mistake."""
    reply = handle({"method": "trace", "params": {"source": source, "level": level}}, BROWSER)
    if "error" in reply:
        error = reply["error"]
        raise LessonError(f"line {error['line']} of the program that begins {source[:40]!r}: {error['message']}")
    return reply


class Numbers:
    """What the programs of a lesson have computed so far, from its beginning downwards."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.source = ""

    def play(self, source: str, options: Options) -> Trace:
        """Run a playground block: it is the one that names without a block mean from here on."""
        trace = run(source, options.level)
        self.known = {name: number for name, number in self.known.items() if "." not in name or "/" in name}
        found = _of_values(trace) | _counts(trace)
        self.known |= found | _printed(trace)
        if options.name:
            self.known |= {f"{options.name}/{name}": number for name, number in found.items()}
        self.source = source
        return trace

    def compute(self, source: str) -> None:
        self.known |= _printed(
            run(f"{source}\nValue(0.0)\n")
        )  # a program shows a value; this one needs none of its own

    def fill(self, text: str) -> str:
        """`text` with its markers replaced by their numbers."""
        return MARKER.sub(lambda found: self.number(found[1], found[2]), text)

    def number(self, name: str, decimals: str | None = None) -> str:
        if name not in self.known:
            raise LessonError(
                f"No program before {{{{ {name} }}}} gives that number; there are {', '.join(self.known)}."
            )
        try:
            value = float(self.known[name])
        except ValueError:  # a program may print words
            return self.known[name]
        return format_number(value) if decimals is None else f"{value:.{decimals}f}".replace("-", MINUS)

    def exported(self, form: str) -> str:
        reply = handle({"method": "export", "params": {"source": self.source, "format": form}}, BROWSER)
        if "error" in reply:
            raise LessonError(f"export {form}: {reply['error']['message']}")
        return str(reply["text"])


def steps_taken(trace: Trace, step: str) -> int:
    """How many steps have been taken where a block opens."""
    if step.isdecimal():
        return min(int(step), len(trace["steps"]))
    phases = [item["phase"] for item in trace["steps"]]
    return phases.index(step) if step in phases else len(phases)


def _of_values(trace: Trace) -> dict[str, str]:
    return {f"{node['name']}.{member}": str(node[member]) for node in trace["nodes"] for member in ("data", "grad")}


def _counts(trace: Trace) -> dict[str, str]:
    kinds = [node["kind"] for node in trace["nodes"]]
    counts = {"steps": len(trace["steps"]), "values": len(kinds), "leaves": kinds.count("leaf")}
    return {f"count.{name}": str(number) for name, number in counts.items()}


def _printed(trace: Trace) -> dict[str, str]:
    """A line of output is a name and, as its last word, a number."""
    lines = [item["text"].rpartition(" ") for item in trace["output"]]
    return {name: number for name, _, number in lines if name}
