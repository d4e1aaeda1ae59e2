"""Tests of the elementary functions against mpmath, at IEEE 754's special values, and against the golden set."""

from __future__ import annotations

import ast
import inspect
import math
from collections.abc import Callable
from math import inf, nan

import mpmath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd_playground.engine import elementary
from autograd_playground.engine.elementary import (
    FUNCTIONS,
    cos,
    divide,
    erf,
    exp,
    log,
    power,
    sigmoid,
    sin,
    softplus,
    sqrt,
    tanh,
)
from tests.support.make_elementary_golden import TABLE, differences, inputs, load, result

# Correctly rounded, they need no bound.
EXACT = {"divide", "sqrt"}
UNARY = [function for name, function in FUNCTIONS.items() if name not in ("divide", "power")]


def test_every_function_has_its_row() -> None:
    assert set(TABLE) | EXACT == set(FUNCTIONS)


def same(a: float, b: float) -> bool:
    """Equal to the bit; all nans are equal."""
    return a.hex() == b.hex()


def error_in_ulp(name: str, arguments: tuple[float, ...]) -> float:
    """Distance of the result from the exact one, in units of the exact one's last place; 0 where both overflow."""
    got = result(name, arguments)
    # The reduction of an angle cancels as many bits as the angle has before the binary point.
    with mpmath.workprec(120 + max(0, math.frexp(arguments[0])[1] if name in ("sin", "cos", "tan") else 0)):
        scope = {**vars(mpmath), "min": min, "max": max, "abs": abs}
        exact = eval(TABLE[name].exact, scope, dict(zip("xy", map(mpmath.mpf, arguments), strict=False)))
        if abs(exact) >= mpmath.mpf(2) ** 1024 * (1 - mpmath.mpf(2) ** -54):
            return 0.0 if abs(got) == inf else inf
        exponent = mpmath.frexp(exact)[1] if exact else 0
        return float(abs(got - exact) / mpmath.ldexp(1, max(exponent - 53, -1074)))


def defined(name: str, arguments: tuple[float, ...]) -> bool:
    """Whether the arguments and the exact result are finite real numbers, overflow aside."""
    x, *rest = arguments
    if not all(map(math.isfinite, arguments)):
        return False
    if name == "log":
        return x > 0.0
    return name != "power" or x > 0.0 or (x < 0.0 and rest[0].is_integer())


@pytest.mark.parametrize("name", TABLE)
def test_results_are_within_the_bound_on_every_range(name: str) -> None:
    points = [point for point in inputs(name, 3000, seed=2) if defined(name, point)]
    worst = max(points, key=lambda point: error_in_ulp(name, point))
    assert error_in_ulp(name, worst) <= TABLE[name].bound, worst


@pytest.mark.parametrize("name", TABLE)
def test_the_docstring_states_the_bound(name: str) -> None:
    assert f"within {TABLE[name].bound}" in (inspect.getdoc(getattr(elementary, name)) or "")


@given(st.floats(), st.floats())
def test_no_two_floats_raise(x: float, y: float) -> None:
    for function in UNARY:
        assert isinstance(function(x), float)
    assert isinstance(power(x, y), float)
    assert isinstance(divide(x, y), float)


# The floats below a million that are closest to a multiple of pi/2; beyond a million, Kahan's hardest and the largest.
@pytest.mark.parametrize(
    "x",
    [
        45.553093477052,
        91.106186954104,
        2915.397982531328,
        321307.9594422229,
        5.319372648326541e255,
        1.7976931348623157e308,
    ],
)
@pytest.mark.parametrize("name", ["sin", "cos"])
def test_the_hardest_angles_are_within_one_ulp(name: str, x: float) -> None:
    assert error_in_ulp(name, (x,)) < 1.0
    assert error_in_ulp(name, (-x,)) < 1.0


def test_pi_has_the_digits_it_needs() -> None:
    with mpmath.workprec(1400):
        assert int(mpmath.floor(mpmath.ldexp(2 / mpmath.pi, 1216))) == elementary.TWO_PER_PI
        assert int(mpmath.floor(mpmath.ldexp(mpmath.pi / 2, 160))) == elementary.HALF_PI


