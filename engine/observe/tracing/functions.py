"""The reader's function that a code object belongs to."""

from __future__ import annotations

import gc
import types
from collections.abc import Callable
from typing import Any

Free = dict[str, Any]
"""What the free variables of a function's text stood for, by name."""


def free_of(frame: types.FrameType) -> Free | None:
    """What tells the running function from others of the same text; None if there is nothing of the kind."""
    names = [name for name in frame.f_code.co_freevars if name != "__class__"]
    if not names:
        return None
    known = frame.f_locals
    return {name: known[name] for name in names if name in known}


def function_of(code: types.CodeType, free: Free | None = None) -> Callable[..., Any] | None:
    """The function; where several were made of the same text, the one with these free variables."""
    for holder in gc.get_referrers(code):
        if isinstance(holder, types.FunctionType) and holder.__code__ is code and _has(holder, free):
            return holder
    return None


def _has(function: types.FunctionType, free: Free | None) -> bool:
    if free is None:
        return True
    cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
    return all(_content(cells[name]) is value for name, value in free.items())


def _content(cell: types.CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # nothing is assigned to it yet
        return _NOTHING


_NOTHING = object()
