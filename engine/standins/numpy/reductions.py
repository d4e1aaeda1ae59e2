"""Reductions of a list of numbers to one: sums in numpy's order, so that all digits are the same."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from .dtypes import BOOL, FLOAT32, FLOAT64, INT64, OBJECT, dtype, round32, wrap
from .kernels import maximum, minimum, warn

BLOCK = 128
LANES = 8


def pairwise(values: Sequence[float], start: int, count: int) -> float:
    """The sum of a run, halved until it is short, and then in eight sums side by side."""
    if count < LANES:
        total = -0.0
        for position in range(start, start + count):
            total += values[position]
        return total
    if count <= BLOCK:
        whole = count - count % LANES
        lanes = list(values[start : start + LANES])
        for block in range(start + LANES, start + whole, LANES):
            for lane in range(LANES):
                lanes[lane] += values[block + lane]
        total = ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) + ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]))
        for position in range(start + whole, start + count):
            total += values[position]
        return total
    half = count // 2
    half -= half % LANES
    return pairwise(values, start, half) + pairwise(values, start + half, count - half)


def total(values: Sequence[Any], kind: dtype) -> Any:
    if kind is FLOAT64:
        return 0.0 + pairwise(values, 0, len(values))
    if kind is FLOAT32:
        return round32([0.0 + pairwise(values, 0, len(values))])[0]
    result = 0
    for value in values:
        result = result + value
    return result if kind is OBJECT else wrap(result)


def product(values: Sequence[Any], kind: dtype) -> Any:
    result: Any = 1.0 if kind.kind == "f" else 1
    for value in values:
        result = result * value
    return wrap(result) if kind is INT64 else result


def _mean(values: Sequence[Any], kind: dtype) -> Any:
    if not values:
        warn("invalid value", "scalar divide")
        return math.nan
    return total(values, kind if kind.kind in "fO" else FLOAT64) / len(values)


def _extreme(name: str, choose: Callable[[Any, Any], Any]) -> Callable[[Sequence[Any], dtype], Any]:
    def reduce(values: Sequence[Any], kind: dtype) -> Any:
        _some(values, f"zero-size array to reduction operation {name} which has no identity")
        result = values[0]
        for value in values[1:]:
            result = choose(result, value)
        return result

    return reduce


def _position(name: str, better: Callable[[Any, Any], bool]) -> Callable[[Sequence[Any], dtype], int]:
    def reduce(values: Sequence[Any], kind: dtype) -> int:
        _some(values, f"attempt to get {name} of an empty sequence")
        best = 0
        for position, value in enumerate(values):
            if value != value:
                return position
            if better(value, values[best]):
                best = position
        return best

    return reduce


def _some(values: Sequence[Any], message: str) -> None:
    if not values:
        raise ValueError(message)


Reduction = Callable[[Sequence[Any], dtype], Any]
REDUCTIONS: dict[str, Reduction] = {
    "sum": total,
    "prod": product,
    "mean": _mean,
    "max": _extreme("maximum", maximum),
    "min": _extreme("minimum", minimum),
    "argmax": _position("argmax", lambda a, b: a > b),
    "argmin": _position("argmin", lambda a, b: a < b),
    "any": lambda values, kind: any(values),
    "all": lambda values, kind: all(values),
}


def result_kind(name: str, kind: dtype) -> dtype:
    """The type of a reduction's result."""
    if name in ("any", "all"):
        return BOOL
    if name in ("argmax", "argmin"):
        return INT64
    if name == "mean" and kind.kind in "bi":
        return FLOAT64
    return INT64 if name in ("sum", "prod") and kind is BOOL else kind
