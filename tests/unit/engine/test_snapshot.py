"""Tests of snapshots: the fields of a trace at a step are those that the page shows there."""

from __future__ import annotations

import pytest

from autograd_playground.engine.contract.common import PHASES
from autograd_playground.engine.trace import draw, snapshot
from tests.support.trace_player import Player, same, trace

PROGRAM = (
    "a = Value(2.0)\nb = Value(-3.0)\nfor k in range(2):\n"
    "  L = a*b + a\n  a.grad = 0.0\n  L.backward()\n  a.data -= 0.1"
)


def test_every_step_is_as_the_page_plays_it() -> None:
    shown = trace(PROGRAM)
    player = Player(shown)
    for step in range(len(shown["steps"]) + 1):
        player.play_to(step)
        nodes = snapshot.nodes_at(shown, step)
        for (i, field), value in player.fields.items():
            assert same(nodes[i][field], value), f"step {step}: {i}.{field}"


def test_past_the_last_step_there_is_no_more() -> None:
    shown = trace(PROGRAM)
    assert snapshot.nodes_at(shown, 10_000) == snapshot.nodes_at(shown, len(shown["steps"]))


@pytest.mark.parametrize("phase", PHASES)
def test_a_phase_opens_with_its_first_step(phase: str) -> None:
    shown = trace(PROGRAM)
    taken = snapshot.steps_to_phase(shown, phase)
    assert shown["steps"][taken - 1]["phase"] == phase
    assert taken == 1 or shown["steps"][taken - 2]["phase"] != phase


def test_a_phase_that_is_not_there_is_the_end() -> None:
    shown = trace("a = Value(2.0)\nb = a * a")
    assert snapshot.steps_to_phase(shown, "update") == len(shown["steps"])


def test_an_unknown_field_is_drawn_empty() -> None:
    dot = draw.dot(snapshot.nodes_at(trace("a = Value(2.0)\nb = a * a"), 0))
    assert dot.count(">data</FONT><BR/>&#160;</TD>") == dot.count(">grad</FONT><BR/>&#160;</TD>") == 2


def test_a_style_colours_everything_and_bounds_the_pixels() -> None:
    nodes = trace("a = Value(2.0)")["nodes"]
    style = draw.DrawingStyle("#111111", "#222222", "#333333", "#444444", pixels=draw.Pixels(192, 960, 480))
    dot = draw.dot(nodes, style=style)
    assert 'graph [bgcolor="#111111", dpi=192, size="5.000,2.500"]' in dot
    assert 'node [style=filled, color="#333333", fillcolor="#222222", fontcolor="#444444"]' in dot
    assert "#111111" not in draw.dot(nodes)
