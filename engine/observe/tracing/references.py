"""References between the reader's objects."""

from __future__ import annotations

import gc
import types
from collections.abc import Sequence
from typing import Any

from .call import Call
from .graph import Node

MAX_OBJECTS = 500
MAX_DEPTH = 4
_OPAQUE = (Call, Node, type, types.ModuleType, types.CodeType, types.FrameType, str, bytes, int, float)


def refers(value: object, targets: Sequence[object]) -> bool:
    """Whether an object refers to one of `targets` by its attributes, containers or closures, or through a tape."""
    if _reaches(value, targets):
        return True
    sharing = [each for each in gc.get_referrers(value) if type(each) in (list, tuple, dict) and len(each) < 16]
    return any(_reaches(each, targets) for each in sharing)


def _reaches(value: object, targets: Sequence[object]) -> bool:
    wanted = {id(each) for each in targets}
    seen = {id(value)}
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH):
        following = []
        for holder in level:
            for each in _referents(holder):
                if id(each) in wanted:
                    return True
                if id(each) not in seen and not issubclass(type(each), _OPAQUE):
                    seen.add(id(each))
                    following.append(each)
        if len(seen) > MAX_OBJECTS:
            return False
        level = following
    return False


def _referents(holder: Any) -> list[Any]:
    if type(holder) is types.FunctionType:
        return [*(holder.__closure__ or ()), *(holder.__defaults__ or ())]
    return gc.get_referents(holder)
