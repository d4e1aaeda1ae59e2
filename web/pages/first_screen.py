"""What the playground shows before any script runs: the end of the first example, its lines, numbers and meaning."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from ...engine.budgets import SERVER
from ...engine.examples import FIRST
from ...engine.service.api import handle
from ...engine.trace.notation import format_number

NUDGE = 0.01  # how far the sentence raises a leaf


class Line(NamedTuple):
    """A line of the program; data and grad are those of its last value, empty without one."""

    number: int
    text: str
    data: str
    grad: str


class Influence(NamedTuple):
    leaf: str
    grad: str
    direction: str  # "up" or "down": where the result goes when the leaf rises
    percent: float  # of the largest gradient


class FirstScreen(NamedTuple):
    title: str  # of the example
    lines: Sequence[Line]
    root: str
    result: str  # data of the root
    leaf: str  # the most influential one
    grad: str  # its gradient
    by: str  # how far it is raised
    way: str  # "rises" or "falls"
    change: str  # of the root
    influences: Sequence[Influence]  # the largest first
    steps: int


@cache
def first_screen() -> FirstScreen:
    """Of the first example, which has a result that leaves move."""
    trace = handle({"method": "trace", "params": {"source": FIRST.source}}, SERVER)
    nodes: Sequence[dict[str, Any]] = trace["nodes"]
    root = nodes[trace["roots"][0]]
    leaves = sorted((node for node in nodes if node["kind"] == "leaf"), key=lambda node: -abs(node["grad"]))
    first = leaves[0]
    return FirstScreen(
        title=FIRST.title,
        lines=[_line(number, text, nodes) for number, text in enumerate(FIRST.source.splitlines(), 1)],
        root=root["name"],
        result=format_number(root["data"]),
        leaf=first["name"],
        grad=format_number(first["grad"]),
        by=format_number(NUDGE),
        way="rises" if first["grad"] > 0 else "falls",
        change=format_number(abs(first["grad"] * NUDGE)),
        influences=[_influence(node, abs(first["grad"])) for node in leaves],
        steps=len(trace["steps"]),
    )


def _line(number: int, text: str, nodes: Sequence[dict[str, Any]]) -> Line:
    named = [node for node in nodes if node["label"] and node["span"] and node["span"][0] == number]
    if not named:
        return Line(number, text, "", "")
    return Line(number, text, format_number(named[-1]["data"]), format_number(named[-1]["grad"]))


def _influence(leaf: dict[str, Any], largest: float) -> Influence:
    percent = math.ceil(100 * abs(leaf["grad"]) / largest)
    return Influence(leaf["name"], format_number(leaf["grad"]), "up" if leaf["grad"] > 0 else "down", percent)
