"""Training in plain Python: the reference for the exports of a compiled step (engine/lower/wasm/step.py)."""

from __future__ import annotations

from collections.abc import Sequence

from .interpret import evaluate, run
from .program import GRADIENT, PARAMETER, RATE, STATE
from .step import Step

Rows = Sequence[Sequence[float]]


class Trainer:
    """Parameters, their gradients and the optimiser's state; `scores` are those of the rows of the last call."""

    def __init__(self, step: Step, parameters: Sequence[float]) -> None:
        self._step = step
        self.parameters = list(parameters)
        self.scores: list[float] = []
        self.reset()

    def reset(self) -> None:
        """Resets the optimiser's state and the gradients; the parameters stay."""
        self.state = [[0.0] * self._step.update.states for _ in self.parameters]
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
        """The loss over the rows; adds their gradients in the order of Value.backward() (gradient.py)."""
        step = self._step
        weight = 1.0 / len(rows) if step.mean else 1.0
        penalty = 0.0
        if step.penalty:
            (penalty, *_), self.gradients = run(step.penalty, self.parameters, (), self.gradients)
        outputs = []
        for row in reversed(rows):
            output, self.gradients = run(step.sample, self.parameters, row, self.gradients, weight)
            outputs.append(output)
        outputs.reverse()
        self.scores = [output[-1] for output in outputs]
        total = 0.0  # not sum(), which rounds differently from Python 3.12 on
        for loss, *_ in outputs:
            total += loss
        return total * weight + penalty

    def update(self, rate: float) -> None:
        program = self._step.update.program
        for i, (parameter, gradient) in enumerate(zip(self.parameters, self.gradients, strict=True)):
            sources = {PARAMETER: [parameter], GRADIENT: [gradient], RATE: [rate], STATE: self.state[i]}
            results = evaluate(program, sources)
            self.parameters[i], *self.state[i] = (results[position] for position in program.outputs)

    def step(self, rows: Rows, rate: float) -> float:
        """One step over the rows; returns the loss before the update."""
        self.zero()
        loss = self.backward(rows)
        self.update(rate)
        return loss

    def train(self, steps: int, rows: Rows, rate: float) -> float:
        for _ in range(steps):
            loss = self.step(rows, rate)
        return loss
