"""Interpreter: tables of node handlers, and the budget that each of their steps is charged to.

A node whose type is not in a table is rejected by its name. Chains are evaluated in loops, so that only brackets, calls
and a few operators recurse, and their depth is limited.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Literal

from .. import budgets
from ..errors import PlaygroundError, Span
from ..nn import Convention
from ..trace.tape import Tape, Traced
from .syntax.parse import Program, span_of
from .values import NOTHING, Scope

# How a block ends: "" after its last statement, else the statement that ended it.
Flow = Literal["", "break", "continue", "return"]

_CLOCK_INTERVAL = 256  # steps between two reads of the clock


class Interpreter:
    """One run of one program."""

    def __init__(
        self,
        program: Program,
        tape: Tape,
        scope: Scope,
        builtins: dict[str, object],
        plain_style: bool,
        convention: Convention,
    ) -> None:
        self.program = program
        self.tape = tape
        self.scope = scope
        self.builtins = builtins
        # Plain style: no Value and no network in the program; numbers assigned to names are the leaves.
        self.plain_style = plain_style
        self.convention: Convention = convention  # of a network whose call names no option
        self.call_depth = 0  # nested calls of the program's functions
        self.loop_depth = 0  # loops around the current statement, within its function
        self.depth = 0
        self.steps = 0
        self.return_value: object = NOTHING  # of the function call that is returning
        self.final_value: object = NOTHING  # the value of the last statement

    # evaluation

    def evaluate(self, node: ast.expr) -> object:
        """The value of an expression."""
        handler = EXPRESSIONS.get(type(node))
        if handler is None:
            raise _unsupported(node)
        self.depth += 1
        try:
            self.charge(1)
            if self.depth > budgets.MAX_DEPTH:
                raise PlaygroundError(
                    "limit",
                    f"More than {budgets.MAX_DEPTH} expressions and calls wait for one another here.",
                    hint="Give a part of the expression a name in a line of its own.",
                )
            return handler(self, node)
        except PlaygroundError as error:
            error.at(span_of(node))
            raise
        finally:
            self.depth -= 1

    def execute(self, body: list[ast.stmt]) -> Flow:
        """Run a block; returns how it ends."""
        for node in body:
            handler = STATEMENTS.get(type(node))
            if handler is None:
                raise _unsupported(node)
            self.final_value = NOTHING
            try:
                self.charge(1)
                flow = handler(self, node)
            except PlaygroundError as error:
                error.at(span_of(node))
                raise
            if flow:
                return flow
        return ""

    # budgets

    def charge(self, steps: int) -> None:
        """Charge steps of work, or items of a list, to the budget."""
        before = self.steps
        self.steps += steps
        if self.steps > self.tape.budget.steps:
            raise PlaygroundError(
                "limit",
                f"This program takes more than {self.tape.budget.steps:,} steps, "
                f"the most that the {self.tape.budget.backend} allows.",
                hint=self.tape.budget.hint("Use fewer repetitions."),
            )
        if before // _CLOCK_INTERVAL != self.steps // _CLOCK_INTERVAL:
            self.tape.meter.check_run_time()

    def charge_items(self, count: int, size: int = 0) -> None:
        """Charge `count` items before they are created; their list then has `size` items."""
        if max(count, size) > budgets.MAX_LIST:
            raise PlaygroundError("limit", f"A list may have {budgets.MAX_LIST:,} items.", hint="Make it shorter.")
        self.charge(count)

    def charge_text(self, length: int) -> None:
        """Charge a string before it is created."""
        if length > budgets.MAX_TEXT:
            raise PlaygroundError(
                "limit", f"A string may have {budgets.MAX_TEXT:,} characters.", hint="Make it shorter."
            )
        self.charge(length // 16)

    # values

    def apply(self, span: Span, name: str, *operands: Traced | float) -> Traced:
        """The result of an operation, with `span` as its source."""
        self.tape.span = span
        return self.tape.apply(name, *operands)


def _unsupported(node: ast.expr | ast.stmt) -> PlaygroundError:
    return PlaygroundError(
        "unsupported", f"`{type(node).__name__}` is not part of this language.", span_of(node), "Leave it out."
    )


EXPRESSIONS: dict[type[ast.expr], Callable[[Interpreter, Any], object]] = {}
STATEMENTS: dict[type[ast.stmt], Callable[[Interpreter, Any], Flow]] = {}
