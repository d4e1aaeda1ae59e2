"""Table of operations: each row holds everything that the rest of the code needs to know about one operation.

A row gives the forward value and the local derivative by each operand as short Python expressions over `a` and `b` (the
operands' data) and `out` (the result's data). The row's functions are compiled from these texts, and the sentences, the
`_backward` line and the formulas of a step come from the same row. The texts are constants of this file: user input is
never compiled here.

Arithmetic is IEEE 754: nothing raises. Derivatives at kinks are PyTorch's: relu'(0) = 0, abs'(0) = 0, and at a tie of
max or min each operand gets half.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from . import elementary

Number = Callable[..., float]

# The functions that the expressions of a row may call.
_SCOPE: dict[str, Any] = {
    name: getattr(elementary, name)
    for name in ("exp", "log", "tanh", "sigmoid", "softplus", "sin", "cos", "sqrt", "power", "divide")
}


class LocalDerivative:
    """A local derivative: `text` is its expression, `latex` its formula, `python` the factor in a `_backward` line."""

    __slots__ = ("latex", "python", "text")

    def __init__(self, text: str, latex: str, python: str = "") -> None:
        self.text = text
        self.latex = latex
        self.python = python or _OPERAND_NAMES.sub(lambda m: _AS_PYTHON[m[0]], text)


_AS_PYTHON = {"a": "self.data", "b": "other.data", "out": "out.data"}
_OPERAND_NAMES = re.compile(r"\b(?:a|b|out)\b")


class Op:
    """One operation.

    name               key in the table, such as `"*"` or `"tanh"`
    symbol             label in the drawing
    text               the forward expression
    arity              1 or 2: the number of operands that get a gradient
    forward            f(a) or f(a, b), the result's data
    derivatives        for each operand the local derivative, a function of (a, b, out)
    vjp                vjp(value, grad) adds grad times the local derivative to each operand's grad
    latex              the result as LaTeX, with {a} and {b} for the operands
    local_derivatives  for each operand the expression and the formula of its local derivative
    calls              code templates for other libraries: {"torch": "torch.tanh({a})", ...}
    """

    __slots__ = (
        "arity",
        "calls",
        "derivatives",
        "forward",
        "latex",
        "local_derivatives",
        "name",
        "symbol",
        "text",
        "vjp",
    )

    def __init__(
        self,
        name: str,
        text: str,
        latex: str,
        *local_derivatives: LocalDerivative,
        symbol: str = "",
        calls: Mapping[str, str] | None = None,
        scope: Mapping[str, Any] | None = None,
    ) -> None:
        names = {**_SCOPE, **(scope or {})}
        self.name = name
        self.symbol = symbol or name
        self.text = text
        self.latex = latex
        self.local_derivatives = local_derivatives
        self.arity = len(local_derivatives)
        self.calls = dict(calls or {})
        self.forward: Number = _forward(text, names)
        self.derivatives: tuple[Number, ...] = tuple(
            _function(f"lambda a, b, out: {derivative.text}", names) for derivative in local_derivatives
        )
        self.vjp: Callable[[Any, float], None] = _vjp(local_derivatives, names)

    def __repr__(self) -> str:
        return f"Op({self.name!r})"


def _function(source: str, scope: Mapping[str, Any]) -> Any:
    return eval(source, dict(scope))


def _forward(text: str, scope: Mapping[str, Any]) -> Number:
    """The row's forward function; if the text is a single call, the called function itself, which is faster."""
    call = re.fullmatch(r"(\w+)\(a(, b)?\)", text)
    if call and call[1] in scope:
        return scope[call[1]]  # type: ignore[no-any-return]
    return _function(f"lambda a, b=None: {text}", scope)  # type: ignore[no-any-return]


def _vjp(local_derivatives: tuple[LocalDerivative, ...], scope: Mapping[str, Any]) -> Callable[[Any, float], None]:
    """One function for all operands: a call per operand would cost a third of the backward pass."""
    used = {name for derivative in local_derivatives for name in _OPERAND_NAMES.findall(derivative.text)}
    operands = "ab"[: len(local_derivatives)]
    lines = ["def vjp(v, g):", *(f"    v{name} = v.{name}" for name in operands)]
    for name in sorted(used):
        source = "v.data" if name == "out" else f"v{name}.data" if name in operands else f"v.{name}.data"
        lines.append(f"    {name} = {source}")
    for name, derivative in zip(operands, local_derivatives, strict=True):
        statement = {"1.0": "+= g", "-1.0": "-= g"}.get(derivative.text, f"+= g * ({derivative.text})")
        lines.append(f"    v{name}.grad {statement}")
    namespace: dict[str, Any] = dict(scope)
    exec("\n".join(lines), namespace)
    return namespace["vjp"]  # type: ignore[no-any-return]


