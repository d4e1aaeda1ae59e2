"""Which networks a program means where it does not say: the lecture's own classes, or those of micrograd's library."""

from __future__ import annotations

import ast

from ..errors import Correction, PlaygroundError
from ..nn import Convention
from .syntax.classes import LABELS
from .syntax.parse import Program, span_of

# Where the networks come from, if not from the lecture.
_LIBRARIES = frozenset(["nn", "micrograd", "autograd_playground"])

# The lecture's names for what a network gives, and for one output beside its target.
_NAMES = frozenset(["ypred", "ygt", "yout"])


def convention_of(program: Program) -> Convention:
    """The lecture's if the program imports no network, and has the lecture's names or a loop in which a network learns.

    In Python an MLP that is not imported is the class that the lecture writes.
    """
    if not program.names.isdisjoint(_LIBRARIES):
        return "micrograd"
    return "lecture" if not program.names.isdisjoint(_NAMES) or _learns(program) else "micrograd"


def offer_conventions(error: PlaygroundError, node: ast.Call) -> None:
    """Give the refusal of a call's convention the two that there are."""
    for keyword in node.keywords:
        if keyword.arg == "convention" and error.message.startswith("The convention is"):
            span = span_of(keyword.value)
            error.corrections = [Correction(span, repr(convention), label) for convention, label in LABELS.items()]


def _learns(program: Program) -> bool:
    """Whether it changes data by a gradient, such as `p.data += -0.1 * p.grad`."""
    if not {"data", "grad", "parameters"} <= program.names:
        return False
    return any(_is_update(node) for statement in program.body for node in ast.walk(statement))


def _is_update(node: ast.AST) -> bool:
    if isinstance(node, ast.AugAssign):
        targets: list[ast.expr] = [node.target]
    elif isinstance(node, ast.Assign):
        targets = node.targets
    else:
        return False
    return any(isinstance(target, ast.Attribute) and target.attr == "data" for target in targets) and any(
        isinstance(part, ast.Attribute) and part.attr == "grad" for part in ast.walk(node.value)
    )
