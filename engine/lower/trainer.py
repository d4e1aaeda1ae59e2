"""A step of training in plain Python: what the exports of a compiled one do, and the reference for them."""

from __future__ import annotations

from collections.abc import Sequence

from .interpret import evaluate, run
from .program import GRADIENT, PARAMETER, RATE, STATE
from .step import Step

Rows = Sequence[Sequence[float]]


class Trainer:
    """Parameters, their gradients, and what the optimiser keeps of each; `scores` are those of the rows last seen."""

    def __init__(self, step: Step, parameters: Sequence[float]) -> None:
        self._step = step
        self.parameters = list(parameters)
        self.scores: list[float] = []
        self.reset()

    def reset(self) -> None:
        """The optimiser as at the start; the parameters stay."""
        self.state = [[0.0] * self._step.update.state for _ in self.parameters]
        self.zero()

    def zero(self) -> None:
        self.gradients = [0.0] * self._step.size

    def forward(self, rows: Rows) -> float:
        """The loss over the rows."""
        before = self.gradients
        loss = self.backward(rows)
        self.gradients = before
        return loss

    def backward(self, rows: Rows) -> float:
        """The loss over the rows; their gradients are added, in the order of Value.backward(): see gradient.py."""
        step = self._step
        share = 1.0 / len(rows) if step.mean else 1.0
        added = 0.0
        if step.penalty:
            (added, *_), self.gradients = run(step.penalty, self.parameters, (), self.gradients)
        outputs = []
        for row in reversed(rows):
            output, self.gradients = run(step.sample, self.parameters, row, self.gradients, share)
            outputs.append(output)
        outputs.reverse()
        self.scores = [output[-1] for output in outputs]
        total = 0.0  # not sum(), which rounds otherwise from Python 3.12 on
        for loss, *_ in outputs:
            total += loss
        return total * share + added

    def update(self, rate: float) -> None:
        program = self._step.update.program
        for i, (parameter, gradient) in enumerate(zip(self.parameters, self.gradients, strict=True)):
            sources = {PARAMETER: [parameter], GRADIENT: [gradient], RATE: [rate], STATE: self.state[i]}
            results = evaluate(program, sources)
            self.parameters[i], *self.state[i] = (results[position] for position in program.outputs)

    def step(self, rows: Rows, rate: float) -> float:
        """One step over the rows; the loss before."""
        self.zero()
        loss = self.backward(rows)
        self.update(rate)
        return loss

    def train(self, steps: int, rows: Rows, rate: float) -> float:
        for _ in range(steps):
            loss = self.step(rows, rate)
        return loss
