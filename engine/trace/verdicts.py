"""Sentences of the gradient check: why there is no plain yes or no."""

from __future__ import annotations

from collections.abc import Callable

from ..gradcheck import LeafCheck
from ..value import Value
from .notation import format_number

# Where the operations with a kink have it.
_PLACES = {"relu": "relu at 0", "abs": "abs at 0", "max": "max of equals", "min": "min of equals", "sqrt": "sqrt at 0"}

_MOST_CORNERS = 3  # named in one sentence


def reason(result: LeafCheck, root: Value, name_of: Callable[[Value], str]) -> str:
    """What the verdict rests on, or empty if the verdict says it all; `name_of` gives a value's name."""
    value = result.value
    if value is None:
        return _not_finite_gradient(result)
    name = name_of(value)
    number = format_number(value.data)
    match result.cause:
        case "corner":
            return _corner(result, name_of(root), name_of)
        case "vertical":
            return f"{_place(value)}, in {name}: the slope is infinite there, and the chain rule has no number for it."
        case "leaf":
            return f"{name} itself is {number}, so it cannot be moved by a little."
        case "output":
            return f"{name} is {number} here, so it has no slope."
        case "way":
            return f"{name} is {number} on the way, and the chain rule multiplies by it."
        case "beside":
            return f"Close to here {name} is not a finite number on both sides."
        case "stale":
            return (
                f"{name} is not what its operands give: the program assigned its data. "
                "Moving a leaf does not show what backward() computes from it."
            )
        case "underflow":
            if value.data == 0.0:
                lost = f"{name} is 0, because its exact number is below the smallest float, about 5e−324."
            else:
                lost = f"{name} = {number} is near the smallest float, about 5e−324, where floats have few digits left."
            return f"{lost} A small change of {name_of(result.leaf)} does not show in it."
        case "near":
            kink = "kink" if value.op is None else f"kink of {value.op.name}"
            return f"A {kink}, in {name}, is closer by than any step that could be measured."
        case "rounding":
            return f"Rounding hides it: beside {name} = {number} a small change of {name_of(result.leaf)} is lost."
    return f"The difference quotient of {name} comes to no rest as the step shrinks."


def _not_finite_gradient(result: LeafCheck) -> str:
    finite = result.grad - result.grad == 0.0
    return "" if finite else f"backward() gives {format_number(result.grad)}, and the slope is finite."


def _corner(result: LeafCheck, root: str, name_of: Callable[[Value], str]) -> str:
    left, right = map(format_number, result.sides or (result.numeric, result.numeric))
    takes = f"backward() takes {format_number(result.grad)}"
    named = [f"{_place(value)}, in {name_of(value)}" for value in result.corners[:_MOST_CORNERS]]
    if len(result.corners) > _MOST_CORNERS:
        named.append(f"{len(result.corners) - _MOST_CORNERS:,} more")
    places = " and ".join(("; ".join(named[:-1]), named[-1])) if len(named) > 1 else named[0]
    if left == right:
        return f"{places}: the slope of {root} is {left}, but {takes}, by the rule for the kink alone."
    return f"{places}: the slope of {root} is {left} on the left and {right} on the right; {takes}."


def _place(value: Value) -> str:
    op = value.op
    if op is None:
        return "a kink"
    return _PLACES.get(op.name, "0 to a power below 1" if op.name.startswith("**") else f"{op.name} at a kink")
