"""Levels of detail: three ways to draw the same program, with operations as single nodes or expanded.

compact  every operator is one node
lecture  as in micrograd: a - b is a + b * -1, and a / b is a * b**-1
atoms    as in lecture, and tanh, sigmoid, softplus, silu and sqrt are expanded to exp, log and powers

Values and finite leaf gradients are the same at all levels, up to the rounding of intermediate values: a quotient may
differ from its product in the last digit, as in micrograd, and the pieces of an infinite gradient may cancel to NaN.
Where the textbook's form would overflow, underflow or cancel, its mirrored form is used, which does not; this includes
the local derivatives: that of b**-1 is -b**-2. If there is no such form, the operation stays one node, and its step
says so.
"""

from __future__ import annotations

from collections.abc import Callable
from math import copysign, inf
from typing import Any

from ..contract.common import Level
from ..elementary import divide

_FAR = 150.0  # up to this x e**2x, its square and their reciprocals are finite
# In pieces these lose digits of a result near 0, or of its distance from 1, which log(1 - tanh(x)) asks for.
_LEVEL_TANH, _LEVEL_SIGMOID = 7.0, 14.0  # beyond these it is within 1e-6 of 1
_SMALL_TANH = 1e-4  # e**2x - 1 cancels
_SMALL_SOFTPLUS = -8.0  # ln(1 + e**x) loses e**x beside 1
_SMALL, _LARGE = 1e-150, 1e150  # between these the square and the reciprocal of a number are finite and not 0

# An expansion takes `apply`, which applies an operation, and the operands, each a traced value or a plain number. It
# returns None if the operation stays one node.
Apply = Callable[..., Any]
Expansion = Callable[..., Any]


# The conditions on an operand under which a form serves.


def _invertible(x: float) -> bool:
    """Whether the square and the reciprocal of x are as finite as its quotient."""
    return not (0.0 < abs(x) < _SMALL or _LARGE < abs(x) < inf)


def _tanh_is_precise(x: float) -> bool:
    is_zero = x == 0.0 and copysign(1.0, x) > 0.0
    return is_zero or _SMALL_TANH <= abs(x) <= _LEVEL_TANH


def _sigmoid_is_precise(x: float) -> bool:
    return x <= _LEVEL_SIGMOID


def _softplus_is_precise(x: float) -> bool:
    return x >= _SMALL_SOFTPLUS


def _below_far(x: float) -> bool:
    return x <= _FAR


def _above_minus_far(x: float) -> bool:
    return x >= -_FAR


def _has_root(x: float) -> bool:
    # sqrt(x) and x**0.5 differ at -inf and -0. (The sign of nan is not tested: it depends on the machine.)
    return not (x < 0.0 or (x == 0.0 and copysign(1.0, x) < 0.0))


def _neg(apply: Apply, a: Any) -> Any:
    return apply("*", a, -1.0)


def _sub(apply: Apply, a: Any, b: Any) -> Any:
    return apply("+", a, -b if isinstance(b, float) else apply("neg", b))


def _div(apply: Apply, a: Any, b: Any) -> Any:
    if not (_invertible(b) if isinstance(b, float) else b.holds(_invertible)):
        return None
    return apply("*", a, divide(1.0, b) if isinstance(b, float) else apply("**", b, -1.0))


def _tanh(apply: Apply, a: Any) -> Any:
    if not a.holds(_tanh_is_precise):
        return None
    e = apply("exp", apply("*", a, 2.0))
    return apply("/", apply("-", e, 1.0), apply("+", e, 1.0))


def _sigmoid(apply: Apply, a: Any) -> Any:
    if not a.holds(_sigmoid_is_precise):
        return None
    if a.holds(_above_minus_far):
        return apply("/", 1.0, apply("+", apply("exp", apply("neg", a)), 1.0))
    e = apply("exp", a)
    return apply("/", e, apply("+", e, 1.0))


def _softplus(apply: Apply, a: Any) -> Any:
    if not a.holds(_softplus_is_precise):
        return None
    if a.holds(_below_far):
        return apply("log", apply("+", apply("exp", a), 1.0))
    return apply("+", a, apply("log", apply("+", apply("exp", apply("neg", a)), 1.0)))


def _sqrt(apply: Apply, a: Any) -> Any:
    return apply("**", a, 0.5) if a.holds(_has_root) else None


def _silu(apply: Apply, a: Any) -> Any:
    return apply("*", a, apply("sigmoid", a))


_LECTURE: dict[str, Expansion] = {"neg": _neg, "-": _sub, "/": _div}
_ATOMS: dict[str, Expansion] = {
    **_LECTURE,
    "tanh": _tanh,
    "sigmoid": _sigmoid,
    "softplus": _softplus,
    "silu": _silu,
    "sqrt": _sqrt,
}

EXPANSIONS: dict[Level, dict[str, Expansion]] = {"compact": {}, "lecture": _LECTURE, "atoms": _ATOMS}
