"""Steps of one pass: forward, order, backward and the following updates, each with all field changes it makes."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Any, Literal, cast

from ..errors import Span
from ..ops import Op
from . import explain
from .names import Name
from .tape import Change, Snapshot, Tape, Traced

Mistake = Literal["overwrite", "shuffled"]
MISTAKES: tuple[Mistake, ...] = ("overwrite", "shuffled")
SHUFFLE_SEED = 4  # of the wrong order, fixed so that every run shuffles alike

Step = dict[str, Any]
FieldChange = list[Any]  # node, field, before, after


class StepBuilder:
    """Builds the steps of the pass in `tape.snapshot`.

    `data` and `grad` are the displayed state; a field that is not yet known is None. `all()` also sets `final_data` and
    `final_grad`: the numbers at the end of the backward phase. A `mistake` is carried out in the backward phase.
    """

    def __init__(self, tape: Tape, snapshot: Snapshot, names: Sequence[Name], mistake: Mistake | None = None) -> None:
        self.tape = tape
        self.mistake = mistake
        self.snapshot = snapshot
        self.names = names
        self.graph = snapshot.graph
        self.index = {value.id: i for i, value in enumerate(self.graph)}
        self.operands = [[self.index[o.id] for o in cast("tuple[Traced, ...]", v.operands)] for v in self.graph]
        self.root = self.index[tape.passes[snapshot.index].root.id]
        self.data: list[float | None] = [None] * len(self.graph)
        self.grad: list[float | None] = [None] * len(self.graph)
        self.final_data: list[float] = []
        self.final_grad: list[float] = []

    def all(self) -> list[Step]:
        """All steps in order; call it once."""
        shown = self.snapshot.index
        steps = [self._other_pass("forward", i) for i in range(shown)]
        steps += self._forward()
        order: list[int] = []
        steps += self._order(order)
        steps += self._backward(order)
        self.final_data = [cast(float, x) for x in self.data]
        self.final_grad = [x or 0.0 for x in self.grad]
        steps += self._updates("update", [c for c in self.tape.changes if c.passes == shown + 1])
        steps += [self._other_pass("update", i) for i in range(shown + 1, len(self.tape.passes))]
        return steps

    # forward

    def _forward(self) -> Iterator[Step]:
        """One step per value, in creation order, with the program's assignments in between."""
        since = self.tape.passes[self.snapshot.index - 1].position if self.snapshot.index else 0
        changes = [c for c in self.tape.changes if c.passes == self.snapshot.index]
        start_data, start_grad = self._start(changes)
        new_ids = [value.id for value in self.graph if value.id >= since]
        # Assignments before the first value of this pass are updates of the previous pass, whose steps show them.
        pending = [c for c in changes if not new_ids or c.position > new_ids[0]]
        for change in changes:
            if change not in pending:
                self._apply_silently(change, start_data, start_grad)
        for i, value in enumerate(self.graph):
            while pending and value.id >= since and pending[0].position <= value.id:
                yield from self._updates("forward", [pending.pop(0)])
            if value.kind != "constant" or i == self.root:
                yield self._appear(i, start_data, start_grad)
        yield from self._updates("update", pending)

    def _start(self, changes: Sequence[Change]) -> tuple[list[float], list[float]]:
        """Data and grad before `changes`: those of the snapshot with the changes undone."""
        data, grad = list(self.snapshot.data), list(self.snapshot.grad)
        for change in reversed(changes):
            for value, field, before, _ in reversed(change.sets):
                i = self.index.get(value.id)
                if i is not None:
                    (data if field == "data" else grad)[i] = before
        return data, grad

    def _apply_silently(self, change: Change, data: list[float], grad: list[float]) -> None:
        for value, field, _, after in change.sets:
            i = self.index.get(value.id)
            if i is not None:
                (data if field == "data" else grad)[i] = after

    def _appear(self, i: int, data: Sequence[float], grad: Sequence[float]) -> Step:
        value, name = self.graph[i], self.names[i]
        sets: list[FieldChange] = []
        new = [j for j in self.operands[i] if self.graph[j].kind == "constant" and self.data[j] is None]
        for j in (*dict.fromkeys(new), i):
            sets.append(self._put(j, "data", data[j]))
            if grad[j]:
                sets.append(self._put(j, "grad", grad[j]))
        if value.op is None:
            text, math = explain.leaf(name, data[i], grad[i]) if value.kind == "leaf" else explain.constant_root(name)
            return _step("forward", "leaf", i, sets, text, math, value.span)
        numbers = [cast(float, self.data[j]) for j in self.operands[i]]
        exponent = value.exponent
        if exponent is not None:
            numbers.append(exponent)
        operands = [self.names[j] for j in self.operands[i]]
        text, math = explain.operation(name, value.op, operands, numbers, data[i])
        return _step("forward", "operation", i, sets, text, math, value.span)

    # order

    def _order(self, order: list[int]) -> Iterator[Step]:
        """The depth-first search of build_topo, without recursion; fills `order`."""
        visited = {self.root}
        stack = [[self.root, 0]]
        yield self._enter(self.root, None)
        while stack:
            i, operand = stack[-1]
            if operand == len(self.operands[i]):
                stack.pop()
                leaf = not self.operands[i]
                text = explain.append(self.names[i], len(order), leaf)
                step = _step("order", "append", i, [], text, "", self.graph[i].span)
                step["position"] = len(order)
                order.append(i)
                yield step
                continue
            stack[-1][1] += 1
            j = self.operands[i][operand]
            if j in visited:
                text = explain.seen(self.names[j], self.names[i])
                step = _step("order", "seen", j, [], text, "", self.graph[j].span)
                step["edge"] = [i, operand]
                yield step
            else:
                visited.add(j)
                stack.append([j, 0])
                yield self._enter(j, [i, operand])

    def _enter(self, i: int, edge: list[int] | None) -> Step:
        text = explain.enter(self.names[i], [self.names[j] for j in self.operands[i]])
        step = _step("order", "enter", i, [], text, "", self.graph[i].span)
        step["edge"] = edge
        return step

    # backward

    def _backward(self, order: Sequence[int]) -> Iterator[Step]:
        yield self._seed()
        walk = list(reversed(order))
        if self.mistake == "shuffled":
            walk.sort()
            random.Random(SHUFFLE_SEED).shuffle(walk)
        for i in walk:
            for operand in range(len(self.operands[i])):
                yield self._flow(i, operand)

    def _seed(self) -> Step:
        """The root's grad becomes 1; if the root is a leaf, 1 is added, as leaves accumulate."""
        root = self.graph[self.root]
        sets = []
        for i, value in enumerate(self.graph):
            if value.op is not None and i != self.root and self.grad[i] is not None:
                sets.append(self._put(i, "grad", 0.0))
        earlier_grad = 0.0 if root.op is not None else self.grad[self.root] or 0.0
        resets = len(sets)
        sets.append(self._put(self.root, "grad", 1.0 + earlier_grad))
        text, math = explain.seed(self.names[self.root], resets, earlier_grad)
        return _step("backward", "seed", self.root, sets, text, math, root.span)

    def _flow(self, i: int, operand: int) -> Step:
        value = self.graph[i]
        op = cast(Op, value.op)
        j = self.operands[i][operand]
        # As in Value.backward(), the local derivative uses the data at the time of backward().
        a, b = cast(float, self.data[self.operands[i][0]]), self._second(i)
        local = op.derivatives[operand](a, b, cast(float, self.data[i]))
        upstream = self.grad[i] or 0.0  # in the wrong order no gradient may have arrived yet
        contribution = upstream * local
        before = self.grad[j] or 0.0
        overwrites = self.mistake == "overwrite"
        after = contribution if overwrites else before + contribution
        text, math, rule = explain.flow(
            self.names[self.root], self.names[i], self.names[j], op, operand,
            [self.names[k] for k in self.operands[i]], value.exponent,
            (local, upstream, contribution), before, after, overwrites,
        )  # fmt: skip
        step = _step("backward", "flow", j, [self._put(j, "grad", after)], text, math, value.span)
        step |= {"from": i, "operand": operand, "local": local, "upstream": upstream}
        step |= {"contribution": contribution, "rule": rule}
        return step

    def _second(self, i: int) -> float:
        """The data of operand b, or the exponent; 0 if there is neither, since rules of one operand ignore it."""
        exponent = self.graph[i].exponent
        if exponent is not None:
            return exponent
        operands = self.operands[i]
        return cast(float, self.data[operands[1]]) if len(operands) > 1 else 0.0

    # updates

    def _updates(self, phase: str, changes: Sequence[Change]) -> Iterator[Step]:
        for change in changes:
            sets = [
                self._put(self.index[value.id], field, after)
                for value, field, _, after in change.sets
                if value.id in self.index
            ]
            if not sets:
                continue
            if change.kind == "zero":
                node, (text, math) = None, explain.zero(len(sets))
            else:
                node = sets[0][0]
                text, math = explain.assign(self.names[node], sets[0][1], change.sets[0][2], sets[0][3])
            yield _step(phase, change.kind, node, sets, text, math, change.span)

    def _other_pass(self, phase: str, index: int) -> Step:
        other = self.tape.passes[index]
        root = other.root.label or "the root"
        text, math = explain.other_pass(index, len(self.tape.passes), root, other.data)
        step = _step(phase, "pass", None, [], text, math, other.span)
        step["pass"] = index
        return step

    def _put(self, i: int, field: str, after: float) -> FieldChange:
        state = self.data if field == "data" else self.grad
        before = state[i]
        state[i] = after
        return [i, field, before, after]


def _step(
    phase: str, kind: str, node: int | None, sets: list[FieldChange], text: str, math: str, span: Span | None
) -> Step:
    return {"phase": phase, "kind": kind, "node": node, "set": sets, "text": text, "math": math, "span": span}
