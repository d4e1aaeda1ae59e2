"""One step of training as programs: the loss of a sample, a penalty on the parameters alone, and the optimiser's rule.

loss = mean (or sum) of the samples' losses + penalty; then each parameter moves by the rule.
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
    """What a back end needs to train.

    sample   program of one sample's loss and score and of its contributions to the gradients
    penalty  program of what the parameters alone add to the loss, such as L2; None for nothing
    update   program of what becomes of each parameter
    width    numbers in a row
    size     number of parameters
    mean     whether the samples' losses are averaged, else added up
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
    """The step for losses like `loss`; `rows` are two samples that differ in every number (tracing.trace)."""
    sample = differentiate(trace(loss, parameters, rows))
    alone = differentiate(lower(penalty(), parameters), seed=1.0) if penalty else None
    return Step(sample, alone, update_of(update), len(rows[0]), len(parameters), mean)
