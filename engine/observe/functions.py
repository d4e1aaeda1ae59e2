"""The reader's function that a code object belongs to."""

from __future__ import annotations

import gc
import types
from collections.abc import Callable
from typing import Any


def function_of(code: types.CodeType, known: dict[int, tuple[Any, Callable[..., Any]]]) -> Callable[..., Any] | None:
    """The function; `known` holds those that were found before, with their code, so that its identity stays."""
    found = known.get(id(code))
    if found is not None:
        return found[1]
    for holder in gc.get_referrers(code):
        if isinstance(holder, types.FunctionType) and holder.__code__ is code:
            known[id(code)] = code, holder
            return holder
    return None
