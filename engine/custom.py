"""Operations of your own: a forward and its local derivatives, checked by central differences when they are registered, then
stepped, drawn and explained like the built-in ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.errors import PlaygroundError
from engine.gradcheck import agrees
from engine.ops import NAMED, OPS, Op, Slope
from engine.value import attach

SAMPLES = (-1.7, -0.6, 0.4, 1.3)  # where the derivatives are checked, unless you say other points
_H = 1e-6


def operation(
    name: str,
    forward: Callable[..., float],
    *derivatives: Callable[..., float],
    latex: str = "",
    samples: Sequence[float] = SAMPLES,
) -> Op:
    """Register `forward(a)` or `forward(a, b)` with one derivative for each operand, each a function of (a, b, out).

    After that `x.name()` works on every Value, and so do traces. Raises PlaygroundError (name) if the name is taken or no
    name at all, (value) if a derivative differs from the central difference at one of `samples`.
    """
    if not name.isidentifier() or name in OPS:
        raise PlaygroundError("name", f"{name!r} cannot name an operation.", hint="Take a new name made of letters.")
    if len(derivatives) not in (1, 2):
        raise PlaygroundError(
            "value", f"{name} has {len(derivatives)} derivatives; an operation has one or two operands."
        )
    _check(name, forward, derivatives, samples)
    parameters = "a, b"[: 1 if len(derivatives) == 1 else None]
    slopes = [
        Slope(f"slope{k}(a, {'b' if len(derivatives) == 2 else 'None'}, out)", f"{name}'", f"d_{name}")
        for k in range(len(derivatives))
    ]
    scope = {"forward": forward} | {f"slope{k}": derivative for k, derivative in enumerate(derivatives)}
    operands = ", ".join("{" + p + "}" for p in parameters.split(", "))
    op = Op(name, f"forward({parameters})", latex or rf"\operatorname{{{name}}}({operands})", *slopes, scope=scope)
    OPS[name] = NAMED[name] = op
    attach(op)
    return op


def _check(
    name: str, forward: Callable[..., float], derivatives: Sequence[Callable[..., float]], samples: Sequence[float]
) -> None:
    for k, derivative in enumerate(derivatives):
        for i, x in enumerate(samples):
            point = [x] if len(derivatives) == 1 else [x, samples[i - 1]]
            up, down = list(point), list(point)
            up[k] += _H
            down[k] -= _H
            numeric = (forward(*up) - forward(*down)) / (up[k] - down[k])
            out = forward(*point)
            given = derivative(point[0], point[1] if len(point) > 1 else None, out)
            if not agrees(given, numeric, out):
                raise PlaygroundError(
                    "value",
                    f"The derivative of {name} by its operand {'ab'[k]} is {given:g} at {point}, but the central "
                    f"difference is {numeric:g}.",
                    hint="Correct the derivative, or give samples where the operation is smooth.",
                )
