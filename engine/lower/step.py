"""One step of training as programs: the loss of a sample, and a penalty on the parameters alone.

loss = mean (or sum) of the samples' losses + penalty; then each parameter moves by -rate times its gradient.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.lower.gradient import differentiate
from engine.lower.interpret import run
from engine.lower.program import Program
from engine.lower.tracing import Loss, lower, trace
from engine.value import Value


@dataclass(frozen=True)
class Step:
    """What a back end needs to train.

    sample   program of one sample's loss and of its contributions to the gradients
    penalty  program of what the parameters alone add to the loss, such as L2; None for nothing
    width    numbers in a row
    size     number of parameters
    mean     whether the samples' losses are averaged, else added up
    """

    sample: Program
    penalty: Program | None
    width: int
    size: int
    mean: bool


def step_of(
    loss: Loss,
    parameters: Sequence[Value],
    rows: Sequence[Sequence[float]],
    penalty: Callable[[], Value] | None = None,
    mean: bool = True,
) -> Step:
    """The step for losses like `loss`; `rows` are two samples that differ in every number (tracing.trace)."""
    sample = differentiate(trace(loss, parameters, rows))
    alone = differentiate(lower(penalty(), parameters), seed=1.0) if penalty else None
    return Step(sample, alone, len(rows[0]), len(parameters), mean)


def interpret(step: Step, parameters: list[float], rows: Sequence[Sequence[float]], rate: float) -> float:
    """One step over all rows in plain Python; changes `parameters`, and gives the loss before."""
    gradients = [0.0] * step.size
    share = 1.0 / len(rows) if step.mean else 1.0
    added = 0.0
    if step.penalty:
        added, gradients = run(step.penalty, parameters, (), gradients)
    losses = []
    for row in reversed(rows):  # the order of Value.backward(): see gradient.py
        loss, gradients = run(step.sample, parameters, row, gradients, share)
        losses.append(loss)
    total = 0.0
    for loss in reversed(losses):
        total += loss
    for i, gradient in enumerate(gradients):
        parameters[i] -= rate * gradient
    return total * share + added
