"""Names of modules and libraries that are not here: imported without complaint, and reported where they are used."""

from __future__ import annotations

from dataclasses import dataclass

from ..errors import PlaygroundError
from .foreign_names import ALIASES, ANYWHERE, LIBRARIES, WHOLE_LIBRARIES, Row
from .values import Builtin, Scope

_NO_ROW: Row = ("", "")

# Python's own modules with names that mean in the table what they mean there; re.compile, for example, does not.
_MODULES_WITH_ROWS = frozenset(
    {"math", "cmath", "random", "nn", "collections", "copy", "functools", "statistics", "time", "sys", "operator"}
)


@dataclass(slots=True, frozen=True, eq=False)
class Absent:
    """What an import could not find; it stays a name's object and never becomes a value."""

    path: str  # "numpy", "numpy.array", "math.tau"


def absent_of(scope: Scope, name: str, builtins: dict[str, object]) -> Absent | None:
    """What `name` was imported as, or has as its usual meaning, if that is not here."""
    inner: Scope | None = scope
    while inner is not None:
        if name in inner.names:
            found = inner.names[name]
            return found if type(found) is Absent else None
        inner = inner.outer
    return Absent(ALIASES[name]) if name in ALIASES and name not in builtins else None


def row_of(path: str, builtins: dict[str, object]) -> Row:
    """How the last name of a dotted path is written here: by its own name, if that is a function here too."""
    first, _, _ = path.partition(".")
    name = path.rpartition(".")[2]
    if first in WHOLE_LIBRARIES or first in ("micrograd", "autograd_playground") or name == path:
        return _NO_ROW
    if name == "random":
        return ("random.random()", "")
    if type(builtins.get(name)) is Builtin:
        return (name, "")
    return ANYWHERE.get(name, _NO_ROW) if first in LIBRARIES or first in _MODULES_WITH_ROWS else _NO_ROW


def absence(text: str, path: str) -> PlaygroundError:
    """The error about `text` of the program, which means `path`, without a hint about a way to write it."""
    first = path.partition(".")[0]
    if first in LIBRARIES:
        library, instead = LIBRARIES[first]
        return PlaygroundError("name", f"`{text}` is not here: the playground does without {library}.", hint=instead)
    module, _, name = path.rpartition(".")
    if first in ("math", "random"):
        return PlaygroundError("name", f"`{module}` has no `{name}` here.", hint="Leave it out.")
    if first in ("micrograd", "autograd_playground"):
        return PlaygroundError(
            "name", f"`{module or first}` has no `{name}` here.", hint="There are Value, Neuron, Layer and MLP."
        )
    return PlaygroundError("name", f"The module `{first}` is not here.", hint="There are math, random and micrograd.")
