"""Namespace of the engine's functions, in which the sources of the case table run on `Value` as plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from autograd_playground.engine import functions
from autograd_playground.engine.ops import NAMED
from autograd_playground.engine.value import Value

if TYPE_CHECKING:
    from tests.support.cases import Case

SCOPE = {"Value": Value, **{name: getattr(functions, name) for name in NAMED}}


def values_of(case: Case) -> dict[str, Any]:
    """The program's names after it has run. `exec` is safe: the sources are the table's own."""
    scope: dict[str, Any] = dict(SCOPE)
    exec(case.source, scope)
    return scope