@pytest.mark.parametrize(
    ("function", "x", "expected"),
    [
        (exp, 0.0, 1.0), (exp, -0.0, 1.0), (exp, inf, inf), (exp, -inf, 0.0), (exp, nan, nan),
        (exp, 709.782712893384, 1.7976931348622732e308), (exp, 709.7827128933841, inf), (exp, 1000.0, inf),
        (exp, -745.1332191019411, 5e-324), (exp, -745.1332191019412, 0.0),
        (log, 1.0, 0.0), (log, 0.0, -inf), (log, -0.0, -inf), (log, inf, inf), (log, -1.0, nan), (log, -inf, nan),
        (log, nan, nan), (log, 5e-324, -744.4400719213812),
        (tanh, 0.0, 0.0), (tanh, -0.0, -0.0), (tanh, inf, 1.0), (tanh, -inf, -1.0), (tanh, nan, nan),
        (tanh, 5e-324, 5e-324), (tanh, 0.8813735870195432, 0.7071067811865476),
        (sigmoid, 0.0, 0.5), (sigmoid, -0.0, 0.5), (sigmoid, inf, 1.0), (sigmoid, -inf, 0.0), (sigmoid, nan, nan),
        (softplus, inf, inf), (softplus, -inf, 0.0), (softplus, nan, nan), (softplus, 1e308, 1e308),
        (softplus, 0.0, 0.6931471805599453),
        (sin, 0.0, 0.0), (sin, -0.0, -0.0), (sin, inf, nan), (sin, -inf, nan), (sin, nan, nan), (sin, 5e-324, 5e-324),
        (cos, 0.0, 1.0), (cos, -0.0, 1.0), (cos, inf, nan), (cos, -inf, nan), (cos, nan, nan),
        (erf, 0.0, 0.0), (erf, -0.0, -0.0), (erf, inf, 1.0), (erf, -inf, -1.0), (erf, nan, nan), (erf, 5e-324, 5e-324),
        (erf, 1.0, 0.8427007929497149), (erf, 5.8, 0.9999999999999998), (erf, 5.9999999999999, 1.0), (erf, 1e308, 1.0),
        (sqrt, 0.0, 0.0), (sqrt, -0.0, -0.0), (sqrt, 4.0, 2.0), (sqrt, -1.0, nan), (sqrt, inf, inf), (sqrt, -inf, nan),
        (sqrt, nan, nan),
    ],
)  # fmt: skip
def test_special_values(function: Callable[[float], float], x: float, expected: float) -> None:
    assert same(function(x), expected)


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        # Annex F of the C standard, row by row.
        (0.0, -3.0, inf), (-0.0, -3.0, -inf), (0.0, -2.0, inf), (-0.0, -2.0, inf), (-0.0, -0.5, inf), (0.0, -1.0, inf),
        (-0.0, -1.0, -inf), (0.0, -inf, inf), (-0.0, -inf, inf), (-0.0, 3.0, -0.0), (-0.0, 2.0, 0.0), (-0.0, 0.5, 0.0),
        (0.0, 3.0, 0.0), (-0.0, 5.0, -0.0), (-0.0, 9007199254740991.0, -0.0), (-0.0, 9007199254740992.0, 0.0),
        (-1.0, inf, 1.0), (-1.0, -inf, 1.0), (1.0, nan, 1.0), (1.0, inf, 1.0), (nan, 0.0, 1.0), (inf, -0.0, 1.0),
        (-8.0, 1 / 3, nan), (-8.0, 0.5, nan), (-8.0, -0.5, nan), (0.5, -inf, inf), (-2.0, -inf, 0.0), (0.5, inf, 0.0),
        (-2.0, inf, inf), (-inf, -3.0, -0.0), (-inf, -0.5, 0.0), (-inf, -2.0, 0.0), (-inf, 3.0, -inf),
        (-inf, 5.0, -inf), (-inf, 0.5, inf), (-inf, 2.0, inf), (inf, -0.5, 0.0), (inf, 0.5, inf), (nan, 1.0, nan),
        (2.0, nan, nan),
        # Exact results, and the ends of the range.
        (-2.0, 5.0, -32.0), (-2.0, 4.0, 16.0), (4.0, 0.5, 2.0), (4.0, -0.5, 0.5), (2.0, 10.0, 1024.0), (3.0, 1.0, 3.0),
        (2.0, 1023.0, 2.0**1023), (2.0, 1024.0, inf), (-2.0, 1025.0, -inf), (2.0, -1074.0, 5e-324), (2.0, -1075.0, 0.0),
        (-2.0, -1077.0, -0.0), (10.0, 308.0, 1e308), (1e200, 3.0, inf), (-1e200, 3.0, -inf), (1e-200, 3.0, 0.0),
        (2.0, 1e300, inf), (0.5, 1e300, 0.0), (0.9999999999999999, 1e300, 0.0), (1.5, 5e-324, 1.0),
        (0.1, 2.0, 0.1 * 0.1),
    ],
)  # fmt: skip
def test_power_follows_the_standard(x: float, y: float, expected: float) -> None:
    assert same(power(x, y), expected)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (1.0, 0.0, inf), (1.0, -0.0, -inf), (-1.0, 0.0, -inf), (-1.0, -0.0, inf), (inf, -0.0, -inf), (0.0, 0.0, nan),
        (-0.0, 0.0, nan), (nan, 0.0, nan), (0.0, nan, nan), (inf, inf, nan), (1.0, -inf, -0.0), (0.0, -3.0, -0.0),
        (1.0, 3.0, 1 / 3), (1e308, 1e-308, inf),
    ],
)  # fmt: skip
def test_divide_follows_the_standard(a: float, b: float, expected: float) -> None:
    assert same(divide(a, b), expected)


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.odd])
@given(x=st.floats(allow_nan=False))
def test_odd_functions_are_odd_to_the_bit(name: str, x: float) -> None:
    assert same(result(name, (-x,)), -result(name, (x,)))


@given(x=st.floats(allow_nan=False))
def test_cos_is_even_to_the_bit(x: float) -> None:
    assert same(cos(-x), cos(x))


@pytest.mark.parametrize("name", [name for name, row in TABLE.items() if row.rising])
def test_rising_functions_rise_from_end_to_end(name: str) -> None:
    results = [result(name, point) for point in sorted(inputs(name, 3000, seed=3)) if not math.isnan(point[0])]
    rising = [y for y in results if not math.isnan(y)]
    assert rising == sorted(rising)


def test_this_python_gives_the_golden_bits() -> None:
    assert differences(load()) == []


def test_a_wrong_bit_in_the_golden_set_is_found() -> None:
    assert differences({"exp": [["0x0.0p+0", "0x1.0000000000001p+0"]]}) == [
        "exp(0x0.0p+0) is 0x1.0000000000000p+0, not 0x1.0000000000001p+0"
    ]


def test_only_exactly_specified_operations_are_used() -> None:
    tree = ast.parse(inspect.getsource(elementary))
    imported = {
        name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "math"
        for name in node.names
    }
    assert imported == {"copysign", "floor", "frexp", "inf", "ldexp", "nan", "sqrt"}
    assert not [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.Pow, ast.For, ast.While))]