ADD = Op("+", "a + b", "{a} + {b}", LocalDerivative("1.0", "1"), LocalDerivative("1.0", "1"))
SUB = Op("-", "a - b", "{a} - {b}", LocalDerivative("1.0", "1"), LocalDerivative("-1.0", "-1"))
MUL = Op("*", "a * b", r"{a} \cdot {b}", LocalDerivative("b", "{b}"), LocalDerivative("a", "{a}"))
DIV = Op(
    "/",
    "divide(a, b)",
    r"\frac{{a}}{{b}}",
    LocalDerivative("divide(1.0, b)", r"\frac{1}{{b}}", "1.0 / other.data"),
    LocalDerivative("-divide(out, b)", r"-\frac{{a}}{{b}^2}", "-out.data / other.data"),
    calls={"python": "{a} / {b}"},
)
NEG = Op("neg", "-a", "-{a}", LocalDerivative("-1.0", "-1"), symbol="-", calls={"python": "-{a}"})
# The exponent is a Value and gets a gradient.
POW = Op(
    "**",
    "power(a, b)",
    "{a}^{{b}}",
    LocalDerivative(
        "0.0 if b == 0.0 else b * power(a, b - 1.0)",
        "{b} \\cdot {a}^{{b} - 1}",
        "other.data * self.data ** (other.data - 1.0)",
    ),
    LocalDerivative(
        "0.0 if a == 0.0 and b >= 0.0 else out * log(a)", r"{a}^{{b}} \ln {a}", "out.data * math.log(self.data)"
    ),
    calls={"python": "{a} ** {b}"},
)
# The exponent is a plain number: it is stored in `b`, but is no operand and gets no gradient. Drawn as **3.
POW_NUMBER = Op(
    "**number",
    "power(a, b)",
    "{a}^{{b}}",
    LocalDerivative(
        "0.0 if b == 0.0 else b * power(a, b - 1.0)",
        "{b} \\cdot {a}^{{b} - 1}",
        "other * self.data ** (other - 1)",
    ),
    symbol="**",
    calls={"python": "{a} ** {b}"},
)
EXP = Op("exp", "exp(a)", "e^{{a}}", LocalDerivative("out", "e^{{a}}"))
LOG = Op("log", "log(a)", r"\ln({a})", LocalDerivative("divide(1.0, a)", r"\frac{1}{{a}}", "1.0 / self.data"))
TANH = Op(
    "tanh",
    "tanh(a)",
    r"\tanh({a})",
    LocalDerivative("1.0 - out * out", r"\left(1 - \tanh^2({a})\right)", "(1 - out.data**2)"),
)
RELU = Op(
    "relu",
    "0.0 if a < 0.0 else a",
    r"\max(0, {a})",
    LocalDerivative("0.0 if a <= 0.0 else 1.0", r"\mathbf{1}[{a} > 0]", "(out.data > 0)"),
    calls={"jax": "jax.nn.relu({a})"},
)
SIGMOID = Op(
    "sigmoid",
    "sigmoid(a)",
    r"\sigma({a})",
    LocalDerivative("out * (1.0 - out)", r"\sigma({a})(1 - \sigma({a}))", "(out.data * (1 - out.data))"),
    calls={"jax": "jax.nn.sigmoid({a})"},
)
SIN = Op("sin", "sin(a)", r"\sin({a})", LocalDerivative("cos(a)", r"\cos({a})", "math.cos(self.data)"))
COS = Op("cos", "cos(a)", r"\cos({a})", LocalDerivative("-sin(a)", r"-\sin({a})", "-math.sin(self.data)"))
SQRT = Op(
    "sqrt", "sqrt(a)", r"\sqrt{{a}}", LocalDerivative("divide(0.5, out)", r"\frac{1}{2\sqrt{{a}}}", "0.5 / out.data")
)
ABS = Op(
    "abs",
    "abs(a)",
    r"\left|{a}\right|",
    LocalDerivative("1.0 if a > 0.0 else -1.0 if a < 0.0 else 0.0", r"\operatorname{sign}({a})", "sign(self.data)"),
)
# The operand that max or min selects gets the gradient; at a tie each gets half. Comparisons with nan are false, so
# that with a nan both operands get all of it.
_SHARE = "(0.5 if {0}.data == {2}.data else {0}.data {1} {2}.data)"
MAX = Op(
    "max",
    "a if a >= b or a != a else b",
    r"\max({a}, {b})",
    LocalDerivative(
        "0.0 if a < b else 0.5 if a == b else 1.0", r"\mathbf{1}[{a} > {b}]", _SHARE.format("self", ">", "other")
    ),
    LocalDerivative(
        "0.0 if b < a else 0.5 if a == b else 1.0", r"\mathbf{1}[{b} > {a}]", _SHARE.format("other", ">", "self")
    ),
    calls={"torch": "torch.maximum({a}, {b})", "jax": "jnp.maximum({a}, {b})"},
)
MIN = Op(
    "min",
    "a if a <= b or a != a else b",
    r"\min({a}, {b})",
    LocalDerivative(
        "0.0 if a > b else 0.5 if a == b else 1.0", r"\mathbf{1}[{a} < {b}]", _SHARE.format("self", "<", "other")
    ),
    LocalDerivative(
        "0.0 if b > a else 0.5 if a == b else 1.0", r"\mathbf{1}[{b} < {a}]", _SHARE.format("other", "<", "self")
    ),
    calls={"torch": "torch.minimum({a}, {b})", "jax": "jnp.minimum({a}, {b})"},
)
SOFTPLUS = Op(
    "softplus",
    "softplus(a)",
    r"\ln(1 + e^{{a}})",
    LocalDerivative("sigmoid(a)", r"\sigma({a})", "sigmoid(self.data)"),
    calls={"torch": "torch.nn.functional.softplus({a}, threshold=40)", "jax": "jax.nn.softplus({a})"},
)

OPS: dict[str, Op] = {
    op.name: op
    for op in (
        ADD, SUB, MUL, DIV, NEG, POW, POW_NUMBER, EXP, LOG, TANH, RELU,
        SIGMOID, SIN, COS, SQRT, ABS, MAX, MIN, SOFTPLUS,
    )
}  # fmt: skip

# The rows of this file; registered custom operations join OPS and NAMED later.
BUILT_IN = frozenset(OPS)

# Named operations are also methods and functions; the others are Python's operators.
NAMED: dict[str, Op] = {name: op for name, op in OPS.items() if name.isidentifier() and name != "neg"}
