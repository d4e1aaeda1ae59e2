"""A training step as programs: the loss of one sample, a penalty on the parameters, and the optimiser's update rule.

loss = mean (or sum) of the samples' losses + penalty; then the rule updates each parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..value import Value
from .gradient import differentiate
from .program import Program
from .tracing import Loss, lower, trace
from .update import Update, update_of


@dataclass(frozen=True)
class Step:
    """The input of a back end that trains.

    sample   program of one sample's loss and score, and of its contributions to the gradients
    penalty  program of the penalty that the parameters alone add to the loss, such as L2; None without one
    update   program of the update of one parameter
    width    numbers per row
    size     number of parameters
    mean     whether the samples' losses are averaged; else they are summed
    """

    sample: Program
    penalty: Program | None
    update: Update
    width: int
    size: int
    mean: bool


def step_of(
    loss: Loss,
    parameters: Sequence[Value],
    rows: Sequence[Sequence[float]],
    penalty: Callable[[], Value] | None = None,
    mean: bool = True,
    update: str = "sgd",
) -> Step:
    """The step for `loss`; `rows` are two samples that differ in every number.

    Raises LoweringError as tracing.trace does.
    """
    sample = differentiate(trace(loss, parameters, rows))
    penalty_program = differentiate(lower(penalty(), parameters), seed=1.0) if penalty else None
    return Step(sample, penalty_program, update_of(update), len(rows[0]), len(parameters), mean)
