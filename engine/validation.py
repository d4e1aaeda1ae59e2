"""Validation of request parameters: each check returns the typed value or raises PlaygroundError."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from .errors import PlaygroundError

T = TypeVar("T")

MAX_NUMBER = 1e300  # largest absolute value of a number in a request


def number(name: str, value: object) -> float:
    """A finite number; `name` is the parameter in the message (type)."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= MAX_NUMBER:
        raise PlaygroundError("type", f"{name} must be a number between -{MAX_NUMBER:g} and {MAX_NUMBER:g}.")
    return float(value)


def one_of(name: str, value: Any, allowed: Sequence[T]) -> T:
    """One of the allowed values; else PlaygroundError (value)."""
    if value not in allowed:
        hint = f"Allowed: {', '.join(map(str, allowed))}."
        raise PlaygroundError("value", f"{name} is {short_repr(value)}.", hint=hint)
    return cast(T, value)


def short_repr(value: object) -> str:
    """A value of a request, for a message: short, and safe for values of any size or depth."""
    if isinstance(value, str):
        return ascii(value[:40])
    if isinstance(value, int) and abs(value) > MAX_NUMBER:
        return "a very large number"
    if value is None or isinstance(value, bool | int | float):
        return repr(value)[:40]
    return "a list" if isinstance(value, list) else "an object" if isinstance(value, Mapping) else "something else"


def flag(name: str, value: object) -> bool:
    """A boolean; else PlaygroundError (type)."""
    if not isinstance(value, bool):
        raise PlaygroundError("type", f"{name} must be true or false.")
    return value
