"""Constructors that no text of the reader's shows, such as a dataclass's."""

from __future__ import annotations

import functools
import types
from typing import TYPE_CHECKING, Any

from .syntax import HOOKS

if TYPE_CHECKING:
    from .state import State


def observe_constructor(kind: type, hooks: State) -> None:
    """Observe a generated `__init__`, which is Python but was never rewritten."""
    constructor = vars(kind).get("__init__")
    if not isinstance(constructor, types.FunctionType) or HOOKS in constructor.__code__.co_names:
        return

    @functools.wraps(constructor)
    def construct(self: Any, *arguments: Any, **keywords: Any) -> None:
        hooks.new(self, (self, *arguments), keywords)
        constructor(self, *arguments, **keywords)

    type.__setattr__(kind, "__init__", construct)  # not by a metaclass of the reader's
