"""Steps of one pass: forward, order, backward and the following updates, each with all field changes it makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, cast

from ..contract.common import Change as FieldChange
from ..contract.common import Edge, Field, Mistake
from ..contract.steps import (
    AppendStep,
    AssignStep,
    EnterStep,
    FlowStep,
    LeafStep,
    OperationStep,
    PassStep,
    SeedStep,
    SeenStep,
    Step,
    ZeroStep,
)
from ..float_identity import same_number
from ..meter import NUMBER_BYTES, Meter, json_bytes
from ..ops import Op
from . import by_hand, explain, meaning
from .explanation import Explanation
from .flows import Contribution, Flow, contribute, flows, known
from .levels import EXPANSIONS
from .mistakes import backward_order
from .names import Name
from .tape import Change, Snapshot, Tape, Traced

# Bytes of JSON, at most, of what a step has beside its texts, of one of its changes, and of a contribution's numbers.
STEP_BYTES = 170
CHANGE_BYTES = 20 + 2 * NUMBER_BYTES
FLOW_BYTES = 80 + 3 * NUMBER_BYTES

UpdatePhase = Literal["forward", "backward", "update"]  # phases in which the program assigns


class StepBuilder:
    """Builds the steps of the pass in `tape.snapshot`.

    `data` and `grad` are the displayed state; a field that is not yet known is None. `all()` also sets `final_data` and
    `final_grad`: the numbers at the end of the backward phase; where the program works by hand also `truth`. A
    `mistake` is carried out in the backward phase; `correct_grad` is then the `final_grad` without it.
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
        self.truth: list[float] = []
        self.correct_grad: list[float] = []

    def all(self) -> list[Step]:
        """All steps in order; call it once."""
        if by_hand.is_by_hand(self.tape):
            return self._all_by_hand()
        shown = self.snapshot.index
        steps = list(self._charged(self._other_pass("forward", i) for i in range(shown)))
        steps += self._charged(self._forward([c for c in self.tape.changes if c.passes == shown]))
        order: list[int] = []
        steps += self._charged(self._order(order))
        steps += self._charged(self._backward(order))
        self.final_data = [cast(float, x) for x in self.data]
        self.final_grad = [known(x) for x in self.grad]
        steps += self._charged(self._updates("update", [c for c in self.tape.changes if c.passes == shown + 1]))
        steps += self._charged(self._other_pass("update", i) for i in range(shown + 1, len(self.tape.passes)))
        return steps

    def _charged(self, steps: Iterable[Step]) -> Iterator[Step]:
        """The steps, each charged to the meter."""
        meter = self.tape.meter
        for step in meter.timed(steps):
            size = STEP_BYTES + CHANGE_BYTES * len(step["set"])
            if step["kind"] == "flow":
                size += FLOW_BYTES + json_bytes(step["rule"])
            meter.charge(size + json_bytes(step["meaning"] + step["text"] + step["math"]), step["span"])
            yield step

    def _all_by_hand(self) -> list[Step]:
        """The steps of a program that sets gradients itself: each assignment and each contribution is one."""
        assert self.tape.by_hand is not None
        steps = list(self._charged(self._forward(self.tape.changes[: self.tape.by_hand.first])))
        self.truth = self.true_gradients(self.tape.meter)
        backward, updates = by_hand.changes(self.tape)
        for change in backward:
            if change.result is None:
                steps += self._charged(self._updates("backward", [change]))
            elif change.result.id in self.index:
                contributions = flows(self.graph, self.operands, [self.index[change.result.id]])
                steps += self._charged(map(self._flow, contributions))
        self.final_data = [cast(float, x) for x in self.data]
        self.final_grad = [known(x) for x in self.grad]
        return [*steps, *self._charged(self._updates("update", updates))]

    def true_gradients(self, meter: Meter) -> list[float]:
        """The gradients that backward() would give."""
        grad: list[float | None] = [None] * len(self.graph)
        grad[self.root] = 1.0
        return self._walked_back(self.topological_order(), grad, meter)

    def _walked_back(self, order: Sequence[int], grad: list[float | None], meter: Meter) -> list[float]:
        """The gradients at the end of a backward phase without a mistake that begins with `grad`."""
        for flow in meter.timed(flows(self.graph, self.operands, reversed(order))):
            grad[flow.node] = contribute(flow, self.data, grad, None).after
        return [known(x) for x in grad]

    # forward

    def _forward(self, changes: Sequence[Change]) -> Iterator[Step]:
        """One step per value, in creation order, with the program's assignments, `changes`, in between."""
        since = self.tape.passes[self.snapshot.index - 1].position if self.snapshot.index else 0
        start_data, start_grad = self._start(changes)
        new_ids = [value.id for value in self.graph if value.id >= since]
        # Assignments before the first value of this pass are updates of the previous pass, whose steps show them.
        updates = [c for c in changes if new_ids and c.position <= new_ids[0]]
        pending = list(changes[len(updates) :])
        for change in updates:
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

    def _appear(self, i: int, data: Sequence[float], grad: Sequence[float]) -> LeafStep | OperationStep:
        value = self.graph[i]
        sets: list[FieldChange] = []
        new = [j for j in self.operands[i] if self.graph[j].kind == "constant" and self.data[j] is None]
        for j in (*dict.fromkeys(new), i):
            sets.append(self._put(j, "data", data[j]))
            if not same_number(grad[j], 0.0):
                sets.append(self._put(j, "grad", grad[j]))
        words = self.appearance(i, data[i], grad[i])
        if value.op is None:
            leaf: LeafStep = {
                "phase": "forward",
                "kind": "leaf",
                "node": i,
                "set": sets,
                "meaning": words.meaning,
                "text": words.text,
                "math": words.math,
                "span": value.span,
            }
            return leaf
        operation: OperationStep = {
            "phase": "forward",
            "kind": "operation",
            "node": i,
            "set": sets,
            "meaning": words.meaning,
            "text": words.text,
            "math": words.math,
            "span": value.span,
        }
        return operation

    def appearance(self, i: int, data: float, grad: float = 0.0) -> Explanation:
        """The explanation of the step in which value i comes into being; its operands' data are known."""
        value, name = self.graph[i], self.names[i]
        if value.op is None:
            if value.kind != "leaf":
                return Explanation("", *explain.constant_root(name))
            return Explanation(meaning.leaf(name, self.names[self.root]), *explain.leaf(name, data, grad))
        numbers = [cast(float, self.data[j]) for j in self.operands[i]]
        if value.exponent is not None:
            numbers.append(value.exponent)
        operands = [self.names[j] for j in self.operands[i]]
        text, math = explain.operation(name, value.op, operands, numbers, data)
        if value.op.name in EXPANSIONS[self.tape.level]:
            text += explain.whole(value.op)
        return Explanation(meaning.operation(name, value.op, operands, value.exponent), text, math)

    # order

    def topological_order(self) -> list[int]:
        """Every node after its operands, the root last."""
        order: list[int] = []
        for _ in self._order(order):
            pass
        return order

    def _order(self, order: list[int]) -> Iterator[Step]:
        """The depth-first search of build_topo, without recursion; fills `order`."""
        visited = {self.root}
        stack = [[self.root, 0]]
        yield self._enter(self.root, None)
        while stack:
            i, operand = stack[-1]
            if operand == len(self.operands[i]):
                stack.pop()
                yield self._append(i, len(order))
                order.append(i)
                continue
            stack[-1][1] += 1
            j = self.operands[i][operand]
            if j in visited:
                yield self._seen(j, (i, operand))
            else:
                visited.add(j)
                stack.append([j, 0])
                yield self._enter(j, (i, operand))

    def _enter(self, i: int, edge: Edge | None) -> EnterStep:
        return {
            "phase": "order",
            "kind": "enter",
            "node": i,
            "set": [],
            "meaning": meaning.search_begins(self.names[i]) if edge is None else "",
            "text": explain.enter(self.names[i], [self.names[j] for j in self.operands[i]]),
            "math": "",
            "span": self.graph[i].span,
            "edge": edge,
        }

    def _seen(self, i: int, edge: Edge) -> SeenStep:
        return {
            "phase": "order",
            "kind": "seen",
            "node": i,
            "set": [],
            "meaning": "",
            "text": explain.seen(self.names[i], self.names[edge[0]]),
            "math": "",
            "span": self.graph[i].span,
            "edge": edge,
        }

    def _append(self, i: int, position: int) -> AppendStep:
        return {
            "phase": "order",
            "kind": "append",
            "node": i,
            "set": [],
            "meaning": meaning.order_found(position + 1) if i == self.root else "",
            "text": explain.append(self.names[i], position, not self.operands[i]),
            "math": "",
            "span": self.graph[i].span,
            "position": position,
        }

    # backward

    def _backward(self, order: Sequence[int]) -> Iterator[Step]:
        yield self._seed()
        if self.mistake is not None:
            meter = self.tape.meter
            self.truth = self.true_gradients(meter)
            self.correct_grad = self._walked_back(order, list(self.grad), meter)
        for flow in flows(self.graph, self.operands, backward_order(order, self.mistake)):
            yield self._flow(flow)

    def _seed(self) -> SeedStep:
        """The root's grad becomes 1; if the root is a leaf, 1 is added, as leaves accumulate."""
        root = self.graph[self.root]
        sets = []
        for i, value in enumerate(self.graph):
            if value.op is not None and i != self.root and self.grad[i] is not None:
                sets.append(self._put(i, "grad", 0.0))
        earlier_grad = 0.0 if root.op is not None else known(self.grad[self.root])
        resets = len(sets)
        sets.append(self._put(self.root, "grad", 1.0 + earlier_grad))
        text, math = explain.seed(self.names[self.root], resets, earlier_grad)
        return {
            "phase": "backward",
            "kind": "seed",
            "node": self.root,
            "set": sets,
            "meaning": meaning.seed(self.names[self.root]),
            "text": text,
            "math": math,
            "span": root.span,
        }

    def _flow(self, flow: Flow) -> FlowStep:
        contribution = contribute(flow, self.data, self.grad, self.mistake)
        words = self.explanation(flow, contribution)
        return {
            "phase": "backward",
            "kind": "flow",
            "node": flow.node,
            "set": [self._put(flow.node, "grad", contribution.after)],
            "meaning": words.meaning,
            "text": words.text,
            "math": words.math,
            "span": self.graph[flow.result].span,
            "from": flow.result,
            "operand": flow.operand,
            "local": contribution.local,
            "upstream": contribution.upstream,
            "contribution": contribution.contribution,
            "rule": words.rule,
        }

    def explanation(self, flow: Flow, contribution: Contribution) -> Explanation:
        """The explanation of one contribution. With a mistake, `truth` has to be known."""
        value = self.graph[flow.result]
        op, out, target = cast(Op, value.op), self.names[flow.result], self.names[flow.node]
        operands = [self.names[k] for k in self.operands[flow.result]]
        why = meaning.flow(out, target, op, flow.operand, operands, value.exponent, contribution.local)
        if self.mistake is not None:
            why += meaning.incomplete(out, target, contribution.upstream, self.truth[flow.result])
        if self.mistake == "overwrite":
            why += meaning.overwritten(contribution.before)
        else:
            why += meaning.added(contribution.before, contribution.contribution)
        constant = self.graph[flow.node].kind == "constant"
        text, math, rule = explain.flow(
            self.names[self.root],
            out,
            target,
            op,
            flow.operand,
            operands,
            value.exponent,
            contribution[:3],
            contribution.before,
            contribution.after,
            self.mistake == "overwrite",
        )
        return Explanation(why, text, "" if constant else math, rule)

    # updates

    def _updates(self, phase: UpdatePhase, changes: Sequence[Change]) -> Iterator[AssignStep | ZeroStep]:
        for change in changes:
            sets = [
                self._put(self.index[value.id], field, after)
                for value, field, _, after in change.sets
                if value.id in self.index
            ]
            if not sets:
                continue
            yield self._zero(phase, sets, change) if change.kind == "zero" else self._assign(phase, sets, change)

    def _zero(self, phase: UpdatePhase, sets: list[FieldChange], change: Change) -> ZeroStep:
        text, math = explain.zero(len(sets))
        return {
            "phase": phase,
            "kind": "zero",
            "node": None,
            "set": sets,
            "meaning": meaning.cleared(),
            "text": text,
            "math": math,
            "span": change.span,
        }

    def _assign(self, phase: UpdatePhase, sets: list[FieldChange], change: Change) -> AssignStep:
        node, field, _, after = sets[0]
        if change.result is not None:
            text, math = explain.backward_of(change.result.label, [self.names[i] for i, *_ in sets]), ""
        elif phase == "backward":
            text, math = explain.by_hand(self.names[node], after, self.truth[node]), ""
        else:
            text, math = explain.assign(self.names[node], field, change.sets[0][2], after)
        return {
            "phase": phase,
            "kind": "assign",
            "node": node,
            "set": sets,
            "meaning": "",
            "text": text,
            "math": math,
            "span": change.span,
        }

    def _other_pass(self, phase: Literal["forward", "update"], index: int) -> PassStep:
        other = self.tape.passes[index]
        root = other.root.label or "the root"
        text, math = explain.other_pass(index, len(self.tape.passes), root, other.data)
        return {
            "phase": phase,
            "kind": "pass",
            "node": None,
            "set": [],
            "meaning": "",
            "text": text,
            "math": math,
            "span": other.span,
            "pass": index,
        }

    def _put(self, i: int, field: Field, after: float) -> FieldChange:
        state = self.data if field == "data" else self.grad
        before = state[i]
        state[i] = after
        return (i, field, before, after)
