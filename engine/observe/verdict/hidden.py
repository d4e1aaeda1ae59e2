"""Results whose calls were not observed: they look like leaves, but hold the values that they were computed from."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

from ..recording import Observed, Recording

MAX_OBJECTS = 200  # that one leaf is searched through
_OPAQUE = (type, ModuleType, CodeType, FrameType, str, bytes, int, float)


def hidden_results(recording: Recording) -> list[int]:
    """The leaves that hold values of the recording which are not computed from them."""
    index = {id(node.value): i for i, node in enumerate(recording.nodes)}
    kinds = {type(node.value) for node in recording.nodes}
    found = []
    for i, node in enumerate(recording.nodes):
        if node.kind == "leaf":
            held = [index[key] for key in _held_values(node.value, kinds) if key in index]
            if held and not set(held) <= _computed_from(i, recording.nodes):
                found.append(i)
    return found


def _held_values(value: Any, kinds: set[type]) -> set[int]:
    """Identities of the first values that are reached through an object's attributes, containers and closures."""
    found: set[int] = set()
    seen = {id(value)}
    pending = [value]
    while pending and len(seen) < MAX_OBJECTS:
        for each in _referents(pending.pop(0)):
            if type(each) in kinds:
                found.add(id(each))
            elif id(each) not in seen and not issubclass(type(each), _OPAQUE):
                seen.add(id(each))
                pending.append(each)
    return found - {id(value)}


def _referents(holder: Any) -> list[Any]:
    if type(holder) is FunctionType:
        return [*(holder.__closure__ or ()), *(holder.__defaults__ or ())]
    return gc.get_referents(holder)


def _computed_from(leaf: int, nodes: Sequence[Observed]) -> set[int]:
    """The nodes that depend on the leaf."""
    found = {leaf}
    for i, node in enumerate(nodes):
        if found.intersection(node.operands):
            found.add(i)
    return found
