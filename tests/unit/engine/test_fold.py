"""Tests of folding: each value in exactly one drawn element, each edge drawn or inside a box, ids unique."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import pytest

from autograd_playground.engine.budgets import BROWSER
from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.service.api import handle
from autograd_playground.engine.trace import fold
from tests.support.programs import PROGRAMS

NETWORK = """\
from micrograd.nn import MLP
n = MLP(3, [4, 4, 1])
xs = [[2.0, 3.0, -1.0], [3.0, -1.0, 0.5]]
ys = [1.0, -1.0]
loss = sum((n(x) - y)**2 for x, y in zip(xs, ys))
loss.backward()
"""

LOOP = "x = Value(0.5)\ny = Value(0.1)\nfor k in range({turns}):\n    x = x*y\n    y = y + x\ny.backward()\n"

NEURONS = [f"MLP/Layer {i}/Neuron {j}" for i, size in enumerate((4, 4, 1)) for j in range(size)]
LAYERS = [f"MLP/Layer {i}" for i in range(3)]

FOLDINGS = {
    "nothing": [],
    "one neuron": ["MLP/Layer 0/Neuron 2"],
    "all neurons": NEURONS,
    "all layers": LAYERS,
    "layers and what is in them": LAYERS + NEURONS,
    "the network": ["MLP"],
    "the network and the lines": ["MLP", "line 5"],
}


@cache
def traced(source: str) -> Any:
    return handle({"method": "trace", "params": {"source": source}}, BROWSER)


def drawn(source: str, **params: object) -> Any:
    return handle({"method": "draw", "params": {"source": source, **params}}, BROWSER)


def check_drawing(nodes: list[Any], picture: Any, constants: bool = True) -> None:
    """Check everything that a drawing promises, by its DOT."""
    boxes, dot = picture["boxes"], picture["dot"]
    ids = re.findall(r'\bid="(\w+)"', dot)
    assert len(ids) == len(set(ids))
    owner = {i: box["id"] for box in boxes for i in box["nodes"]}
    assert len(owner) == sum(len(box["nodes"]) for box in boxes), "a value is in two boxes"
    alone = {node["id"] for node in nodes if f"n{node['id']}" in ids}
    hidden = set() if constants else {node["id"] for node in nodes if node["kind"] == "constant"} - set(owner)
    assert alone | set(owner) | hidden == {node["id"] for node in nodes}
    assert alone.isdisjoint(owner)
    assert {box["id"] for box in boxes} <= set(ids)
    for node in nodes:
        for operand, parent in enumerate(node["parents"]):
            if parent in hidden or (not constants and nodes[parent]["kind"] == "constant"):
                continue
            start, end = owner.get(parent, f"n{parent}"), owner.get(node["id"], f"n{node['id']}")
            if start == end:
                continue
            edge = f"e{node['id']}_{operand}" if start[0] == end[0] == "n" else f"e_{start}_{end}"
            assert edge in ids, f"operand {operand} of {node['name']} is not joined"


@pytest.mark.parametrize("closed", FOLDINGS.values(), ids=FOLDINGS)
@pytest.mark.parametrize("constants", [True, False])
def test_every_folding_of_a_network_draws_everything_once(closed: list[str], constants: bool) -> None:
    picture = drawn(NETWORK, closed=closed, constants=constants)
    check_drawing(traced(NETWORK)["nodes"], picture, constants)


@pytest.mark.parametrize("name", PROGRAMS)
def test_any_program_can_be_folded_line_by_line(name: str) -> None:
    nodes = traced(PROGRAMS[name])["nodes"]
    every = sorted({path for node in nodes for path in fold.paths(node)})
    check_drawing(nodes, drawn(PROGRAMS[name], closed=every))


def test_the_root_is_never_in_a_box() -> None:
    shown = traced(NETWORK)
    picture = drawn(NETWORK, closed=["MLP", *(f"line {i}" for i in range(1, 9))])
    assert f'id="n{shown["roots"][0]}"' in picture["dot"]


def test_a_value_goes_into_the_outermost_closed_box() -> None:
    boxes = drawn(NETWORK, closed=[*NEURONS, "MLP/Layer 0"])["boxes"]
    assert {box["path"] for box in boxes} == {"MLP/Layer 0", *NEURONS[4:]}


def test_boxes_may_need_one_another_in_a_circle() -> None:
    # x = x*y and y = y + x depend on each other: edges lead from line 4 to line 5 and back.
    picture = drawn(LOOP.format(turns=5), closed=["line 4", "line 5"])
    assert {"e_g0_g1", "e_g1_g0"} <= set(re.findall(r'id="(e_\w+)"', picture["dot"]))
    check_drawing(traced(LOOP.format(turns=5))["nodes"], picture)


def test_a_box_shows_the_numbers_of_its_only_output() -> None:
    one = "from micrograd.nn import Neuron\nn = Neuron(2)\no = n([1.0, 2.0])\nL = o*2\nL.backward()\n"
    (box,) = drawn(one, closed=["Neuron"])["boxes"]
    assert traced(one)["nodes"][box["output"]]["label"] == "o"
    outputs = {box["path"]: box["output"] for box in drawn(NETWORK, closed=NEURONS)["boxes"]}
    assert outputs["MLP/Layer 0/Neuron 0"] is None, "two samples go through it: two values leave it"


def test_a_box_of_several_outputs_counts_its_values_and_outputs_in_place_of_numbers() -> None:
    picture = drawn(NETWORK, closed=LAYERS)
    (label,) = re.findall(r'g1 \[id="g1", label=<(.*)>\]', picture["dot"])
    inside = set(picture["boxes"][1]["nodes"])
    outputs = {p for n in traced(NETWORK)["nodes"] if n["id"] not in inside for p in n["parents"] if p in inside}
    fields = re.findall(r"<FONT[^>]*>(\w+)</FONT><BR/>([^<]+)</TD>", label)
    assert fields == [("values", str(len(inside))), ("outputs", str(len(outputs)))]
    assert len(outputs) == 8, "four neurons, two samples"


def test_a_title_reads_from_the_inside_out() -> None:
    shown = traced("n = MLP(2, [2, 1])\ny = n([1.0, 2.0])\ny.backward()")

    def title(path: str) -> str:
        (box,) = fold.fold(shown["nodes"], shown["roots"], [path])
        return fold.title(box, shown["nodes"])

    assert title("MLP/Layer 0/Neuron 1") == "Neuron 1 of Layer 0: 10 values"
    assert title("MLP/Layer 0") == "Layer 0 of MLP: 2 neurons"
    assert title("MLP") == "MLP: 2 layers"


def test_the_box_of_a_line_is_called_by_what_it_holds() -> None:
    shown = traced("a = Value(2.0)\ne = a * 3; d = e + a\nL = (d * 2) * a\nL.backward()")
    boxes = fold.fold(shown["nodes"], shown["roots"], ["line 1", "line 2", "line 3"])
    assert [fold.title(box, shown["nodes"]) for box in boxes] == [
        "line 1: a",
        "line 2: e, d",
        "line 3: d * 2",
    ]


def test_a_network_that_does_not_fit_opens_as_layers_and_a_neuron_as_it_is() -> None:
    example = next(example for example in EXAMPLES if example.id == "mlp")
    assert [box["path"] for box in traced(example.source)["boxes"]] == ["MLP/Layer 0", "MLP/Layer 1", "MLP/Layer 2"]
    assert traced("n = MLP(2, [2, 1])\ny = n([1.0, 2.0])\ny.backward()")["boxes"] == []


def test_graphs_without_modules_are_not_folded_by_themselves() -> None:
    assert traced(LOOP.format(turns=400))["boxes"] == []


def test_networks_are_folded_by_neuron_if_that_fits() -> None:
    shown = traced(NETWORK)
    assert [box["path"] for box in shown["boxes"]] == NEURONS
    check_drawing(shown["nodes"], shown)


def test_networks_too_wide_for_that_are_folded_by_layer() -> None:
    shown = traced("from micrograd.nn import MLP\nL = MLP(2, [60, 60, 1])([1.0, 2.0])\nL.backward()\n")
    assert [box["path"] for box in shown["boxes"]] == LAYERS
    check_drawing(shown["nodes"], shown)


def test_large_programs_without_modules_are_folded_by_line() -> None:
    shown = traced(LOOP.format(turns=4_999))
    assert len(shown["nodes"]) == 10_000
    assert [box["path"] for box in shown["boxes"]] == ["line 1", "line 2", "line 4", "line 5"]
    check_drawing(shown["nodes"], shown)


def test_a_folded_drawing_stays_small() -> None:
    shown = traced(LOOP.format(turns=4_999))
    assert len(shown["dot"]) < 3_000
    assert len(json.dumps(shown["dot"])) < 0.001 * len(json.dumps(shown))
