"""Recording of a run whose graph is static: its numbers for other leaf data, without running the program again.

A graph is static if the run has seen no number of a value: then no branch, index or text depends on one, and other
leaf data give the same steps with other numbers. A move of a leaf needs no new parse and no new steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from math import isfinite
from typing import NamedTuple, cast

from ..contract.common import MISTAKES, Mistake
from ..errors import PlaygroundError
from ..meter import Meter
from .explanation import Explanation
from .flows import Contribution, contribute, flows, known
from .mistakes import backward_order
from .names import name_values
from .steps import StepBuilder
from .tape import Snapshot, Tape


class Numbers(NamedTuple):
    """The numbers of the steps.

    data           of each node
    grad           of each node, at the end of the backward phase
    contributions  of the backward phase, in order
    shown          the explanation of the step that was asked for
    """

    data: list[float]
    grad: list[float]
    contributions: list[Contribution]
    shown: Explanation


def is_static(tape: Tape) -> bool:
    """Whether the shown pass is the only one, and nothing before or after it depends on a number."""
    snapshot = tape.snapshot
    return (
        tape.static
        and tape.by_hand is None
        and snapshot is not None
        and len(tape.passes) == 1
        and tape.passes[0].root.op is not None
        and not any(snapshot.grad)
        and all(change.passes == 0 and all(name == "grad" for _, name, *_ in change.sets) for change in tape.changes)
    )


class _Operation:
    """An operation on nodes, by their indices."""

    __slots__ = ("_a", "_b", "_exponent", "_forward", "node")

    def __init__(
        self, node: int, forward: Callable[..., float], operands: Sequence[int], exponent: float | None
    ) -> None:
        self.node = node
        self._forward = forward
        self._a, self._b = operands[0], operands[1] if len(operands) > 1 else None
        self._exponent = exponent

    def result(self, data: Sequence[float]) -> float:
        a = data[self._a]
        if self._b is not None:
            return self._forward(a, data[self._b])
        return self._forward(a) if self._exponent is None else self._forward(a, self._exponent)


class _Graph:
    """What the steps of a static graph have in common, whatever the numbers."""

    def __init__(self, tape: Tape, snapshot: Snapshot, source: str) -> None:
        graph = snapshot.graph
        self.data = snapshot.data
        self.steps = StepBuilder(tape, snapshot, name_values(graph, snapshot.data, source, Meter(tape.budget)))
        self.leaves = {
            tape.ordinals[value.id]: (i, tape.written.get(value.id, value.data))
            for i, value in enumerate(graph)
            if value.id in tape.ordinals
        }
        self.operations = [
            _Operation(i, value.op.forward, self.steps.operands[i], value.exponent)
            for i, value in enumerate(graph)
            if value.op is not None
        ]
        index = self.steps.index
        self.conditions = [(index[v.id], holds, answer) for v, holds, answer in tape.conditions if v.id in index]
        order = self.steps.topological_order()
        self.flows = {
            mistake: list(flows(graph, self.steps.operands, backward_order(order, mistake)))
            for mistake in (None, *MISTAKES)
        }


class Recording:
    """A finished run with a static graph. It owns the tape: `close()` closes it."""

    def __init__(self, tape: Tape, source: str) -> None:
        self._tape = tape
        self._source = source

    @property
    def size(self) -> int:
        """The number of values that the recording keeps alive."""
        return len(self._tape.values)

    @cached_property
    def _graph(self) -> _Graph:
        """Made when the first leaf moves: most traces never see one."""
        return _Graph(self._tape, cast(Snapshot, self._tape.snapshot), self._source)

    def numbers(
        self,
        leaves: Mapping[int, float],
        meter: Meter,
        mistake: Mistake | None,
        node: int | None = None,
        contribution: int | None = None,
    ) -> Numbers:
        """The numbers with the data `leaves`, by ordinal, and the text of one step: of a node, or of a contribution.

        Raises PlaygroundError (unsupported) where only the trace can tell: a number is not finite, which the trace
        warns about, or the level of detail expands an operation in another way.
        """
        graph = self._graph
        data = self._forward(leaves, meter)
        grad: list[float | None] = [None] * len(data)
        grad[graph.steps.root] = 1.0
        steps = graph.steps
        steps.data, steps.grad, steps.mistake = cast("list[float | None]", data), grad, mistake
        shown = Explanation("", "", "")
        meter.check_time()
        if mistake is not None:
            steps.truth = steps.true_gradients(meter)
        if node is not None:
            if node >= len(data):
                raise PlaygroundError("name", f"The graph has no node {node}.")
            shown = steps.appearance(node, data[node])
        if contribution is not None and contribution >= len(graph.flows[mistake]):
            raise PlaygroundError("name", f"There is no contribution {contribution}.")
        contributions = []
        for k, flow in enumerate(meter.timed(graph.flows[mistake])):
            each = contribute(flow, data, grad, mistake)
            if k == contribution:
                shown = steps.explanation(flow, each)
            grad[flow.node] = each.after
            contributions.append(each)
        final = [known(x) for x in grad]
        if not all(map(isfinite, data)) or not all(isfinite(each.after) for each in contributions):
            raise PlaygroundError("unsupported", "A number is not finite.", hint="Ask for the trace.")
        return Numbers(data, final, contributions, shown)

    def _forward(self, leaves: Mapping[int, float], meter: Meter) -> list[float]:
        """The data of each node with the data `leaves` in these leaves, and the program's in all others."""
        graph = self._graph
        data = list(graph.data)
        for ordinal, (i, written) in graph.leaves.items():
            data[i] = leaves.get(ordinal, written)
        for operation in meter.timed(graph.operations):
            data[operation.node] = operation.result(data)
        if any(holds(data[i]) is not answer for i, holds, answer in graph.conditions):
            raise PlaygroundError("unsupported", "Here the level takes other steps.", hint="Ask for the trace.")
        return data

    def close(self) -> None:
        self._tape.close()
