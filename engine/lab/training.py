"""Compilation of a training: settings become samples, initial parameters and a compiled step."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from typing import NamedTuple

from ..budgets import Budget
from ..contract.common import VERSION
from ..contract.lab import LabReply, Memory
from ..errors import PlaygroundError
from ..lower.step import Step, step_of
from ..lower.wasm.step import Compiled, compile_step
from ..nn import parameter_count
from ..value import Value
from .data import rows_of
from .model import LOSSES, SUMMED, network, penalty, score
from .rows import Rows
from .settings import Settings


class Training(NamedTuple):
    settings: Settings
    sizes: list[int]
    points: Rows
    parameters: list[float]
    step: Step
    compiled: Compiled
    values: int  # in the graph of one sample

    def reply(self) -> LabReply:
        return {
            "version": VERSION,
            "settings": self.settings.reply(),
            "sizes": self.sizes,
            "points": [list(row) for row in self.points],
            "parameters": self.parameters,
            "module": b64encode(self.compiled.module).decode(),
            "memory": self._memory(),
            "instructions": len(self.step.sample.instructions),
            "values": self.values,
        }

    def _memory(self) -> Memory:
        layout = self.compiled
        return {
            "parameters": layout.parameters,
            "gradients": layout.gradients,
            "state": layout.state,
            "state_size": layout.state_size,
            "rows": layout.rows,
            "stride": layout.stride,
            "loss": layout.loss,
            "score": layout.score,
        }


def training(settings: Settings, budget: Budget) -> Training:
    """The compiled training. Raises PlaygroundError if the network is too large for the budget."""
    rows = rows_of(settings.data)
    inputs = len(rows[0]) - 1
    sizes = [inputs, *settings.layers, 1]
    _check_size(sizes, budget)
    model = network(settings, inputs)
    parameters = model.parameters()
    start = [parameter.data for parameter in parameters]

    roots: list[Value] = []

    def loss(row: Sequence[Value]) -> tuple[Value, Value]:
        output = score(model, list(row[:-1]))
        roots.append(LOSSES[settings.loss](output, row[-1]))
        return roots[-1], output

    probe_rows = [[0.5 + i for i in range(inputs + 1)], [0.25 - i for i in range(inputs + 1)]]
    step = step_of(
        loss,
        parameters,
        probe_rows,
        (lambda: penalty(settings, parameters)) if settings.l2 else None,
        mean=settings.loss not in SUMMED,
        update=settings.optimiser,
    )
    return Training(settings, sizes, rows, start, step, compile_step(step), _values(roots[0]))


def _values(root: Value) -> int:
    """The number of values in the graph of `root`."""
    results = root.order()
    leaves = {id(each) for result in results for each in (result.a, result.b) if each is not None and each.op is None}
    return len(results) + len(leaves)


def _check_size(sizes: Sequence[int], budget: Budget) -> None:
    """Refuses a network that would take too long to trace and compile: each weight is a leaf, a product and a sum."""
    if 3 * parameter_count(sizes) > budget.shown_values:
        raise PlaygroundError(
            "limit",
            f"A network of {', '.join(map(str, sizes))} has {parameter_count(sizes):,} parameters; "
            f"the {budget.backend} compiles up to {budget.shown_values // 3:,}.",
            hint=budget.hint("Take fewer or narrower layers."),
        )
