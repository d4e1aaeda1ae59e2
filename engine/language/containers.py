"""Sets and dictionaries of a program, in insertion order: Python's order of a set differs from run to run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from ..errors import PlaygroundError

if TYPE_CHECKING:
    from .interpreter import Interpreter

Entry = TypeVar("Entry")


@dataclass(slots=True, eq=False)
class Set:
    """A set: its items by their keys (keys.py)."""

    entries: dict[object, object] = field(default_factory=dict)

    def items(self) -> Iterator[object]:
        return _unchanged(self.entries, "set")


@dataclass(slots=True, eq=False)
class Dictionary:
    """A dictionary: its keys as the program gave them, and its values, by their keys (keys.py)."""

    entries: dict[object, tuple[object, object]] = field(default_factory=dict)

    def items(self) -> Iterator[object]:
        """The keys, as a loop over a dictionary gives them."""
        return (name for name, _ in _unchanged(self.entries, "dictionary"))


def chosen(run: Interpreter, x: Set, other: Set, wanted: bool) -> Set:
    """The items of `x` that are in `other`, or with `wanted` False those that are not."""
    run.charge_items(len(x.entries))
    return Set({found: item for found, item in x.entries.items() if (found in other.entries) is wanted})


def _unchanged(entries: dict[object, Entry], kind: str) -> Iterator[Entry]:
    try:
        yield from entries.values()
    except RuntimeError as error:
        raise PlaygroundError(
            "value", f"This {kind} changes while a loop goes through it.", hint="Loop over list(...) of it instead."
        ) from error
