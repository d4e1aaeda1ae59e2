"""Tests of the gradient check's verdicts: no false one either way, at ordinary and at extreme points."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograd_playground.engine import elementary
from autograd_playground.engine.contract.common import LEVELS
from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.gradcheck import check
from autograd_playground.engine.service import api
from autograd_playground.engine.value import Value
from tests.support.value_scope import SCOPE

AGREES, DIFFERS, HIDDEN, KINK = "agrees", "differs", "cannot be measured", "kink"


def checked(source: str, **params: object) -> dict[str, Any]:
    """The check of the leaf x."""
    reply = api.handle({"method": "check", "params": {"source": source, **params}})
    (leaf,) = (leaf for leaf in reply["leaves"] if leaf["name"] == "x")
    return leaf  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("x", "expression", "verdict", "words"),
    [
        # Numbers below the smallest float, or near it.
        (1e-200, "x * x", HIDDEN, "is 0, because its exact number is below the smallest float, about 5e−324. A small"),
        (1e-170, "x * x * 1e200 + 3", HIDDEN, "x * x is 0, because its exact number is below the smallest float"),
        (1e-160, "x * x", HIDDEN, "= 1e−320 is near the smallest float, about 5e−324, where floats have few digits"),
        (-740.0, "x.exp()", HIDDEN, "near the smallest float"),
        (40.0, "x.tanh()", HIDDEN, "Rounding hides it: beside"),
        # Close to an end of the domain, or steep: the gradient is right.
        (1e-8, "x.log()", AGREES, ""),
        (1e-300, "x.log()", AGREES, ""),
        (2e-7, "-x.log()", AGREES, ""),
        (1e-7, "1 / x", AGREES, ""),
        (-1e-150, "1 / x", AGREES, ""),
        (1e-9, "x.sqrt()", AGREES, ""),
        (1e-100, "x.sqrt()", AGREES, ""),
        (1e-5, "x ** 0.1", AGREES, ""),
        (0.0, "(1e7 * x).sigmoid()", AGREES, ""),
        (0.5, "(1e9 * (x - 0.5)).tanh()", AGREES, ""),
        (0.0, "(1e30 * x).tanh()", AGREES, ""),
        (0.3, "(1e5 * x).sin()", AGREES, ""),
        (1e6, "x.sin()", AGREES, ""),
        (700.0, "x.exp()", AGREES, ""),
        (1e300, "x * 1e5", AGREES, ""),
        (5e-324, "x * 3", AGREES, ""),
        (-40.0, "x.softplus().log()", AGREES, ""),
        (1.000000000001, "(x - 1).relu()", AGREES, ""),
        # Level, or without any influence.
        (0.0, "x ** 3", AGREES, ""),
        (0.0, "x.cos()", AGREES, ""),
        (1.0, "x * x - 2 * x", AGREES, ""),
        (-3.0, "x.relu() * 2 + 5", AGREES, ""),
        (1.0, "x * 0 + 5", AGREES, ""),
        # On a kink that makes no corner.
        (0.0, "(x * x).relu()", AGREES, ""),
        (1.0, "x.max(x)", AGREES, ""),
        # Rounding hides the slope.
        (1.0, "x + 1e15", HIDDEN, "Rounding hides it: beside y = 1e15"),
        (3.0, "x * x + 1e10", HIDDEN, "Rounding hides it: beside y = 1e10"),
        (3.0, "(x * x + 1e14) - 1e14", HIDDEN, "Rounding hides it"),
        (20.0, "x.tanh()", HIDDEN, "Rounding hides it"),
        (60.0, "x.sigmoid() * 1.0 + 0.0", HIDDEN, "Rounding hides it"),
        (0.001, "x * 1e-20 + 5", HIDDEN, "Rounding hides it"),
        # No finite number.
        (0.0, "x.log()", HIDDEN, "y is −Infinity here"),
        (0.0, "1 / x", HIDDEN, "y is Infinity here"),
        (math.nan, "x * 2", HIDDEN, "x itself is NaN"),
        (math.inf, "1 / x", HIDDEN, "x itself is Infinity"),
        (-1000.0, "1 / (1 + (-x).exp())", HIDDEN, "is Infinity on the way"),
        (0.0, "x ** 1.5", HIDDEN, "Close to here y is not a finite number on both sides"),
        (1e-200, "1 / x", HIDDEN, ""),
        # A kink, or one too close.
        (
            0.0,
            "x.relu()",
            KINK,
            "relu at 0, in y: the slope of y is 0 on the left and 1 on the right; backward() takes 0.",
        ),
        (
            0.0,
            "abs(x)",
            KINK,
            "abs at 0, in y: the slope of y is −1 on the left and 1 on the right; backward() takes 0.",
        ),
        (
            0.0,
            "x.relu() + abs(x)",
            KINK,
            "relu at 0, in x.relu() and abs at 0, in abs(x): the slope of y is −1 on the left",
        ),
        (1.0, "x.max(1.0)", KINK, "max of equals"),
        (1.0, "x.min(2 * x - 1)", KINK, "min of equals"),
        (
            0.0,
            "3 * (x * 2).relu() + x",
            KINK,
            "relu at 0, in relu(x * 2): the slope of y is 1 on the left and 7 on the right",
        ),
        (0.0, "x.relu() - (-x).relu()", KINK, "the slope of y is 1, but backward() takes 0"),
        (0.0, "x.sqrt()", KINK, "sqrt at 0, in y: the slope is infinite there"),
        (0.0, "(x * x).sqrt()", KINK, "sqrt at 0"),
        (0.0, "(x * x) ** 0.5", KINK, "0 to a power below 1"),
        (0.0, "x.relu() + 1e20", HIDDEN, "Rounding hides it: beside y = 1e20"),
        (1.000000000000001, "(x - 1).relu()", HIDDEN, "kink of relu, in y, is closer by"),
    ],
)
def test_the_verdict_on_a_right_gradient(x: float, expression: str, verdict: str, words: str) -> None:
    written = {math.nan: "math.nan", math.inf: "math.inf"}.get(x, repr(x))
    expression = expression.replace("3 * (x * 2).relu()", "3 * relu(x * 2)")
    leaf = checked(f"x = Value({written if x == x else 'math.nan'})\ny = {expression}\ny.backward()\n", level="compact")
    assert leaf["verdict"] == verdict, leaf
    assert words in leaf["reason"]
    assert leaf["agrees"] == (verdict == AGREES)
    assert (leaf["digits"] is not None) == (verdict == AGREES)
    if verdict == AGREES:
        assert leaf["digits"] >= 5


# Each with its slope, by the formula of a textbook.
SHAPES: dict[str, tuple[Callable[[Any], Any], Callable[[float], float]]] = {
    "line": (lambda v: v, lambda v: 1.0),
    "square": (lambda v: v * v, lambda v: 2 * v),
    "cube": (lambda v: v**3, lambda v: 3 * v * v),
    "exp": (lambda v: v.exp(), elementary.exp),
    "log": (lambda v: v.log(), lambda v: 1 / v),
    "reciprocal": (lambda v: 1 / v, lambda v: -1 / v / v),
    "sqrt": (lambda v: v.sqrt(), lambda v: 0.5 / math.sqrt(v)),
    "sin": (lambda v: v.sin(), math.cos),
    "tanh": (lambda v: v.tanh(), lambda v: 1 / math.cosh(v) ** 2 if abs(v) < 300 else 0.0),
    "sigmoid": (lambda v: v.sigmoid(), lambda v: 0.25 / math.cosh(v / 2) ** 2 if abs(v) < 600 else 0.0),
    "softplus": (lambda v: v.softplus(), lambda v: 1 / (1 + math.exp(-v)) if v > -600 else 0.0),
    "relu": (lambda v: v.relu(), lambda v: 1.0 if v > 0 else 0.0),
    "abs": (lambda v: abs(v), lambda v: math.copysign(1.0, v)),
}
NEEDS_POSITIVE = {"log", "sqrt", "reciprocal"}
Point = tuple[str, float, float, float, float]
SIZE = st.integers(-12, 6).map(lambda k: 10.0**k)
FACTOR = st.floats(1.0, 9.0)


@st.composite
def points(draw: st.DrawFn) -> Point:
    """A shape, x, and a, c, d of c * shape(a * x) + d."""
    name = draw(st.sampled_from(sorted(SHAPES)))
    inner = draw(FACTOR) * draw(st.sampled_from([1e-12, 1e-6, 1e-3, 1.0, 30.0]))
    a = draw(SIZE) * draw(st.sampled_from([1.0, -1.0]))
    sign = 1.0 if name in NEEDS_POSITIVE else draw(st.sampled_from([1.0, -1.0]))
    offset = draw(st.sampled_from([0.0, 0.0, 1.0, 1e3, 1e8, 1e16]))
    return name, sign * inner / a, a, draw(SIZE) * draw(FACTOR), offset


def slope_at(point: Point, x: float) -> float:
    name, _, a, c, _ = point
    return c * a * SHAPES[name][1](x * a)


def root_at(point: Point) -> tuple[Value, Value, float]:
    """The root, its leaf, and the slope that is known."""
    name, x, a, c, d = point
    leaf = Value(x)
    root = SHAPES[name][0](leaf * a) * c + d
    root.backward()
    return root, leaf, slope_at(point, x)


@settings(max_examples=400)
@given(points())
def test_no_right_gradient_is_called_wrong(point: Point) -> None:
    root, leaf, known = root_at(point)
    for grad in (leaf.grad, known):
        leaf.grad = grad
        (result,) = check(root, [leaf])
        assert result.verdict in (AGREES, HIDDEN), (point, result)


@settings(max_examples=400)
@given(points(), st.sampled_from([2.0, 0.0, -1.0, 0.5, 1.0 + 1e-3, 1.0 - 1e-4, math.nan, math.inf]))
def test_no_wrong_gradient_is_approved(point: Point, factor: float) -> None:
    root, leaf, known = root_at(point)
    wrong = known * factor if known else 1.0
    leaf.grad = wrong
    (result,) = check(root, [leaf])
    # Beside a slope of 0 the slopes around are the measure: a wrong number that is nothing beside them is not told.
    around = max(abs(slope_at(point, x)) for x in (leaf.data + result.h, leaf.data, leaf.data - result.h))
    negligible = abs(wrong - known) <= 2e-5 * around
    assert result.verdict in (DIFFERS, HIDDEN) or negligible, (point, known, result)


def test_most_slopes_can_be_measured() -> None:
    """The other half of being right: a check that never says anything would pass the tests above."""
    verdicts: list[str] = []
    for name in SHAPES:
        for inner in (1e-6, 0.3, 2.0):
            for a in (1e-6, 1.0, 1e6):
                root, leaf, _ = root_at((name, inner / a, a, 1.0, 1.0))
                verdicts += [result.verdict for result in check(root, [leaf])]
    assert verdicts.count(AGREES) > 0.85 * len(verdicts)
    assert verdicts.count(DIFFERS) == 0


@pytest.mark.parametrize("grad", [7.0, -1.0, 1.0, math.nan])
def test_on_a_kink_a_gradient_that_no_rule_gives_differs(grad: float) -> None:
    scope: dict[str, Any] = dict(SCOPE)
    exec("x = Value(0.0)\ny = x.relu() * 3 + x * x\ny.backward()", scope)
    scope["x"].grad = grad
    (result,) = check(scope["y"], [scope["x"]])
    assert result.verdict == DIFFERS


def test_a_gradient_of_nan_differs_where_every_number_is_finite() -> None:
    x = Value(0.7)
    y = x.tanh()
    x.grad = math.nan
    (result,) = check(y, [x])
    assert result.verdict == DIFFERS


def test_data_that_the_program_assigned_to_a_result_is_no_reason_to_call_its_gradient_wrong() -> None:
    leaf = checked("x = Value(2.0)\nb = x * x\nb.data = 100.0\nc = b * b\nc.backward()\n")
    assert leaf["verdict"] == HIDDEN
    assert leaf["reason"].startswith("b is not what its operands give")


@pytest.mark.parametrize("mistake", ["overwrite", "shuffled"])
def test_a_wrong_gradient_on_a_kink_is_named(mistake: str) -> None:
    source = "x = Value(0.0)\nb = x * 3 + x.relu()\nc = b * b\nd = c * c + b * 2\ny = d + b\ny.backward()\n"
    shown = api.handle({"method": "trace", "params": {"source": source, "mistake": mistake}})
    node = next(node["id"] for node in shown["nodes"] if node["name"] == "x")
    is_wrong = shown["nodes"][node]["grad"] != shown["truth"][node]
    assert checked(source, mistake=mistake)["verdict"] == (DIFFERS if is_wrong else KINK)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_every_example_agrees_at_every_level(example: Any, level: str) -> None:
    reply = api.handle({"method": "check", "params": {"source": example.source, "level": level}})
    assert [(leaf["name"], leaf["verdict"], leaf["reason"]) for leaf in reply["leaves"] if not leaf["agrees"]] == []


def cube(x: float) -> float:
    return x * x * x


def test_the_curve_is_that_of_its_formula() -> None:
    reply = api.handle({"method": "check", "params": {"source": "x = Value(0.1)\ny = x * x * x\ny.backward()\n"}})
    (grad,) = (leaf["grad"] for leaf in reply["leaves"])
    for point in reply["curve"]:
        h = point["h"]
        assert point["error"] == abs((cube(0.1 + h) - cube(0.1 - h)) / (2 * h) - grad)
    assert reply["curve_leaves"] == 1
