"""One sentence for what a stand-in does not have: the answer of a module's `__getattr__`."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import NoReturn

LISTED = 40  # names; a sentence with more of them says only how many there are


def sentence(module: str, name: str, purpose: str, has: Collection[str]) -> str:
    listed = ", ".join(sorted(set(has))) if len(has) <= LISTED else f"{len(has)} names, which dir() lists"
    return f"'{module}' has no '{name}' here: this is {purpose}{', with ' if has else ''}{listed}."


def refuser(module: str, purpose: str, has: Collection[str]) -> Callable[[str], NoReturn]:
    """A module's `__getattr__`: called for a name that the module does not have."""

    def refuse(name: str) -> NoReturn:
        # The import machinery and inspect ask for names such as __wrapped__: no reader sees that answer.
        dunder = name.startswith("__")
        text = f"module {module!r} has no attribute {name!r}" if dunder else sentence(module, name, purpose, has)
        raise AttributeError(text, name=name)

    return refuse
