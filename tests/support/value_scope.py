"""Namespace of the engine's functions, in which the sources of the case table run on `Value` as plain Python."""

from __future__ import annotations

from typing import Any

from autograd_playground.engine import functions
from autograd_playground.engine.value import Value
from tests.support.cases import Case

SCOPE = {
    "Value": Value,
    "max": functions.maximum,
    "min": functions.minimum,
    **{
        name: getattr(functions, name)
        for name in ("exp", "log", "tanh", "relu", "sigmoid", "sin", "cos", "sqrt", "softplus")
    },
}


def values_of(case: Case) -> dict[str, Any]:
    """The program's names after it has run. `exec` is safe: the sources are the table's own."""
    scope: dict[str, Any] = dict(SCOPE)
    exec(case.source, scope)
    return scope
