"""The training as a program for the stepper: as many of its steps as one run may cost, which running it shows."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from ..budgets import Budget
from ..errors import PlaygroundError
from ..lab.code.micrograd import playground
from ..lab.code.plan import Plan
from ..nn import parameter_count
from .methods import trace_program

MAX_STEPS = 20  # steps, as in the lecture's loop: a longer list of passes is not looked through


class StepperProgram(NamedTuple):
    """The program, or nothing where none can be opened; `why` is a sentence for the page, empty where all is there."""

    program: str
    why: str


def stepper_program(plan: Plan, budget: Budget) -> StepperProgram:
    graph = _values(plan)
    if graph > budget.shown_values:
        return StepperProgram(
            "",
            f"One step makes about {graph:,} values; the {budget.backend} shows up to {budget.shown_values:,}.",
        )
    steps = max(1, min(plan.steps, MAX_STEPS, budget.values // graph))
    while True:
        program = playground(replace(plan, steps=steps))
        try:
            trace_program({"source": program}, budget)
        except PlaygroundError as error:
            if error.code != "limit" or steps == 1:
                return StepperProgram("", error.message)
            steps //= 2
        else:
            part = f"The playground runs the first {steps} of {plan.steps:,} steps."
            return StepperProgram(program, part if steps < plan.steps else "")


def _values(plan: Plan) -> int:
    """In the graph of one step, about: a product and a sum for each weight and sample, and for each square of L2."""
    return 2 * parameter_count(plan.sizes) * ((plan.batch or len(plan.rows)) + bool(plan.settings.l2))
