"""Seed of a pass: the root's gradient by itself, which is 1 unless the caller passes another one on purpose."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..recording import Call, Recording


class Seed(NamedTuple):
    """The number that the pass starts with as it should be.

    is_implicit  whether no gradient of the root is stored: it is passed on as an argument, or at once
    """

    value: float = 1.0
    is_implicit: bool = False


def seed_of(recording: Recording) -> Seed:
    """What `backward(1 / n)` and `backward(out.grad)` pass is meant; a default that is not 1 is no choice."""
    root = recording.root
    passed = [] if recording.call is None else [each for each in _passed(recording.call) if each != 1.0]
    first = next((write.after for write in recording.writes if write.node == root and write.after), None)
    if first is not None:
        return Seed(first if first in passed else 1.0)
    contributed = any(write.before != write.after for write in recording.writes)
    if recording.gradients[root] or not contributed or not recording.nodes[root].operands:
        return Seed()
    return Seed(passed[0] if len(passed) == 1 else 1.0, is_implicit=True)


def _passed(call: Call) -> Iterator[float]:
    """The numbers that the caller has chosen."""
    defaults = _defaults(call)
    for name, each in [*zip(_parameters(call), call.arguments, strict=False), *call.keywords.items()]:
        kind = type(each)
        if kind is bool or (name in defaults and defaults[name] is each):
            continue
        try:
            if kind in (int, float) or kind.__module__ in ("numpy", "decimal", "fractions"):
                yield float(each)
        except (TypeError, ValueError, OverflowError):  # an array of several, or too large for a float
            continue


def _parameters(call: Call) -> list[str]:
    try:
        return list(inspect.signature(call.function).parameters)
    except (TypeError, ValueError):
        return [""] * len(call.arguments)


def _defaults(call: Call) -> dict[str, Any]:
    try:
        parameters = inspect.signature(call.function).parameters.values()
    except (TypeError, ValueError):
        return {}
    return {each.name: each.default for each in parameters if each.default is not each.empty}
