"""The reader's function that a code object belongs to."""

from __future__ import annotations

import gc
import types
from collections.abc import Callable
from typing import Any


def function_of(code: types.CodeType) -> Callable[..., Any] | None:
    """The function; one of them, where several were made of the same text."""
    for holder in gc.get_referrers(code):
        if isinstance(holder, types.FunctionType) and holder.__code__ is code:
            return holder
    return None
