"""Tests of the three levels of detail: other nodes, the same numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograd_playground.engine.contract.common import LEVELS, Level
from autograd_playground.engine.ops import OPS
from autograd_playground.engine.trace.tape import Tape, Traced
from tests.support.cases import FACTS, close
from tests.support.random_expressions import EXPRESSIONS, Expression
from tests.support.trace_player import trace

UNARY = [name for name, op in OPS.items() if op.arity == 1 and name != "**number"]
BINARY = [name for name, op in OPS.items() if op.arity == 2]
NUMBERS = (
    st.floats(allow_nan=False) | st.floats(-1000, 1000) | st.sampled_from([0.0, -0.0, 150.0, -150.0, 1e-160, 1e160])
)


def symbols(source: str, level: Level) -> list[str]:
    return [node["op"] for node in trace(source, level=level)["nodes"] if node["op"]]


@pytest.mark.parametrize(
    ("expression", "atoms", "lecture", "compact"),
    [
        ("a - b", ["*", "+"], ["*", "+"], ["-"]),
        ("a / b", ["**-1", "*"], ["**-1", "*"], ["/"]),
        ("-a", ["*"], ["*"], ["-"]),
        ("2 - a", ["*", "+"], ["*", "+"], ["-"]),
        ("a - 2", ["+"], ["+"], ["-"]),
        ("a / 2", ["*"], ["*"], ["/"]),
        ("2 / a", ["**-1", "*"], ["**-1", "*"], ["/"]),
        ("tanh(a)", ["*", "exp", "+", "+", "**-1", "*"], ["tanh"], ["tanh"]),
        ("sigmoid(a)", ["*", "exp", "+", "**-1", "*"], ["sigmoid"], ["sigmoid"]),
        ("softplus(a)", ["exp", "+", "log"], ["softplus"], ["softplus"]),
        ("silu(a)", ["*", "exp", "+", "**-1", "*", "*"], ["silu"], ["silu"]),
        ("erf(a)", ["erf"], ["erf"], ["erf"]),
        ("sqrt(a)", ["**0.5"], ["sqrt"], ["sqrt"]),
        ("relu(a)", ["relu"], ["relu"], ["relu"]),
        ("a ** b", ["**"], ["**"], ["**"]),
    ],
)
def test_what_an_expression_is_drawn_as(
    expression: str, atoms: list[str], lecture: list[str], compact: list[str]
) -> None:
    source = f"a = Value(0.5)\nb = Value(2.0)\nL = {expression}\nL.backward()\n"
    assert [symbols(source, level) for level in ("atoms", "lecture", "compact")] == [atoms, lecture, compact]


def test_the_readme_is_drawn_as_micrograd_draws_it() -> None:
    assert len(symbols(FACTS[0].source, "compact")) < len(symbols(FACTS[0].source, "lecture"))
    assert set(symbols(FACTS[0].source, "lecture")) == {"+", "*", "relu", "**3", "**2", "**-1"}


def results(name: str, numbers: tuple[float, ...]) -> dict[Level, list[float]]:
    """The result and the gradients of one operation at each level."""
    found: dict[Level, list[float]] = {}
    for level in LEVELS:
        tape = Tape(level)
        leaves: list[Traced] = [tape.leaf(x) for x in numbers]
        out = tape.apply(name, *leaves)
        tape.backward(out)
        found[level] = [out.data, *(leaf.grad for leaf in leaves)]
    return found


def assert_same(name: str, numbers: tuple[float, ...]) -> None:
    found = results(name, numbers)
    for level in ("atoms", "lecture"):
        for ours, compact in zip(found[level], found["compact"], strict=True):
            assert close(ours, compact, relative=1e-13, absolute=1e-14), (name, numbers, level, found)


@given(st.sampled_from(UNARY), NUMBERS)
@example("tanh", 200.0)
@example("tanh", math.inf)
@example("sigmoid", -750.0)
@example("softplus", 750.0)
@example("sqrt", -0.0)
@example("sqrt", -math.inf)
def test_one_operand_gives_the_same_at_every_level(name: str, x: float) -> None:
    assert_same(name, (x,))


@given(st.sampled_from(BINARY), NUMBERS, NUMBERS)
@example("/", 1e-200, 1e-160)
@example("/", 1e200, 1e170)
@example("/", 1e-310, 1e-310)
@example("/", 1.0, 0.0)
@example("/", math.inf, math.inf)
@example("-", math.inf, math.inf)
def test_two_operands_give_the_same_at_every_level(name: str, x: float, y: float) -> None:
    assert_same(name, (x, y))


@given(EXPRESSIONS)
def test_random_expressions_give_the_same_at_every_level(expression: Expression) -> None:
    data, grads = expression.run()
    scale = 1e-12 * max(1.0, expression.size())
    for level in LEVELS:
        shown = trace(expression.source, level=level)
        assert close(shown["nodes"][shown["roots"][0]]["data"], data, absolute=scale)
        leaves = {node["label"]: node["grad"] for node in shown["nodes"] if node["kind"] == "leaf"}
        for leaf, grad in grads.items():
            assert close(leaves[leaf], grad, relative=1e-9, absolute=scale), (level, leaf)


@given(EXPRESSIONS)
def test_the_compact_level_computes_what_values_compute_to_the_bit(expression: Expression) -> None:
    data, grads = expression.run()
    shown = trace(expression.source, level="compact")
    assert shown["nodes"][shown["roots"][0]]["data"] == data
    leaves = {node["label"]: node["grad"] for node in shown["nodes"] if node["kind"] == "leaf"}
    assert {leaf: leaves[leaf] for leaf in grads} == grads


# What makes small results, and small distances from 1, large.
MAGNIFIERS = ["{}", "({}).log()", "(1 - {}).log()", "(1 + {}).log()", "1 / ({})", "({}) ** 0.5"]
RANGE = st.floats(-60, 60) | st.sampled_from(
    [0.0, -0.0, 1e-300, -1e-12, 1e-6, 7.1, -7.1, 36.0, -36.0, 40.0, -40.0, 750.0]
)


@settings(max_examples=400)
@given(st.sampled_from(["tanh", "sigmoid", "softplus", "silu", "sqrt"]), st.sampled_from(MAGNIFIERS), RANGE)
@example("softplus", "({}).log()", -40.0)
@example("sigmoid", "(1 - {}).log()", 40.0)
@example("tanh", "(1 - {}).log()", 36.0)
@example("tanh", "(1 + {}).log()", -36.0)
@example("tanh", "({}).log()", 1e-12)
def test_what_comes_after_an_operation_is_the_same_at_every_level(name: str, magnifier: str, x: float) -> None:
    source = f"x = Value({x!r})\ny = {magnifier.format(f'x.{name}()')}\ny.backward()\n"
    numbers = {}
    for level in LEVELS:
        shown = trace(source, level=level)
        numbers[level] = [shown["nodes"][shown["roots"][0]]["data"], shown["nodes"][0]["grad"]]
    for ours, compact in zip(numbers["atoms"], numbers["compact"], strict=True):
        spoilt = math.isinf(compact) and math.isnan(ours)  # an infinite gradient, whose pieces cancel
        assert spoilt or close(ours, compact, relative=1e-8, absolute=1e-9), (source, numbers)


@pytest.mark.parametrize(
    ("expression", "x", "level", "says"),
    [
        ("tanh(x)", 36.0, "atoms", "tanh stays whole here: in pieces it would lose digits."),
        ("softplus(x)", -40.0, "atoms", "softplus stays whole here: in pieces it would lose digits."),
        ("1 / x", 1e-200, "lecture", "The division stays whole here: in pieces it would lose digits."),
        ("tanh(x)", 36.0, "lecture", ""),
        ("tanh(x)", 0.5, "atoms", ""),
    ],
)
def test_an_operation_that_stays_whole_says_so(expression: str, x: float, level: Level, says: str) -> None:
    shown = trace(f"x = Value({x!r})\ny = {expression}\ny.backward()\n", level=level)
    (text,) = [
        step["text"] for step in shown["steps"] if step["kind"] == "operation" and step["node"] in shown["roots"]
    ]
    assert text.endswith(f" {says}") if says else "whole" not in text
