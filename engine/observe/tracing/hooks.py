"""Hooks: what a rewritten text calls as it runs.

Nothing here compares or hashes the reader's objects: they are told apart by identity.
"""

from __future__ import annotations

from typing import Any

from .calls import Calls
from .classes import is_a
from .stores import Stores
from .syntax import HOOKS


class Hooks(Calls, Stores):
    """All hooks of a run."""

    def visible(self, content: Any) -> Any:
        """`locals()`, `vars()` or `dir()` without the names of ours."""
        if type(content) is list:
            return [name for name in content if not _is_ours(name)]
        if type(content) is dict and any(_is_ours(name) for name in content) and HOOKS not in content:
            return {name: value for name, value in content.items() if not _is_ours(name)}
        return content


def _is_ours(name: object) -> bool:
    return is_a(name, str) and (name == HOOKS or (name.startswith("__call_") and name.endswith("__")))
