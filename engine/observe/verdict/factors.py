"""Wrong factors of a contribution: which number the reader's line has used in place of the right one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import cosh, exp, isfinite, log, log10
from typing import NamedTuple

from ...ops import Op
from ..recording import Recording
from .slopes import Slopes


class Step(NamedTuple):
    """A contribution as it should be: the result `out` passes local * upstream on to its operand.

    position    that of the operand among the row's
    own, other  data of the operand and of the other input; `other` is None where there is none
    before      the operand's gradient before
    exchanged   local derivatives by the other operands
    """

    row: Op | None
    position: int
    own: float
    other: float | None
    out: float
    local: float
    upstream: float
    before: float
    exchanged: tuple[float, ...]


class Used(NamedTuple):
    """A contribution that a usual mistake gives, and what it is, in words."""

    amount: float
    words: str


def usual_mistakes(step: Step, names: Callable[[str], str]) -> Iterator[Used]:
    """What usual mistakes give, the most specific first; `names` says what own, other and out are called."""
    own, other, out = names("own"), names("other"), names("out")
    local, upstream = step.local, step.upstream
    yield Used(-local * upstream, "has the other sign")
    yield from _of_row(step, names)
    for number in step.exchanged:
        yield Used(number * upstream, "takes the factor that belongs to the other operand")
    yield Used(local, f"leaves out {out}.grad, so that the chain ends here")
    yield Used(local * step.out, f"multiplies by {out}.data in place of {out}.grad")
    yield Used(local * step.before, f"multiplies by {own}.grad in place of {out}.grad")
    yield Used(upstream, "passes the gradient on unchanged")
    yield Used(step.own * upstream, f"multiplies by {own}.data")
    if step.other is not None:
        yield Used(step.other * upstream, f"multiplies by {other}.data")
    yield Used(step.out * upstream, f"multiplies by {out}.data")
    yield Used(2.0 * local * upstream, "has twice the amount")
    yield Used(0.5 * local * upstream, "has half the amount")
    yield Used(-upstream, "passes the gradient on with the other sign alone")
    yield Used(local * upstream * upstream, f"multiplies by {out}.grad twice")
    yield Used(local + upstream, f"adds {out}.grad where it should multiply by it")


def _of_row(step: Step, names: Callable[[str], str]) -> Iterator[Used]:
    """Mistakes that single operations invite."""
    if step.row is None:
        return
    a, b, out, up = step.own, step.other, step.out, step.upstream
    own, other, result = (f"{names(each)}.data" for each in ("own", "other", "out"))
    guarded = _Guarded()
    match step.row.name:
        case "tanh":
            yield Used((1 - a * a) * up, f"squares {own}, the input, where {result}, the tanh itself, belongs")
            yield Used((1 - out) * up, "leaves out the square of tanh")
            yield Used((1 + out * out) * up, "adds the square of tanh where it should subtract it")
            yield Used(guarded(lambda: up / cosh(a)), "has 1 / cosh in place of 1 / cosh²")
        case "sigmoid":
            yield Used(a * (1 - a) * up, f"takes {own}, the input, where {result}, the sigmoid itself, belongs")
            yield Used((1 - out) * up, f"leaves out the factor {result}")
        case "exp":
            yield Used(a * out * up, f"multiplies by {own} as well")
            yield Used(guarded(lambda: a * exp(a - 1) * up), "takes the rule for x to the power of n")
        case "relu" if step.local == 0.0:
            yield Used(up, "lets the gradient through, where relu is flat")
        case "log":
            yield Used(guarded(lambda: up / out), f"divides by {result}, the logarithm, in place of {own}")
            yield Used(guarded(lambda: up / (a * log(10.0))), "takes the derivative of the logarithm to base 10")
        case "**" | "**number" if b is not None and step.position == 0:
            yield Used(guarded(lambda: a ** (b - 1) * up), "leaves out the exponent as a factor")
            yield Used(guarded(lambda: b * a**b * up), "does not lower the exponent by 1")
            yield Used(guarded(lambda: b ** (b - 1) * up), "takes the exponent as the base")
            yield Used(guarded(lambda: b * a * up), "multiplies by the exponent, but leaves out the power")
            yield Used(guarded(lambda: (b - 1) * a ** (b - 1) * up), "has the exponent less 1 as the factor")
            yield Used(guarded(lambda: b * a ** (b + 1) * up), "raises the exponent by 1 in place of lowering it")
        case "**" if b is not None:
            yield Used(guarded(lambda: out * log(a) * up), "takes the logarithm of the wrong number")
            yield Used(guarded(lambda: out * log10(b) * up), "takes the logarithm to base 10")
            yield Used(guarded(lambda: a * b ** (a - 1) * up), "takes the rule for the base, but this is the exponent")
        case "/" if b is not None and step.position == 0:
            yield Used(b * up, f"multiplies by {other} where it should divide by it")
            yield Used(guarded(lambda: -b / (a * a) * up), "takes the factor that belongs to the other operand")
        case "/" if b is not None:
            yield Used(guarded(lambda: -b / a * up), f"divides by {own} once, not by its square")
            yield Used(guarded(lambda: b / (a * a) * up), "has the other sign")
            yield Used(guarded(lambda: b * up), f"multiplies by {other} only")


def local_is_due(step: Step) -> bool:
    """Whether anything should arrive at all."""
    return step.local != 0.0 and step.upstream != 0.0


class _Guarded:
    def __call__(self, compute: Callable[[], float]) -> float:
        """The number; NaN where Python gives none."""
        try:
            number = compute()
        except (ArithmeticError, ValueError):
            return float("nan")
        return number if isinstance(number, float | int) and isfinite(number) else float("nan")


def step_of(
    recording: Recording, slopes: Slopes, used: list[float], edge: tuple[int, int], upstream: float, before: float
) -> Step:
    """The contribution along an edge, a result and the position of an operand; `used` are the slopes of all."""
    result, operand = edge
    node, inputs = recording.nodes[result], slopes.inputs[result]
    position = next((i for i, each in enumerate(inputs) if each.operand == operand), operand)
    others = [each.number for i, each in enumerate(inputs) if i != position]
    return Step(
        slopes.rows[result],
        position,
        recording.nodes[node.operands[operand]].data,
        others[0] if others else None,
        node.data,
        used[operand],
        upstream,
        before,
        tuple(slope for i, slope in enumerate(used) if i != operand),
    )
