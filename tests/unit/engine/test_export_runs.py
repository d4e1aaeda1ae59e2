"""Tests that exported programs print what is shown when micrograd, this engine, PyTorch and JAX run them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from autograd_playground.engine.examples import EXAMPLES, Example
from autograd_playground.engine.service import api
from tests.support.cases import CASES, EDGES, FACTS, OPERATIONS, SHAPES, close
from tests.support.exported import export, printed_by
from tests.support.libraries import JAX, THIS_ENGINE, TORCH, imported
from tests.support.operations import ROWS
from tests.support.programs import PROGRAMS
from tests.support.random_expressions import EXPRESSIONS, Expression
from tests.support.trace_player import Trace, trace

LIBRARIES = ["micrograd", THIS_ENGINE, TORCH, JAX]
# An export holds the graph only, so programs that assign data are left out.
ODD = {
    name: PROGRAMS[name]
    for name in ("plain numbers", "labels that look like other names", "labels of blanks and signs", "both conventions")
}
SOURCES = {case.name: case.source for case in CASES} | ODD
AWAY_FROM_EDGES = {case.name: case.source for case in FACTS + OPERATIONS + SHAPES} | ODD
POWERS = {case.name: case.source for case in EDGES if case.name.startswith("x ** y")}
# PyTorch warns once that NumPy is missing; nothing here needs NumPy.
pytestmark = pytest.mark.filterwarnings("ignore:Failed to initialize NumPy")


def form_of(library: str) -> str:
    return "micrograd" if library == THIS_ENGINE else library


def assert_prints_what_is_shown(program: str, shown: Trace, library: str, scale: float = 0.1) -> None:
    with imported(library):
        root, *leaves = printed_by(program)
    assert close(root[1], shown["nodes"][shown["roots"][0]]["data"], absolute=1e-12 * scale), root
    nodes = [node for node in shown["nodes"] if node["kind"] == "leaf"]
    assert len(leaves) == len(nodes)
    for (name, grad), node in zip(leaves, nodes, strict=True):
        assert name.endswith(".grad")
        assert close(grad, node["grad"], relative=1e-11, absolute=1e-12 * scale), (name, grad, node)


@pytest.mark.parametrize("level", ["atoms", "lecture", "compact"])
@pytest.mark.parametrize("library", [THIS_ENGINE, TORCH])
@pytest.mark.parametrize("name", SOURCES)
def test_the_text_of_every_case_prints_what_is_shown(name: str, library: str, level: str) -> None:
    program = export(SOURCES[name], form_of(library), level)
    assert_prints_what_is_shown(program, trace(SOURCES[name], level=level), library)


@pytest.mark.parametrize("library", ["micrograd", JAX])  # of which one raises at edges, and one has other conventions
@pytest.mark.parametrize("name", AWAY_FROM_EDGES)
def test_the_text_of_every_case_away_from_kinks_and_poles_prints_what_is_shown(name: str, library: str) -> None:
    assert_prints_what_is_shown(export(AWAY_FROM_EDGES[name], library), trace(AWAY_FROM_EDGES[name]), library)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_the_text_of_every_example_prints_what_is_shown(example: Example, library: str) -> None:
    if library == THIS_ENGINE and "operation(" in example.source:
        library = "micrograd"  # in whose style the operation is defined: this project's Value takes no operands
    assert_prints_what_is_shown(export(example.source, form_of(library)), trace(example.source), library)


@pytest.mark.parametrize("library", LIBRARIES)
@settings(max_examples=200)
@given(EXPRESSIONS)
def test_the_text_of_random_expressions_prints_what_is_shown(library: str, expression: Expression) -> None:
    program, shown = export(expression.source, form_of(library)), trace(expression.source)
    # Both round at every operation, so the tolerance is relative to the largest number.
    assert_prints_what_is_shown(program, shown, library, scale=max(1.0, expression.size()))


SEVERAL_PASSES = {
    "two roots": "a = Value(2.0)\nb = a * a\nb.backward()\nc = a * a * a\nc.backward()\n",
    "the same root twice": PROGRAMS["backward twice"],
    "a leaf twice": PROGRAMS["backward on a leaf"],
    "with a constant": PROGRAMS["backward twice with a constant"],
    "a shared graph": PROGRAMS["a graph shared by two passes"],
    "cleared in between": PROGRAMS["zero_grad between"],
    "a second derivative": PROGRAMS["a second derivative"],
    "set beforehand": PROGRAMS["gradients set beforehand"],
    "set in between": "a = Value(2.0)\nb = a * 3\nb.grad = 5.0\nc = b * b\nc.backward()\nc.backward()\n",
    "descent without clearing": (
        "w = Value(2.0)\nfor k in range(3):\n    L = (w*3 - 1)**2\n    L.backward()\n    w.data += -0.01*w.grad\n"
    ),
}


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("index", [0, None], ids=["first pass", "last pass"])
@pytest.mark.parametrize("name", SEVERAL_PASSES)
def test_after_several_passes_the_text_prints_what_is_shown(name: str, index: int | None, library: str) -> None:
    params = {"source": SEVERAL_PASSES[name], "pass": index}
    shown = trace(SEVERAL_PASSES[name], **{"pass": index})
    reply = api.handle({"method": "export", "params": {**params, "format": form_of(library)}})
    assert_prints_what_is_shown(reply["text"], shown, library)


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", ROWS)
def test_the_text_defines_what_the_library_lacks(name: str, library: str) -> None:
    for point in (ROWS[name].at, *ROWS[name].points):
        source = ROWS[name].source(point)
        assert_prints_what_is_shown(export(source, form_of(library)), trace(source), library)


@pytest.mark.parametrize("library", ["micrograd", THIS_ENGINE, TORCH])
@pytest.mark.parametrize("name", POWERS)
def test_a_value_as_exponent_keeps_the_numbers_at_bases_of_zero_and_below(name: str, library: str) -> None:
    assert_prints_what_is_shown(export(POWERS[name], form_of(library)), trace(POWERS[name]), library)


def test_a_power_that_overflows_is_infinite_in_micrograd_too() -> None:
    source = "a = Value(-1e200)\nb = Value(3.0)\nc = a ** b\nc.backward()\n"
    assert_prints_what_is_shown(export(source, "micrograd"), trace(source), "micrograd")


def test_the_slope_of_a_first_power_at_zero_runs_in_micrograd_too() -> None:
    source = "x = Value(0.0)\ny = x**1\ny.backward(create_graph=True)\ng = x.grad + x\nx.zero_grad()\ng.backward()\n"
    assert_prints_what_is_shown(export(source, "micrograd"), trace(source), "micrograd")


def test_a_power_by_a_plain_number_stays_beside_one_by_a_value() -> None:
    source = "a = Value(2.0)\nb = Value(3.0)\nc = a ** b + a ** 3 + 2 ** b\nc.backward()\n"
    assert_prints_what_is_shown(export(source, "micrograd"), trace(source), "micrograd")


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_label_may_be_the_name_of_what_the_text_defines_or_imports(library: str) -> None:
    labels = ("sigmoid", "math", "value_silu", "sign", "power", "number_pow", "jnp", "torch")
    source = "".join(f"v{i} = Value(0.5, label='{label}')\n" for i, label in enumerate(labels))
    source += "L = silu(v0) * v1 + v2.abs() * v3 + v4 ** v5 + sigmoid(v6) * v7\nL.backward()\n"
    assert_prints_what_is_shown(export(source, form_of(library)), trace(source), library)
