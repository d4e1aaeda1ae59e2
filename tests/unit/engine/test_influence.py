"""Tests of influence: the size classes of gradients and contributions, and what a drawing makes of them."""

from __future__ import annotations

import re
from math import inf, nan

import pytest

from autograd_playground.engine.contract.replies import Box
from autograd_playground.engine.examples import FIRST
from autograd_playground.engine.trace import draw, snapshot
from autograd_playground.engine.trace.influence import influence_at, size_class
from tests.support.trace_player import trace

LECTURE = FIRST.source


@pytest.mark.parametrize(
    ("x", "largest", "size"),
    [
        (6.0, 6.0, 5), (-4.0, 6.0, 4), (2.0, 6.0, 2), (1.0, 6.0, 1), (5e-324, 6.0, 1), (7.0, 6.0, 5), (inf, 6.0, 5),
        (0.0, 6.0, 0), (-0.0, 6.0, 0), (nan, 6.0, 0), (0.0, 0.0, 0), (1e308, 1.7e308, 3),
    ],
)  # fmt: skip
def test_a_size_is_relative_to_the_largest_gradient(x: float, largest: float, size: int) -> None:
    assert size_class(x, largest) == size


def classes(dot: str) -> dict[str, str]:
    return dict(re.findall(r'\[id="(\w+)", class="([-\w]+)"', dot))


def test_the_drawing_of_the_end_says_by_classes_who_matters() -> None:
    assert classes(trace(LECTURE)["dot"]) == {
        "n0": "up-5", "n1": "down-4", "n2": "down-2", "n3": "down-2", "n4": "down-2", "n5": "up-4", "n6": "up-1",
        "e3": "flow-2", "e3_0": "flow-5", "e3_1": "flow-4", "e4": "flow-2", "e4_0": "flow-2", "e4_1": "flow-2",
        "e6": "flow-1", "e6_0": "flow-2", "e6_1": "flow-4",
    }  # fmt: skip


def test_at_a_step_only_what_has_flowed_has_a_class() -> None:
    shown = trace(LECTURE)
    seeded = snapshot.steps_to_phase(shown, "backward")
    for step, expected in [(0, {}), (seeded, {"n6": "up-1"})]:
        nodes = snapshot.nodes_at(shown, step)
        assert classes(draw.dot(nodes, influence=influence_at(shown, step))) == expected


def test_a_style_sets_the_colours_and_widths_themselves() -> None:
    shown = trace(LECTURE)
    style = draw.DrawingStyle("#111111", "#222222", "#333333", "#444444", up=tuple("12345"), down=tuple("abcde"))
    dot = draw.dot(shown["nodes"], style=style, influence=influence_at(shown))
    assert classes(dot) == {}
    assert [re.findall('BGCOLOR="(.)"', line) for line in dot.splitlines() if line.startswith("  n0 [")] == [["5"]]
    assert 'n0 -> op3 [id="e3_0", penwidth=5.5]' in dot


def test_edges_between_boxes_are_as_wide_as_the_widest_of_them() -> None:
    shown = trace("a = Value(1.0)\nb = Value(1.0)\nc = a * 5; d = b * 1\ne = c + d\ne.backward()")
    ids = {node["name"]: node["id"] for node in shown["nodes"]}
    box = Box(id="g0", path="line 3", nodes=[ids["c"], ids["d"]], output=None)
    drawn = classes(draw.dot(shown["nodes"], [box], influence=influence_at(shown)))
    assert drawn[f"e_n{ids['a']}_g0"] == "flow-5"
    assert drawn[f"e_n{ids['b']}_g0"] == "flow-1"
