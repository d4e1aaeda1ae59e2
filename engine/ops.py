"""Table of operations: each row holds everything that the rest of the code needs to know about one operation.

A row gives the forward value and the local derivative by each operand as short Python expressions over `a` and `b` (the
operands' data) and `out` (the result's data). They may call the functions of elementary.py. The row's own functions are
compiled from these texts, and the sentences, the `_backward` line and the formulas of a step are written from the same
row (trace/expressions.py). The texts are constants of this file: user input is never compiled here.

Arithmetic is IEEE 754: nothing raises. Derivatives at kinks are PyTorch's: relu'(0) = 0, abs'(0) = 0, and at a tie of
max or min each operand gets half.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from . import elementary

Number = Callable[..., float]

_OPERAND_NAMES = re.compile(r"\b(?:a|b|out)\b")


class LocalDerivative:
    """A local derivative.

    text   the expression that is computed
    shown  the same as it is written by hand, where that differs: without the guards at kinks and poles
    latex  its formula, where that is no plain transcription; without brackets around a sum, like `shown`
    """

    __slots__ = ("latex", "shown", "text")

    def __init__(self, text: str, shown: str = "", latex: str = "") -> None:
        self.text = text
        self.shown = shown or text
        self.latex = latex


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
    local_derivatives  for each operand its local derivative; a row may give the bare expression
    is_own             whether a program defines it, with texts that are not this project's
    calls              code templates for other libraries, where these have the function by another name than the row's:
                       {"jax": "jax.nn.relu({a})"}; "math" is for a function of floats that Python's math lacks
    """

    __slots__ = (
        "arity",
        "calls",
        "derivatives",
        "forward",
        "is_own",
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
        *local_derivatives: LocalDerivative | str,
        symbol: str = "",
        calls: Mapping[str, str] | None = None,
        scope: Mapping[str, Any] | None = None,
        functions: Sequence[Number] | None = None,
    ) -> None:
        """`functions`: of the forward text and of each derivative, by (a, b, out); then no text is compiled."""
        self.name = name
        self.symbol = symbol or name
        self.text = text
        self.latex = latex
        self.local_derivatives = tuple(
            LocalDerivative(each) if isinstance(each, str) else each for each in local_derivatives
        )
        self.arity = len(local_derivatives)
        self.calls = dict(calls or {})
        self.derivatives: tuple[Number, ...]
        self.vjp: Callable[[Any, float], None]
        self.is_own = functions is not None
        if functions is not None:
            whole, *slopes = functions
            self.forward: Number = lambda a, b=0.0: whole(a, b, 0.0)
            self.derivatives = tuple(slopes)
            self.vjp = _vjp_of(self.derivatives)
            return
        names = {**elementary.FUNCTIONS, **(scope or {})}
        self.forward = _forward(text, names)
        self.derivatives = tuple(
            _function(f"lambda a, b, out: {derivative.text}", names) for derivative in self.local_derivatives
        )
        self.vjp = _vjp(self.local_derivatives, names)

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


def _vjp_of(derivatives: tuple[Number, ...]) -> Callable[[Any, float], None]:
    """The same from the derivatives' functions."""

    def vjp(v: Any, g: float) -> None:
        b = v.b.data if v.b is not None else 0.0
        slopes = [derivative(v.a.data, b, v.data) for derivative in derivatives]
        for operand, slope in zip((v.a, v.b), slopes, strict=False):
            operand.grad += g * slope

    return vjp


