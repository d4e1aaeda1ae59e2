"""Meaning of the steps: one sentence each without arithmetic, which comes before the numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..float_identity import same_number
from ..ops import BUILT_IN, Op
from .expressions import fill, in_words
from .names import Name
from .notation import format_number

_DATA = re.compile(r"\b(?:a|b|out)\b")
_CACHED = 256  # operations; bounded, because a custom operation lives no longer than its program

# What an operation computes, where its name does not say it.
_RESULTS = {
    "+": "{a} plus {b}",
    "-": "{a} minus {b}",
    "*": "{a} times {b}",
    "/": "{a} divided by {b}",
    "**": "{a} to the power of {b}",
    "**number": "{a} to the power of {b}",
    "neg": "{a} with the other sign",
    "relu": "{a} where that is positive, else 0",
    "abs": "{a} without its sign",
    "max": "the larger of {a} and {b}",
    "min": "the smaller of {a} and {b}",
    "log": "the natural logarithm of {a}",
    "sqrt": "the square root of {a}",
}


def leaf(name: Name, root: Name) -> str:
    if name == root:
        return f"Nothing computes {name.text}: it is given."
    return f"Nothing computes {name.text}: it is given. Its gradient will say how much it moves {root.text}."


def operation(name: Name, op: Op, operands: Sequence[Name], exponent: float | None) -> str:
    """What is computed, and what is remembered for the backward pass."""
    names = _names(name, operands, exponent)
    if len(operands) == 2 and operands[0] == operands[1] and op.name == "*":
        return f"{name.text} is {operands[0].text} times itself. It remembers {operands[0].text} for the way back."
    result = _RESULTS.get(op.name) or f"{op.name} of {' and '.join(['{a}', '{b}'][: op.arity])}"
    return f"{name.text} is {fill(result, names)}. {fill(_remembered(op), names)}"


@lru_cache(_CACHED)
def _remembered(op: Op) -> str:
    """The data that the local derivatives are made of."""
    used = {data for derivative in op.local_derivatives for data in _DATA.findall(derivative.text)}
    parts = [f"{{{letter}}}" for letter in "ab"[: op.arity] if letter in used]
    parts += ["its own result"] if "out" in used else []
    if not parts:
        return "For the way back it needs to remember no number, only where it came from."
    listed = " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))
    return f"It remembers {listed} for the way back."


def search_begins(name: Name) -> str:
    return (
        "A value may pass its gradient on only when all of it has arrived: after all values that use it. A search "
        f"from {name.text} finds such an order."
    )


def order_found(count: int) -> str:
    if count == 1:
        return "There is one value, so there is nothing to sort."
    return (
        f"{count} values are sorted so that each comes after those it is computed from. Walked from the end, a value "
        "passes its gradient on only after all values that use it."
    )


def seed(name: Name) -> str:
    return f"{name.text} moves exactly as much as itself, so its gradient is 1. From here it is passed back."


def flow(
    out: Name, target: Name, op: Op, operand: int, operands: Sequence[Name], exponent: float | None, local: float
) -> str:
    """What the result `out` passes on to its operand `target`, and why."""
    names = _names(out, operands, exponent)
    if local == 0.0 and op.name in ("relu", "max", "min"):
        return f"{out.text} passes nothing on to {target.text}: {fill(_blocked(op, operand), names)}."
    start = f"{out.text} passes its gradient on to {target.text}"
    passed = _passed_on(op, operand, local)
    if passed is not None:
        return f"{start}{fill(passed, names)}."
    if exponent is not None and op.name == "**number":
        factor = _power_slope(operands[0].factor, exponent)
    else:
        factor = fill(in_words(op.local_derivatives[operand]), {**names, "out": out.factor})
    slope = f"the slope of {op.name}" if op.name in BUILT_IN and op.name.isidentifier() else f"the slope of {out.text}"
    return f"{start}, multiplied by {factor}: {slope} by {target.text}."


def _blocked(op: Op, operand: int) -> str:
    """Why a gradient ends here; a template."""
    if op.name == "relu":
        return "{a} is not positive, and relu is flat there"
    return f"{{{'ba'[operand]}}} is the {'larger' if op.name == 'max' else 'smaller'} one"


def _passed_on(op: Op, operand: int, local: float) -> str | None:
    """How a gradient is passed on, where a rule has a saying; a template."""
    own, other = ("{a}", "{b}") if operand == 0 else ("{b}", "{a}")
    match op.name:
        case "+":
            return " unchanged: each part moves a sum as much as itself"
        case "-":
            return " unchanged" if operand == 0 else f" with the other sign: as {own} rises, {{out}} falls"
        case "neg":
            return " with the other sign: as {a} rises, {out} falls"
        case "*":
            return f", multiplied by the other factor, {other}"
        case "/" if operand == 0:
            return ", divided by {b}"
        case "relu":
            return " unchanged, since {a} is positive"
        case "abs" if abs(local) == 1.0:
            return " unchanged, since {a} is positive" if local > 0.0 else " with the other sign, since {a} is negative"
        case "max" | "min" if local == 0.5:
            return " by half: both are equal, and each gets a half"
        case "max" | "min":
            return f" unchanged: {own} is the {'larger' if op.name == 'max' else 'smaller'} one"
    return None


def _power_slope(base: str, exponent: float) -> str:
    """`2 × x` for x², `3 × x^2` for x³."""
    if exponent in (1.0, 2.0):
        return format_number(exponent) if exponent == 1.0 else f"2 × {base}"
    return f"{format_number(exponent)} × {base}^{format_number(exponent - 1.0)}"


def _names(out: Name, operands: Sequence[Name], exponent: float | None) -> dict[str, str]:
    names = {"out": out.text}
    for letter, name in zip("ab", operands, strict=False):
        names[letter] = name.text
        names[f"({letter})"] = name.factor
    if exponent is not None:
        names["b"] = names["(b)"] = format_number(exponent)
    return names


def added(before: float, contribution: float) -> str:
    """What is said where the operand has a gradient already."""
    return f" It is added to the {format_number(before)} that is there." if before and contribution else ""


def overwritten(before: float) -> str:
    """What is lost with `=` in place of `+=`."""
    return f" With = in place of += the {format_number(before)} that was there is lost." if before else ""


def incomplete(out: Name, target: Name, upstream: float, truth: float) -> str:
    """What is wrong with a gradient that is passed on, after a mistake; empty if nothing is."""
    if same_number(upstream, truth) or abs(upstream - truth) <= 1e-9 * max(abs(upstream), abs(truth)):
        return ""
    return (
        f" But {out.factor}.grad is {format_number(upstream)} at this time and should be {format_number(truth)}: what "
        f"is missing never gets to {target.text}."
    )


def cleared() -> str:
    return "Gradients add up, so they are set to 0 before the next pass."
