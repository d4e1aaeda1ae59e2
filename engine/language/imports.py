"""Import statements: the lecture's imports are accepted, although all names are built in."""

from __future__ import annotations

import ast

from ..errors import PlaygroundError
from .builtins import BUILTINS
from .interpreter import Flow, Interpreter
from .networks import NETWORKS
from .numerics import MATH, RANDOM
from .scopes import bind
from .syntax.parse import span_of
from .values import Namespace

_ENGINE = {"Value": BUILTINS["Value"]}
_MODULES: dict[str, Namespace] = {
    "math": MATH,
    "random": RANDOM,
    "micrograd": Namespace("micrograd", {"nn": Namespace("nn", NETWORKS), "engine": Namespace("engine", _ENGINE)}),
    "micrograd.engine": Namespace("micrograd.engine", _ENGINE),
    "micrograd.nn": Namespace("micrograd.nn", NETWORKS),
    "autograd_playground": Namespace("autograd_playground", {**_ENGINE, "nn": Namespace("nn", NETWORKS)}),
}
_UNAVAILABLE = {
    "numpy": "Lists, sum() and math do its work on single numbers; leave the line out.",
    "matplotlib": "The page draws the graph itself; leave the line out.",
    "graphviz": "The page draws the graph itself; leave the line out.",
    "torch": "Value does its work on single numbers; leave the line out.",
    "sklearn": "Write a few points as a list; leave the line out.",
}


def plain_import(run: Interpreter, node: ast.Import) -> Flow:
    """Handle `import math, random` and `import math as m`."""
    for alias in node.names:
        module = _module(alias.name, node)
        if alias.asname:
            _bind(run, alias.asname, module)
        elif alias.name not in run.builtins:
            package = alias.name.partition(".")[0]
            _bind(run, package, _MODULES[package])
    return ""


def from_import(run: Interpreter, node: ast.ImportFrom) -> Flow:
    """Handle `from micrograd.engine import Value`."""
    module = _module(node.module or "", node)
    for alias in node.names:
        if alias.name not in module.members:
            raise _absent(module, alias.name).at(span_of(node))
        name = alias.asname or alias.name
        if name not in run.builtins:
            _bind(run, name, module.members[alias.name])
    return ""


def _bind(run: Interpreter, name: str, value: object) -> None:
    bind(run.scope, name, value, run.builtins)


def _absent(module: Namespace, name: str) -> PlaygroundError:
    if (module.name, name) == ("autograd_playground", "operation"):
        return PlaygroundError(
            "name",
            "`operation` is for Python itself: no program here can register an operation.",
            hint="Define a function instead: def smooth_abs(x): return sqrt(x*x + 1.0).",
        )
    return PlaygroundError(
        "name", f"`{module.name}` has no `{name}` here.", hint=f"It has {', '.join(sorted(module.members))}."
    )


def _module(name: str, node: ast.stmt) -> Namespace:
    if name in _MODULES:
        return _MODULES[name]
    hint = _UNAVAILABLE.get(name.partition(".")[0], "There are math, random and micrograd.")
    raise PlaygroundError("unsupported", f"The module `{name}` is not here.", span_of(node), hint)