ADD = Op("+", "a + b", "{a} + {b}", "1.0", "1.0")
SUB = Op("-", "a - b", "{a} - {b}", "1.0", "-1.0")
MUL = Op("*", "a * b", r"{a} \cdot {b}", "b", "a")
DIV = Op(
    "/",
    "divide(a, b)",
    r"\frac{{a}}{{b}}",
    "divide(1.0, b)",
    LocalDerivative("-divide(out, b)", latex=r"-\frac{{a}}{{b}^2}"),
    calls={"python": "{a} / {b}"},
)
NEG = Op("neg", "-a", "-{a}", "-1.0", symbol="-")
# The exponent is a Value and gets a gradient.
POW = Op(
    "**",
    "power(a, b)",
    "{a}^{{b}}",
    LocalDerivative("0.0 if b == 0.0 else b * power(a, b - 1.0)", "b * a ** (b - 1.0)"),
    LocalDerivative("0.0 if a == 0.0 and b >= 0.0 else out * log(a)", "out * log(a)", r"{a}^{{b}} \ln {a}"),
    calls={"python": "{a} ** {b}"},
)
# The exponent is a plain number: it is stored in `b`, but is no operand and gets no gradient. Drawn as **3.
POW_NUMBER = Op(
    "**number",
    "power(a, b)",
    "{a}^{{b}}",
    LocalDerivative("0.0 if b == 0.0 else b * power(a, b - 1.0)", "b * a ** (b - 1)"),
    symbol="**",
    calls={"python": "{a} ** {b}"},
)
EXP = Op("exp", "exp(a)", "e^{{a}}", "out")
LOG = Op("log", "log(a)", r"\ln({a})", "divide(1.0, a)")
TANH = Op("tanh", "tanh(a)", r"\tanh({a})", LocalDerivative("1.0 - out * out", "1 - out**2", r"1 - \tanh^2({a})"))
RELU = Op(
    "relu",
    "0.0 if a < 0.0 else a",
    r"\max(0, {a})",
    LocalDerivative("0.0 if a <= 0.0 else 1.0", "out > 0", r"\mathbf{1}[{a} > 0]"),
    calls={"jax": "jax.nn.relu({a})"},
)
SIGMOID = Op(
    "sigmoid",
    "sigmoid(a)",
    r"\sigma({a})",
    LocalDerivative("out * (1.0 - out)", "(out * (1 - out))", r"\sigma({a})(1 - \sigma({a}))"),
    calls={"jax": "jax.nn.sigmoid({a})", "math": "0.5 + 0.5 * math.tanh(0.5 * {a})"},
)
SIN = Op("sin", "sin(a)", r"\sin({a})", "cos(a)")
COS = Op("cos", "cos(a)", r"\cos({a})", "-sin(a)")
SQRT = Op("sqrt", "sqrt(a)", r"\sqrt{{a}}", LocalDerivative("divide(0.5, out)", latex=r"\frac{1}{2\sqrt{{a}}}"))
ABS = Op(
    "abs",
    "abs(a)",
    r"\left|{a}\right|",
    LocalDerivative("1.0 if a > 0.0 else -1.0 if a < 0.0 else 0.0", "sign(a)"),
)
# The operand that max or min selects gets the gradient; at a tie each gets half. Comparisons with nan are false, so
# that with a nan both operands get all of it.
MAX = Op(
    "max",
    "a if a >= b or a != a else b",
    r"\max({a}, {b})",
    LocalDerivative("0.0 if a < b else 0.5 if a == b else 1.0", "0.5 if a == b else a > b", r"\mathbf{1}[{a} > {b}]"),
    LocalDerivative("0.0 if b < a else 0.5 if a == b else 1.0", "0.5 if b == a else b > a", r"\mathbf{1}[{b} > {a}]"),
    calls={"torch": "torch.maximum({a}, {b})", "jax": "jnp.maximum({a}, {b})"},
)
MIN = Op(
    "min",
    "a if a <= b or a != a else b",
    r"\min({a}, {b})",
    LocalDerivative("0.0 if a > b else 0.5 if a == b else 1.0", "0.5 if a == b else a < b", r"\mathbf{1}[{a} < {b}]"),
    LocalDerivative("0.0 if b > a else 0.5 if a == b else 1.0", "0.5 if b == a else b < a", r"\mathbf{1}[{b} < {a}]"),
    calls={"torch": "torch.minimum({a}, {b})", "jax": "jnp.minimum({a}, {b})"},
)
SOFTPLUS = Op(
    "softplus",
    "softplus(a)",
    r"\ln(1 + e^{{a}})",
    "sigmoid(a)",
    calls={
        "torch": "torch.nn.functional.softplus({a}, threshold=40)",
        "jax": "jax.nn.softplus({a})",
        "math": "max({a}, 0.0) + math.log1p(math.exp(-abs({a})))",
    },
)
ERF = Op(
    "erf",
    "erf(a)",
    r"\operatorname{erf}({a})",
    LocalDerivative("1.1283791670955126 * exp(-(a * a))", "2 / sqrt(pi) * exp(-(a**2))"),
    calls={"jax": "jax.scipy.special.erf({a})"},
)
SILU = Op(
    "silu",
    "a * sigmoid(a)",
    r"\operatorname{silu}({a})",
    "sigmoid(a) + out * (1.0 - sigmoid(a))",
    calls={"torch": "torch.nn.functional.silu({a})", "jax": "jax.nn.silu({a})"},
)
TAN = Op("tan", "tan(a)", r"\tan({a})", LocalDerivative("1.0 + out * out", "1 + out**2", r"1 + \tan^2({a})"))
SINH = Op("sinh", "sinh(a)", r"\sinh({a})", "cosh(a)")
COSH = Op("cosh", "cosh(a)", r"\cosh({a})", "sinh(a)")

OPS: dict[str, Op] = {row.name: row for row in [*vars().values()] if isinstance(row, Op)}

# The rows of this file; registered custom operations join OPS and NAMED later.
BUILT_IN = frozenset(OPS)

# Named operations are also methods and functions; the others are Python's operators.
NAMED: dict[str, Op] = {name: op for name, op in OPS.items() if name.isidentifier() and name != "neg"}
