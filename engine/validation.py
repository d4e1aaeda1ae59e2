"""Validation of values that a request gives: each check returns the typed value or raises PlaygroundError."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from .errors import PlaygroundError

T = TypeVar("T")

MAX_NUMBER = 1e300  # the largest number that a request may give


def number(name: str, given: object) -> float:
    if isinstance(given, bool) or not isinstance(given, int | float) or not abs(given) <= MAX_NUMBER:
        raise PlaygroundError("type", f"{name} must be a number between -{MAX_NUMBER:g} and {MAX_NUMBER:g}.")
    return float(given)


def one_of(name: str, given: Any, allowed: Sequence[T]) -> T:
    if given not in allowed:
        raise PlaygroundError(
            "value", f"{name} is {short_repr(given)}.", hint=f"Allowed: {', '.join(map(str, allowed))}."
        )
    return cast(T, given)


def short_repr(thing: object) -> str:
    """What was given, for a message: short, and safe however large or deep it is."""
    if isinstance(thing, str):
        return ascii(thing[:40])
    if isinstance(thing, int) and abs(thing) > MAX_NUMBER:
        return "a very large number"
    if thing is None or isinstance(thing, bool | int | float):
        return repr(thing)[:40]
    return "a list" if isinstance(thing, list) else "an object" if isinstance(thing, Mapping) else "something else"


def flag(name: str, given: object) -> bool:
    if not isinstance(given, bool):
        raise PlaygroundError("type", f"{name} must be true or false.")
    return given
