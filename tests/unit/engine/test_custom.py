"""Tests of user-defined operations: registered, checked, stepped, drawn and explained like the built-in ones."""

from __future__ import annotations

import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from autograd_playground.engine.errors import PlaygroundError
from autograd_playground.engine.language.custom import operation, unregister
from autograd_playground.engine.ops import NAMED, OPS, Op
from autograd_playground.engine.service import api
from autograd_playground.engine.value import Value
from tests.support.error_shape import assert_error
from tests.support.trace_player import agrees, check, trace

CUBE = "x = Value(2.0)\ny = x.cube() + cube(x * 0.5)\ny.backward()\n"


@contextmanager
def registered(*args: Any, **kwargs: Any) -> Iterator[Op]:
    op = operation(*args, **kwargs)
    try:
        yield op
    finally:
        unregister(op)


@pytest.fixture
def cube() -> Iterator[Op]:
    with registered("cube", lambda a: a**3, lambda a, out: 3 * a * a) as op:
        yield op


def test_it_works_on_values(cube: Op) -> None:
    x = Value(2.0)
    y: Value = x.cube()
    y.backward()
    assert (y.data, x.grad, y.symbol) == (8.0, 12.0, "cube")


@pytest.mark.parametrize("level", ["atoms", "lecture", "compact"])
def test_it_is_stepped_and_drawn_in_programs(cube: Op, level: str) -> None:
    shown = trace(CUBE, level=level)
    check(shown)
    agrees(shown, 9.0, {"x": 13.5})
    texts = [step["text"] for step in shown["steps"]]
    assert "x.cube() = cube(x) = cube(2) = 8." in texts
    assert any("dcube(x.data) × x.cube().grad = 12 × 1 = 12" in text for text in texts), texts
    assert 'label="cube"' in shown["dot"]


def test_it_can_have_two_operands() -> None:
    def forward(a: float, b: float) -> float:
        return math.atan2(a, b)

    slopes = (lambda a, b, out: b / (a * a + b * b), lambda a, b, out: -a / (a * a + b * b))
    with registered("angle", forward, *slopes):
        shown = trace("x = Value(1.0)\ny = Value(1.0)\nz = angle(x, y)\nz.backward()\n")
        check(shown)
        agrees(shown, math.pi / 4, {"x": 0.5, "y": -0.5})


def test_where_its_function_fails_the_number_is_nan() -> None:
    with registered("ln", math.log, lambda a, out: 1 / a, samples=(0.5, 2.0)):
        shown = trace("x = Value(0.0)\ny = x.ln()\ny.backward()\n")
    assert math.isnan(shown["nodes"][1]["data"])
    assert math.isnan(shown["nodes"][0]["grad"])
    assert shown["warnings"][0]["message"] == "ln(0) gives NaN. This is the first value that is not finite."


def test_its_numbers_are_floats_even_where_its_functions_return_integers() -> None:
    with registered("twice", lambda a: int(2 * a) if a == 1.0 else 2 * a, lambda a, out: 2):
        check(trace("x = Value(1.0)\ny = x.twice()\ny.backward()\n"))


def test_a_wrong_derivative_is_refused_with_both_numbers() -> None:
    with pytest.raises(
        PlaygroundError, match=r"derivative of cube by its operand a is 5\.78 at \[-1\.7\].*8\.67"
    ) as error:
        operation("cube", lambda a: a**3, lambda a, out: 2 * a * a)
    assert error.value.code == "value"
    assert "cube" not in OPS


@pytest.mark.parametrize(
    "name", ["tanh", "+", "", "two words", "lambda", "backward", "data", "_op", "print", "Value", "math", "__init__"]
)
def test_a_name_that_is_taken_or_invalid_is_refused(name: str) -> None:
    with pytest.raises(PlaygroundError) as error:
        operation(name, lambda a: a, lambda a, out: 1.0)
    assert error.value.code == "name"


@pytest.mark.parametrize("count", [0, 3])
def test_it_has_one_or_two_operands(count: int) -> None:
    with pytest.raises(PlaygroundError, match=f"{count} derivatives"):
        operation("many", lambda *xs: xs[0], *[lambda *xs: 1.0] * count)


def test_exports_to_other_libraries_refuse_it(cube: Op) -> None:
    for form in ("torch", "jax"):
        reply = api.handle({"method": "export", "params": {"source": CUBE, "format": form}})
        assert "cube" in assert_error(reply, "unsupported")["message"]


def test_unregistering_it_leaves_no_trace() -> None:
    before = (list(OPS), list(NAMED), dir(Value))
    with registered("cube", lambda a: a**3, lambda a, out: 3 * a * a):
        pass
    assert (list(OPS), list(NAMED), dir(Value)) == before
    assert_error(api.handle({"method": "trace", "params": {"source": CUBE}}), "type")
