"""Name resolution: scopes, reserved names, and suggestions for unknown names."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ..errors import Correction, PlaygroundError
from ..ops import BUILT_IN
from .absent import Absent, absence
from .spelling import misspelt
from .values import Builtin, Scope

COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

# The operations of the first version. Names of later ones can be assigned to: a text that was saved before an operation
# came may have a variable of its name.
_RESERVED_OPERATIONS = frozenset(
    ("exp", "log", "tanh", "relu", "sigmoid", "sin", "cos", "sqrt", "abs", "max", "min", "softplus")
)


def look_up(scope: Scope, name: str, builtins: dict[str, object], called: bool) -> object:
    """The object of `name` in `scope`, the scopes around it or the built-ins; `called` if the name is being called."""
    inner: Scope | None = scope
    while inner is not None:
        if name in inner.names:
            found = inner.names[name]
            if type(found) is Absent:
                raise absence(name, found.path)
            return found
        if name in inner.local:
            raise PlaygroundError(
                "name",
                f"`{name}` is used before it is assigned in this function.",
                hint="Assign it first, or make it a parameter.",
            )
        inner = inner.outer
    if name in builtins:
        return builtins[name]
    check_name(name)
    near = misspelt(name, _known(scope, builtins))
    hint = "Define it first, with def." if called else f"Assign it first: {name} = 1.0."
    if near:
        hint = f"Did you mean {near}?"
    raise PlaygroundError(
        "name", f"`{name}` is not known here.", hint=hint, correction=Correction(None, near) if near else None
    )


def _known(scope: Scope, builtins: dict[str, object]) -> set[str]:
    known = set(builtins)
    inner: Scope | None = scope
    while inner is not None:
        known.update(inner.names)
        inner = inner.outer
    return known


def check_name(name: str) -> None:
    """Raise PlaygroundError (name) for a name with a leading underscore, other than `_` itself."""
    if name.startswith("_") and name != "_":
        raise PlaygroundError(
            "name",
            f"`{name}` begins with an underscore; such names are Python's own.",
            hint="Choose a name that begins with a letter.",
        )


def bind(scope: Scope, name: str, value: object, builtins: dict[str, object]) -> None:
    """Assign `value` to `name`; PlaygroundError (name) for a built-in or reserved name."""
    check_name(name)
    builtin = builtins.get(name)
    late = (type(builtin) is Builtin and builtin.late) or (name in BUILT_IN and name not in _RESERVED_OPERATIONS)
    if name in builtins and not late:
        raise PlaygroundError(
            "name",
            f"`{name}` belongs to the playground and cannot be assigned to.",
            hint=f"Choose another name, such as {name}_.",
        )
    scope.names[name] = value


def assigned_names(body: Iterable[ast.stmt]) -> frozenset[str]:
    """The names that a function's body assigns, which are local to it, as in Python."""
    names: set[str] = set()
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        if not isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Lambda, *COMPREHENSIONS)):
            stack.extend(ast.iter_child_nodes(node))
    return frozenset(names)
