"""Import statements, taken apart: what is here is imported, what is not is reported where it is first used."""

from __future__ import annotations

import ast

from .absent import Absent
from .builtins import BUILTINS
from .foreign_names import LIBRARIES
from .interpreter import Flow, Interpreter
from .networks import LECTURE_NETWORKS, NETWORKS
from .numerics import MATH, RANDOM
from .scopes import bind
from .values import Namespace

_ENGINE = {"Value": BUILTINS["Value"]}
_MODULES: dict[str, Namespace] = {
    "math": MATH,
    "random": RANDOM,
    "micrograd": Namespace("micrograd", {"nn": Namespace("nn", NETWORKS), "engine": Namespace("engine", _ENGINE)}),
    "micrograd.engine": Namespace("micrograd.engine", _ENGINE),
    "micrograd.nn": Namespace("micrograd.nn", NETWORKS),
    "autograd_playground": Namespace(
        "autograd_playground",
        {
            **_ENGINE,
            "operation": BUILTINS["operation"],
            "nn": Namespace("nn", NETWORKS),
            "lecture": Namespace("lecture", LECTURE_NETWORKS),
        },
    ),
    "autograd_playground.lecture": Namespace("autograd_playground.lecture", LECTURE_NETWORKS),
}


def plain_import(run: Interpreter, node: ast.Import) -> Flow:
    """Handle `import math, random` and `import numpy as np`: what is not here is reported where it is used."""
    for alias in node.names:
        package = alias.name.partition(".")[0]
        if alias.asname:
            module = _MODULES.get(alias.name)
            if module or alias.asname not in run.builtins:  # `import torch.nn as nn` leaves the nn that is here
                _bind(run, alias.asname, module or Absent(alias.name))
        elif alias.name not in run.builtins and package not in run.builtins:
            _bind(run, package, _MODULES.get(package) or Absent(package))
    return ""


def from_import(run: Interpreter, node: ast.ImportFrom) -> Flow:
    """Handle `from micrograd.engine import Value` and `from numpy import array, tanh`."""
    path = node.module or ""
    module = _MODULES.get(path)
    for alias in node.names:
        members = module.members if module else {}
        if alias.name == "*":
            for name, member in members.items():
                if not _choose(run, name, member) and name not in run.builtins:
                    _bind(run, name, member)
            continue
        name = alias.asname or alias.name
        if _choose(run, name, members.get(alias.name)) or (name in members and name in run.builtins):
            continue
        found = members.get(alias.name, run.builtins.get(alias.name) if path.partition(".")[0] in LIBRARIES else None)
        if found is None and name not in run.builtins:
            found = Absent(f"{path}.{alias.name}")
        if found is not None and found is not run.builtins.get(name):
            _bind(run, name, found)
    return ""


def _choose(run: Interpreter, name: str, member: object) -> bool:
    """Whether `member` is a network that is here already by this name: the import says which convention's it is."""
    chosen = name in NETWORKS and member is not None and member in (NETWORKS[name], LECTURE_NETWORKS[name])
    if chosen:
        run.builtins[name] = member
    return chosen


def _bind(run: Interpreter, name: str, value: object) -> None:
    bind(run.scope, name, value, run.builtins)
