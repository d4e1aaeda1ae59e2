"""A training as a stepper program with as many steps as one run may cost; trial runs find the number."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from ..budgets import Budget
from ..errors import PlaygroundError
from ..lab.code.micrograd import playground
from ..lab.code.plan import Plan
from ..meter import Meter
from ..nn import parameter_count
from .methods import trace_program

MAX_STEPS = 20  # steps, as in the lecture's loop; nobody reads a longer list of passes


class StepperProgram(NamedTuple):
    """The program, "" if it cannot be opened; `why` is the message for that or for omitted steps, else ""."""

    program: str
    why: str


def stepper_program(plan: Plan, budget: Budget) -> StepperProgram:
    """The first steps of `plan`: at most MAX_STEPS, halved until a run stays within `budget`."""
    values = _values_per_step(plan)
    if values > budget.shown_values:
        return StepperProgram(
            "",
            f"One step makes about {values:,} values; the {budget.backend} shows up to {budget.shown_values:,}.",
        )
    steps = max(1, min(plan.steps, MAX_STEPS, budget.values // values))
    meter = Meter(budget)  # of all trial runs together
    while True:
        meter.restart()
        program = playground(replace(plan, steps=steps))
        try:
            trace_program({"source": program}, budget, meter)
        except PlaygroundError as error:
            if error.code != "limit" or steps == 1:
                return StepperProgram("", error.message)
            steps //= 2
        else:
            message = f"The playground runs the first {steps} of {plan.steps:,} steps."
            return StepperProgram(program, message if steps < plan.steps else "")


def _values_per_step(plan: Plan) -> int:
    """Estimated values of one step's graph: a product and a sum per weight and sample, and per square of L2."""
    return 2 * parameter_count(plan.sizes) * ((plan.batch or len(plan.rows)) + bool(plan.settings.l2))
