"""Name resolution: scopes, reserved names, and suggestions for unknown names."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from difflib import get_close_matches

from ..errors import PlaygroundError
from ..ops import BUILT_IN
from .values import Builtin, Scope

# Names from Python, notebooks and libraries that this language lacks, with a hint for each.
_FOREIGN_NAMES = {
    "np": "numpy is not here: lists, sum() and math do its work on single numbers.",
    "numpy": "numpy is not here: lists, sum() and math do its work on single numbers.",
    "plt": "matplotlib is not here: the page draws the graph itself.",
    "torch": "PyTorch is not here: Value does its work on single numbers.",
    "operation": "It is for Python itself; define a function instead, with def.",
    "trace": "The page draws the graph itself; leave the line out.",
    "backward": "It belongs to a value: write L.backward().",
    "zero_grad": "It belongs to a value or a network: write n.zero_grad().",
    "parameters": "It belongs to a network: write n.parameters().",
    "ln": "Write log, which is the natural logarithm.",
    "pi": "Write math.pi.",
    "pow": "Write x**2, for example.",
    "map": "Write [f(x) for x in xs].",
    "filter": "Write [x for x in xs if x > 0].",
}

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
            return inner.names[name]
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
    raise PlaygroundError("name", f"`{name}` is not known here.", hint=_suggest(scope, name, builtins, called))


def _suggest(scope: Scope, name: str, builtins: dict[str, object], called: bool) -> str:
    if name in _FOREIGN_NAMES:
        return _FOREIGN_NAMES[name]
    known = set(builtins)
    inner: Scope | None = scope
    while inner is not None:
        known.update(inner.names)
        inner = inner.outer
    same = [other for other in sorted(known) if other.lower() == name.lower()]
    near = same or get_close_matches(name, sorted(known), n=1, cutoff=0.7)
    if near:
        return f"Did you mean {near[0]}?"
    return "Define it first, with def." if called else f"Assign it first: {name} = 1.0."


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
        if isinstance(node, ast.FunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        if not isinstance(node, (ast.FunctionDef, ast.Lambda, *COMPREHENSIONS)):
            stack.extend(ast.iter_child_nodes(node))
    return frozenset(names)
