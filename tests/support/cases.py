"""Table of cases for every back end: a program, its root's data and its leaves' gradients.

A source is valid Python and valid in the playground's language, so it runs with `Value` directly, with PyTorch, at
every level of detail, over HTTP and in Pyodide. Expected values are the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isclose, isnan, nan

from tests.support.operations import ROWS, Row


@dataclass(frozen=True)
class Case:
    name: str
    source: str
    root: str
    data: float
    grads: dict[str, float]


def close(given: float, expected: float, relative: float = 1e-12, absolute: float = 1e-14) -> bool:
    """Equal up to the rounding of a few operations; nan equals nan, and an infinity only itself."""
    if isnan(expected):
        return isnan(given)
    return isclose(given, expected, rel_tol=relative, abs_tol=absolute)


README = """\
a = Value(-4.0); b = Value(2.0); c = a + b; d = a * b + b**3; c += c + 1; c += 1 + c + (-a)
d += d * 2 + (b + a).relu(); d += 3 * d + (b - a).relu(); e = c - d; f = e**2; g = f / 2.0; g += 10.0 / f; g.backward()
"""

LECTURE = """\
a = Value(2.0)
b = Value(-3.0)
c = Value(10.0)
f = Value(-2.0)
e = a * b
d = e + c
L = d * f
L.backward()
"""

# b is used at two depths. Level by level from the root, b would pass its gradient on before that of c arrives, and a
# get 3; a + a and a diamond with paths of one length come out right in that order, too, so they prove nothing about it.
TWO_DEPTHS = "a = Value(2.0)\nb = a * 3\nc = b * b\nd = c * c\ny = d + b\ny.backward()\n"

_WEIGHTED_SUM = """\
x1 = Value(2.0); x2 = Value(0.0); w1 = Value(-3.0); w2 = Value(1.0); b = Value(6.8813735870195432)
n = x1*w1 + x2*w2 + b
"""
_NEURON_GRADS = {"x1": -1.5, "w1": 1.0, "x2": 0.5, "w2": 0.0, "b": 0.5}


def _parabola(x: float, f: float, slope: float) -> Case:
    return Case(f"3x² - 4x + 5 at {x}", f"x = Value({x!r})\nf = 3*x**2 - 4*x + 5\nf.backward()\n", "f", f, {"x": slope})


FACTS = (
    Case("micrograd's README", README, "g", 24.70408163265306, {"a": 138.83381924198252, "b": 645.5772594752186}),
    Case("the lecture's L", LECTURE, "L", -8.0, {"a": 6.0, "b": -4.0, "c": -2.0, "f": 4.0}),
    Case("a neuron", _WEIGHTED_SUM + "o = tanh(n)\no.backward()\n", "o", 0.7071067811865476, _NEURON_GRADS),
    Case(
        "a neuron with exp",
        _WEIGHTED_SUM + "e = exp(2*n)\no = (e - 1) / (e + 1)\no.backward()\n",
        "o",
        0.7071067811865476,
        _NEURON_GRADS,
    ),
    Case("a + a", "a = Value(3.0)\nb = a + a\nb.backward()\n", "b", 6.0, {"a": 2.0}),
    Case(
        "(a*b) * (a+b)",
        "a = Value(-2.0)\nb = Value(3.0)\nd = a * b\ne = a + b\nf = d * e\nf.backward()\n",
        "f",
        -6.0,
        {"a": -3.0, "b": -8.0},
    ),
    _parabola(3.0, 20.0, 14.0),
    _parabola(-3.0, 44.0, -22.0),
    _parabola(2 / 3, 3.6666666666666665, 0.0),
)


def _of_x(expression: str, x: float, data: float, slope: float) -> Case:
    source = f"x = Value({x!r})\ny = {expression}\ny.backward()\n"
    return Case(f"{expression} at {x!r}", source, "y", data, {"x": slope})


def _of_x_y(expression: str, x: float, y: float, data: float, x_slope: float, y_slope: float) -> Case:
    source = f"x = Value({x!r})\ny = Value({y!r})\nz = {expression}\nz.backward()\n"
    return Case(f"{expression} at {x!r}, {y!r}", source, "z", data, {"x": x_slope, "y": y_slope})


def _of_row(row: Row) -> Case:
    leaves = dict(zip("xy", row.slopes, strict=False))
    exponent = row.at[len(leaves) :]
    expression = row.expression.replace("y", repr(exponent[0])) if exponent else row.expression
    numbers = ", ".join(map(repr, row.at[: len(leaves)]))
    return Case(f"{expression} at {numbers}", row.source(row.at), "z", row.data, leaves)


OPERATIONS = (
    *map(_of_row, ROWS.values()),
    _of_x("2.5 - x", 0.7, 1.8, -1.0),
    _of_x("2.5 / x", 0.7, 3.5714285714285716, -5.10204081632653),
    _of_x("2.5 ** x", 0.7, 1.8991444823309347, 1.7401684876497756),
    _of_x("x ** 3", 0.7, 0.343, 1.47),
    _of_x("x ** -2", 0.7, 2.0408163265306123, -5.830903790087464),
    _of_x("x ** 0.3", 0.7, 0.8985234417906397, 0.38508147505313134),
    _of_x("relu(x)", -0.7, 0.0, 0.0),
)

# Points where the derivative is a convention (PyTorch's), or where a number is not finite.
EDGES = (
    _of_x("relu(x)", 0.0, 0.0, 0.0),
    _of_x("abs(x)", 0.0, 0.0, 0.0),
    _of_x_y("max(x, y)", 1.5, 1.5, 1.5, 0.5, 0.5),
    _of_x_y("min(x, y)", 1.5, 1.5, 1.5, 0.5, 0.5),
    _of_x("max(x, x)", 1.5, 1.5, 1.0),
    _of_x_y("max(log(x), y)", -1.0, 2.0, nan, -1.0, 1.0),
    _of_x_y("min(x, log(y))", 2.0, -1.0, nan, 1.0, -1.0),
    _of_x("x ** 0", 0.0, 1.0, 0.0),
    _of_x("x ** 1", 0.0, 0.0, 1.0),
    _of_x("x ** 2", 0.0, 0.0, 0.0),
    _of_x("x ** -1", 0.0, inf, -inf),
    _of_x("x ** 0.5", 0.0, 0.0, inf),
    _of_x("x ** (1/3)", -8.0, nan, nan),
    _of_x("x ** 3", -2.0, -8.0, 12.0),
    _of_x_y("x ** y", 0.0, 0.0, 1.0, 0.0, 0.0),
    _of_x_y("x ** y", 0.0, 2.0, 0.0, 0.0, 0.0),
    _of_x_y("x ** y", 0.0, -1.0, inf, -inf, -inf),
    _of_x_y("x ** y", -2.0, 3.0, -8.0, 12.0, nan),
    _of_x_y("x / y", 1.0, 0.0, inf, inf, -inf),
    _of_x_y("x / y", -1.0, 0.0, -inf, inf, inf),
    _of_x_y("x / y", 0.0, 0.0, nan, inf, nan),
    _of_x("log(x)", 0.0, -inf, inf),
    _of_x("log(x)", -1.0, nan, -1.0),
    _of_x("sqrt(x)", 0.0, 0.0, inf),
    _of_x("sqrt(x)", -1.0, nan, nan),
    _of_x("exp(x)", 1000.0, inf, inf),
    _of_x("exp(x)", -1000.0, 0.0, 0.0),
    _of_x("exp(x) - exp(x)", 1000.0, nan, nan),
    _of_x("tanh(x)", 0.0, 0.0, 1.0),
    _of_x("tanh(x)", 50.0, 1.0, 0.0),
    _of_x("tanh(x)", -50.0, -1.0, 0.0),
    _of_x("tanh(x)", 200.0, 1.0, 0.0),
    _of_x("tanh(x)", 400.0, 1.0, 0.0),
    _of_x("tanh(x)", -400.0, -1.0, 0.0),
    _of_x("sigmoid(x)", 0.0, 0.5, 0.25),
    _of_x("sigmoid(x)", 800.0, 1.0, 0.0),
    _of_x("sigmoid(x)", -800.0, 0.0, 0.0),
    _of_x("softplus(x)", 0.0, 0.6931471805599453, 0.5),
    _of_x("softplus(x)", 800.0, 800.0, 1.0),
    _of_x("softplus(x)", -800.0, 0.0, 0.0),
    _of_x("sin(x)", 3.141592653589793, 1.2246467991473532e-16, -1.0),
    _of_x("sin(x)", 1e22, -0.8522008497671888, 0.5232147853951389),
    _of_x("cos(x)", 0.0, 1.0, 0.0),
    _of_x("erf(x)", 0.0, 0.0, 1.1283791670955126),
    _of_x("erf(x)", 30.0, 1.0, 0.0),
    _of_x("erf(x)", -30.0, -1.0, 0.0),
    _of_x("silu(x)", 0.0, 0.0, 0.5),
    _of_x("silu(x)", 800.0, 800.0, 1.0),
    _of_x("silu(x)", -800.0, 0.0, 0.0),
)

# Cases about the shape of the graph, not about the operation.
SHAPES = (
    Case("a leaf alone", "a = Value(3.0)\na.backward()\n", "a", 3.0, {"a": 1.0}),
    Case("a*a*a", "a = Value(3.0)\nb = a * a * a\nb.backward()\n", "b", 27.0, {"a": 27.0}),
    Case(
        "a tower of x + x",
        "x = Value(1.0)\ny = x\nfor i in range(60):\n    y = y + y\ny.backward()\n",
        "y",
        2.0**60,
        {"x": 2.0**60},
    ),
    Case(
        "operands that other operands need",
        "a = Value(2.0)\nb = a * 3\nc = b + a\nd = c * b\nd.backward()\n",
        "d",
        48.0,
        {"a": 48.0},
    ),
    Case(
        "a graph that uses everything once",
        "a = Value(0.5)\nb = Value(1.25)\nc = Value(-0.75)\n"
        "h = tanh(a*b - c) / (1 + exp(-a)) + sigmoid(b)**2 * relu(c + 2)\n"
        "L = softplus(h) - log(b) * sin(c) + sqrt(a + b) * cos(h) + max(a, c) * min(b, h) + abs(c) ** b\n"
        "L.backward()\n",
        "L",
        3.3685146007962197,
        {"a": 1.1628496208230779, "b": 0.7455484157075082, "c": -1.5533871983357357},
    ),
)


def _slope_of(expression: str, x: float, slope: float, curvature: float) -> Case:
    """The first derivative as the root. Times 1, because PyTorch adds to x.grad in place."""
    source = (
        f"x = Value({x!r})\ny = {expression}\ny.backward(create_graph=True)\nslope = x.grad * 1\nslope.backward()\n"
    )
    return Case(f"the slope of {expression} at {x!r}", source, "slope", slope, {"x": slope + curvature})


# Second derivatives. Gradients accumulate: x.grad is the first derivative and the second one.
SLOPES = (
    _slope_of("x ** 4", 2.0, 32.0, 48.0),
    _slope_of("exp(2 * x)", 0.5, 5.43656365691809, 10.87312731383618),
    _slope_of("log(x)", 0.5, 2.0, -4.0),
    _slope_of("tanh(x)", 0.5, 0.7864477329659274, -0.7268619813835873),
    _slope_of("sigmoid(x)", 0.5, 0.2350037122015945, -0.05755679485232076),
    _slope_of("softplus(x)", 0.5, 0.6224593312018546, 0.2350037122015945),
    _slope_of("sin(x)", 0.5, 0.8775825618903728, -0.479425538604203),
    _slope_of("cos(x)", 0.5, -0.479425538604203, -0.8775825618903728),
    _slope_of("sqrt(x)", 4.0, 0.25, -0.03125),
    _slope_of("1 / x", 2.0, -0.25, 0.25),
    _slope_of("2 ** x", 3.0, 5.545177444479562, 3.8436241113456107),
    _slope_of("x ** 2", 0.0, 0.0, 2.0),
    _slope_of("x ** 1", 0.0, 1.0, 0.0),
    _slope_of("relu(x) + x**2", 0.0, 0.0, 2.0),
    _slope_of("relu(x) * x", 1.5, 3.0, 2.0),
    _slope_of("relu(x) * x", -1.5, 0.0, 0.0),
    _slope_of("abs(x) * x", -1.5, 3.0, -2.0),
    _slope_of("abs(x) + x**2", 0.0, 0.0, 2.0),
    _slope_of("max(x, 1) * x", 2.0, 4.0, 2.0),
    _slope_of("max(x, x**2)", 1.0, 1.5, 1.0),
    Case(
        "the slope of a value used at two depths",
        TWO_DEPTHS.replace("backward()", "backward(create_graph=True)") + "slope = a.grad * 1\nslope.backward()\n",
        "slope",
        2595.0,
        {"a": 2595.0 + 3888.0},
    ),
    Case(
        "mixed partial derivatives",
        "x = Value(2.0)\ny = Value(3.0)\nz = x**2 * y**3\nz.backward(create_graph=True)\n"
        "slope = x.grad * 1\nslope.backward()\n",
        "slope",
        108.0,
        {"x": 108.0 + 54.0, "y": 108.0 + 108.0},
    ),
    Case(
        "mixed partial derivatives of a quotient",
        "x = Value(2.0)\ny = Value(4.0)\nz = x / y\nz.backward(create_graph=True)\n"
        "slope = y.grad * 1\nslope.backward()\n",
        "slope",
        -0.125,
        {"x": 0.25 - 0.0625, "y": -0.125 + 0.0625},
    ),
    Case(
        "a third derivative, of a gradient that accumulates",
        "x = Value(2.0)\ny = x ** 4\ny.backward(create_graph=True)\ng = x.grad * 1\ng.backward(create_graph=True)\n"
        "h = x.grad * 1\nh.backward()\n",
        "h",
        32.0 + 48.0,
        {"x": 80.0 + 48.0 + 48.0},
    ),
)

ONE_PASS = FACTS + OPERATIONS + EDGES + SHAPES
CASES = ONE_PASS + SLOPES
