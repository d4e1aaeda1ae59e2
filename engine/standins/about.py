"""One sentence for what a stand-in does not have: the answer of a module's `__getattr__`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NoReturn


def names(namespace: Iterable[str]) -> list[str]:
    """The public names of a stand-in, for `dir()` and for the sentence."""
    return sorted(name for name in namespace if not name.startswith("_"))


def sentence(module: str, name: str, purpose: str, has: Iterable[str]) -> str:
    return f"'{module}' has no '{name}' here: it is a small stand-in for {purpose}, with {', '.join(has)}."


def refuser(module: str, purpose: str, has: Iterable[str]) -> Callable[[str], NoReturn]:
    """A module's `__getattr__`: called for a name that the module does not have."""
    listed = names(has)

    def refuse(name: str) -> NoReturn:
        # The import machinery and inspect ask for names such as __path__ and __wrapped__: no reader sees that answer.
        text = f"module {module!r} has no attribute {name!r}" if name.startswith("__") else None
        raise AttributeError(text or sentence(module, name, purpose, listed), name=name)

    return refuse
