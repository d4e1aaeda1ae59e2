"""Computed numbers of a lesson, inserted where its text has a marker. Each comes from a run of one of its programs:

    {{ a.grad }}         data or grad of a value of the preceding playground block
    {{ first/a.grad }}   the same of the block named "first"
    {{ slope }}          a number printed by a program of the lesson: print("slope", 14.0)
    {{ count.steps }}    the number of steps, values or leaves of the preceding block
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
    """The trace of a lesson's program; raises LessonError.

    It gets the browser's budget, because its author is trusted and a slow machine must not fail it.
    """
    reply = handle({"method": "trace", "params": {"source": source, "level": level}}, BROWSER)
    if "error" in reply:
        error = reply["error"]
        raise LessonError(f"line {error['line']} of the program that begins {source[:40]!r}: {error['message']}")
    return reply


class Numbers:
    """Numbers computed by the programs of a lesson so far, by marker."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}
        self.source = ""

    def play(self, source: str, options: Options) -> Trace:
        """Run a playground block; markers without a block name refer to it from here on."""
        trace = run(source, options.level)
        self.known = {name: number for name, number in self.known.items() if "." not in name or "/" in name}
        numbers = _node_numbers(trace) | _counts(trace)
        self.known |= numbers | _printed_numbers(trace)
        if options.name:
            self.known |= {f"{options.name}/{name}": number for name, number in numbers.items()}
        self.source = source
        return trace

    def compute(self, source: str) -> None:
        """Run a compute block and record its printed numbers."""
        self.known |= _printed_numbers(run(source))

    def fill(self, text: str) -> str:
        """`text` with its markers replaced by their numbers; raises LessonError for an unknown one."""
        return MARKER.sub(lambda marker: self.number(marker[1], marker[2]), text)

    def number(self, name: str, decimals: str | None = None) -> str:
        """The text for a marker; raises LessonError if no program has computed it."""
        if name not in self.known:
            raise LessonError(
                f"No program before {{{{ {name} }}}} gives that number; there are {', '.join(self.known)}."
            )
        try:
            value = float(self.known[name])
        except ValueError:  # a program may print text
            return self.known[name]
        return format_number(value) if decimals is None else f"{value:.{decimals}f}".replace("-", MINUS)

    def export(self, export_format: str) -> str:
        """The code of the last playground block in another library; raises LessonError."""
        reply = handle({"method": "export", "params": {"source": self.source, "format": export_format}}, BROWSER)
        if "error" in reply:
            raise LessonError(f"export {export_format}: {reply['error']['message']}")
        return str(reply["text"])


def steps_taken(trace: Trace, step: str) -> int:
    """The number of steps taken where a block opens, from its option `step`."""
    if step.isdecimal():
        return min(int(step), len(trace["steps"]))
    phases = [item["phase"] for item in trace["steps"]]
    if step not in phases:
        return len(phases)
    # The order is opened at the first step of its search, which is then stepped through.
    return phases.index(step) + (1 if step == "order" else 0)


def _node_numbers(trace: Trace) -> dict[str, str]:
    return {f"{node['name']}.{field}": str(node[field]) for node in trace["nodes"] for field in ("data", "grad")}


def _counts(trace: Trace) -> dict[str, str]:
    kinds = [node["kind"] for node in trace["nodes"]]
    counts = {"steps": len(trace["steps"]), "values": len(kinds), "leaves": kinds.count("leaf")}
    return {f"count.{name}": str(number) for name, number in counts.items()}


def _printed_numbers(trace: Trace) -> dict[str, str]:
    """Printed numbers by name; a line of output is a name followed by a number."""
    lines = [item["text"].rpartition(" ") for item in trace["output"]]
    return {name: number for name, _, number in lines if name}
