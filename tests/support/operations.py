"""Table of the operations' tests: one row for each row of engine/ops.py, in its order.

The gradient checker, the levels, every back end, the exports, the texts of the steps and the random expressions are
tested from it. All expressions are valid Python and valid in the playground's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograd_playground.engine.value import Value
from tests.support.value_scope import SCOPE

Point = tuple[float, ...]


@dataclass(frozen=True)
class Row:
    """The tests of one operation.

    expression  the operation on x, or on x and y
    at          its operands in the case table: the numbers of a fact that is known from elsewhere
    data        the result there
    slopes      the local derivatives there; one less than `at` has numbers where y is a plain number
    points      further operands: on either side of each kink, and near the ends of the domain
    bounded     a template that takes any operands, keeps them off the kinks and does not overflow
    """

    expression: str
    at: Point
    data: float
    slopes: Point
    points: tuple[Point, ...]
    bounded: str

    def source(self, point: Point) -> str:
        """A program with z as the root and a leaf for each operand."""
        expression, leaves = self.expression, list(zip("xy", point, strict=False))
        if len(point) > len(self.slopes):
            expression = expression.replace("y", f"{point[1]!r}")
            leaves.pop()
        lines = [f"{name} = Value({number!r})" for name, number in leaves]
        return "\n".join([*lines, f"z = {expression}", "z.backward()", ""])

    def values(self, point: Point) -> tuple[Value, list[Value]]:
        """The result, and its operands. `exec` is safe: the expressions are the table's own."""
        scope: dict[str, Any] = dict(SCOPE)
        exec(self.source(point), scope)
        return scope["z"], [scope[name] for name in "xy"[: len(self.slopes)]]


ROWS = {
    "+": Row("x + y", (1.5, -0.25), 1.25, (1.0, 1.0), ((0.1, 0.2),), "{0} + {1}"),
    "-": Row("x - y", (1.5, -0.25), 1.75, (1.0, -1.0), ((0.1, 0.3),), "{0} - {1}"),
    "*": Row("x * y", (1.5, -0.25), -0.375, (-0.25, 1.5), ((0.1, 3.0),), "tanh({0}) * {1}"),
    "/": Row("x / y", (1.5, -0.25), -6.0, (-4.0, -24.0), ((1.0, 3.0),), "{0} / (2 + sin({1}))"),
    "neg": Row("-x", (0.7,), -0.7, (-1.0,), ((1.5,), (-0.3,)), "-{0}"),
    "**": Row(
        "x ** y",
        (1.5, -0.25),
        0.9036020036098449,
        (-0.15060033393497413, 0.3663790840804197),
        ((0.3, 3.0), (2.0, 0.5)),
        "(1 + sigmoid({0})) ** tanh({1})",
    ),
    "**number": Row(
        "x ** y",
        (0.7, 3.0),
        0.343,
        (1.47,),
        ((1.5, -0.25), (-0.3, 3.0), (-2.0, 2.0), (0.4, -1.0), (0.4, 0.5), (0.4, 0.0)),
        "(1 + sigmoid({0})) ** 1.7",
    ),
    "exp": Row("exp(x)", (0.7,), 2.0137527074704766, (2.0137527074704766,), ((-3.0,), (0.0,)), "exp(tanh({0}))"),
    "log": Row("log(x)", (0.7,), -0.35667494393873245, (1.4285714285714286,), ((0.01,), (30.0,)), "log(1 + {0}**2)"),
    "tanh": Row("tanh(x)", (0.7,), 0.6043677771171636, (0.6347395899824579,), ((-1.5,), (0.0,)), "tanh({0})"),
    "relu": Row("relu(x)", (0.7,), 0.7, (1.0,), ((-0.3,),), "relu({0} + 0.0123457)"),
    "sigmoid": Row("sigmoid(x)", (0.7,), 0.668187772168166, (0.22171287329310904,), ((-1.5,), (0.0,)), "sigmoid({0})"),
    "sin": Row("sin(x)", (0.7,), 0.644217687237691, (0.7648421872844885,), ((-9.0,),), "sin({0})"),
    "cos": Row("cos(x)", (0.7,), 0.7648421872844885, (-0.644217687237691,), ((-9.0,),), "cos({0})"),
    "sqrt": Row("sqrt(x)", (0.7,), 0.8366600265340756, (0.5976143046671968,), ((0.01,),), "sqrt(1 + {0}*{0})"),
    "abs": Row("abs(x)", (-0.7,), 0.7, (-1.0,), ((1.5,),), "abs({0} - 0.0123457)"),
    "max": Row("max(x, y)", (1.5, -0.25), 1.5, (1.0, 0.0), ((0.1, 0.2),), "max({0}, {1} + 0.0123457)"),
    "min": Row("min(x, y)", (1.5, -0.25), -0.25, (0.0, 1.0), ((0.1, 0.2),), "min({0} - 0.0123457, {1})"),
    "softplus": Row(
        "softplus(x)", (0.7,), 1.1031860488854578, (0.668187772168166,), ((-3.0,), (40.0,)), "softplus({0})"
    ),
    "erf": Row("erf(x)", (0.7,), 0.6778011938374184, (0.6912748604105386,), ((-1.1,), (2.5,), (0.0,)), "erf({0})"),
    "silu": Row("silu(x)", (0.7,), 0.46773144051771626, (0.8233867834733424,), ((-3.0,), (-1.278,)), "silu({0})"),
    "tan": Row(
        "tan(x)", (0.7,), 0.8422883804630794, (1.7094497158633098,), ((-1.2,), (4.0,), (0.0,)), "tan(tanh({0}))"
    ),
    "sinh": Row("sinh(x)", (0.7,), 0.7585837018395335, (1.255169005630943,), ((-3.0,), (0.0,)), "sinh(tanh({0}))"),
    "cosh": Row("cosh(x)", (0.7,), 1.255169005630943, (0.7585837018395335,), ((-3.0,), (0.5,)), "cosh(tanh({0}))"),
}

# Every operation with each of its operands, as a parameter of a test.
POINTS = [(name, point) for name, row in ROWS.items() for point in (row.at, *row.points)]

# Templates of random expressions, by the number of their operands.
UNARY = [row.bounded for row in ROWS.values() if "{1}" not in row.bounded]
BINARY = [row.bounded for row in ROWS.values() if "{1}" in row.bounded]
