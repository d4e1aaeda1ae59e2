"""Trace of a reader's own pass, in the form that the playground's player shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain
from typing import cast

from ...contract.common import VERSION, Agreement, Change, Field
from ...contract.replies import Node, TraceReply
from ...contract.steps import AssignStep, FlowStep, LeafStep, OperationStep, SeedStep, Step, ZeroStep
from ...ops import POW_NUMBER, Op
from ...trace import draw, explain, fold, meaning
from ...trace.flows import known
from ...trace.influence import influence_at
from ...trace.names import Name
from ...trace.notation import SUBSCRIPTS, format_change, format_number, latex_factor, latex_name, parenthesized
from ..recording import Write
from ..verdict import sentences
from ..verdict.findings import Finding
from ..verdict.judge import Judgement
from ..verdict.replay import Attribution, Edge
from .graph_program import row_of
from .source_text import SourceText


def trace_of(judgement: Judgement, sources: Mapping[str, str]) -> tuple[TraceReply, int | None]:
    """The trace, and the index of its first wrong step, if there is one.

    It has the values as the reader's code made them, and each of its writes to a gradient as a step.
    """
    builder = _Builder(judgement, sources)
    return builder.trace(), builder.wrong


class _Builder:
    def __init__(self, judgement: Judgement, sources: Mapping[str, str]) -> None:
        self.judgement = judgement
        self.recording = judgement.recording
        self.slopes = judgement.slopes
        self.observed = judgement.recording.nodes
        self.source = SourceText(self.recording, sources)
        self.names = _names(judgement)
        self.words = sentences.Words(self.recording, self.slopes, judgement.attributes.grad)
        self.parents = [self._operands(i) for i in range(len(self.observed))]
        self.data: list[float | None] = [None] * len(self.observed)
        self.grad: list[float | None] = [None] * len(self.observed)
        self.steps: list[Step] = []
        self.wrong: int | None = None
        # Of a pass that is not judged, no step is called wrong either.
        findings = judgement.findings if judgement.verdict["status"] == "wrong" else []
        self.faults = {id(each.write): each for each in reversed(findings) if each.write is not None}

    def trace(self) -> TraceReply:
        recording, judgement = self.recording, self.judgement
        for step in chain[Step](self._forward(), self._backward()):
            self.steps.append(step)  # one by one: `wrong` is counted by them
        nodes = [self._node(i) for i in range(len(self.observed))]
        boxes = fold.fold(nodes, [recording.root], fold.default_closed(nodes))
        trace: TraceReply = {
            "version": VERSION,
            "source": self.source.text,
            "level": "lecture",
            "nodes": nodes,
            "roots": [recording.root],
            "steps": self.steps,
            "passes": [
                {
                    "root": recording.root,
                    "data": self.observed[recording.root].data,
                    "span": self.source.span(recording.called or recording.place),
                }
            ],
            "pass": 0,
            "output": [],
            "warnings": [],
            "dot": "",
            "boxes": boxes,
            "shape": draw.shape(nodes, boxes),
            "static": False,
            "by_hand": [self._agreement(i) for i in range(len(self.observed))],
            "truth": [judgement.expected(i) for i in range(len(self.observed))],
            "observed": True,
        }
        trace["dot"] = draw.dot(nodes, boxes, influence=influence_at(trace))
        return trace

    # nodes

    def _operands(self, i: int) -> list[tuple[int, int]]:
        """The operands with their positions in the call, in the order of the operation: `__rsub__` has them turned."""
        node = self.observed[i]
        order = [each.operand for each in self.slopes.inputs[i] if each.operand is not None]
        if sorted(order) != list(range(len(node.operands))):
            order = list(range(len(node.operands)))
        return [(position, node.operands[position]) for position in order]

    def _node(self, i: int) -> Node:
        observed = self.observed[i]
        node: Node = {
            "id": i,
            "label": observed.name if observed.name.isidentifier() else "",
            "name": self.names[i].text,
            "op": self._symbol(i),
            "parents": [operand for _, operand in self.parents[i]],
            "data": observed.data,
            "grad": known(self.grad[i]),
            "kind": observed.kind,
            "span": self.source.span(observed.place),
            "group": list(observed.group),
        }
        exponent = self._exponent(i)
        if exponent is not None:
            node["exponent"] = exponent
        return node

    def _symbol(self, i: int) -> str:
        observed, row = self.observed[i], self._row(i)
        if observed.kind != "result":
            return ""
        exponent = self._exponent(i)
        if exponent is not None:
            return f"**{int(exponent) if exponent == int(exponent) else exponent}"
        if row is not None:
            return row.symbol
        name = observed.call.name.strip("_") if observed.call is not None else ""
        return name or "f"

    def _row(self, i: int) -> Op | None:
        return row_of(i, self.observed[i], self.slopes)

    def _exponent(self, i: int) -> float | None:
        return self.slopes.inputs[i][1].number if self._row(i) is POW_NUMBER else None

    def _agreement(self, i: int) -> Agreement | None:
        if self.observed[i].kind == "constant":
            return None
        if self.recording.gradients[i] is None:
            return "unset"
        return "equal" if self.judgement.agrees(i) else "differs"

    # forward

    def _forward(self) -> Iterator[LeafStep | OperationStep]:
        for i, node in enumerate(self.observed):
            if node.kind != "constant" or i == self.recording.root:
                yield self._appears(i)

    def _appears(self, i: int) -> LeafStep | OperationStep:
        node = self.observed[i]
        new = [j for _, j in self.parents[i] if self.observed[j].kind == "constant" and self.data[j] is None]
        sets: list[Change] = []
        for j in (*dict.fromkeys(new), i):
            sets.append(self._put(j, "data", self.observed[j].data))
            if self.recording.carried[j]:
                sets.append(self._put(j, "grad", cast(float, self.recording.carried[j])))
        span = self.source.span(node.place)
        if node.kind != "result":
            text, math = explain.leaf(self.names[i], node.data, self.recording.carried[i] or 0.0)
            why = meaning.leaf(self.names[i], self.names[self.recording.root])
            return {
                "phase": "forward", "kind": "leaf", "node": i, "set": sets, "meaning": why, "text": text, "math": math,
                "span": span,
            }  # fmt: skip
        why, text, math = self._operation(i)
        return {
            "phase": "forward", "kind": "operation", "node": i, "set": sets, "meaning": why, "text": text, "math": math,
            "span": span,
        }  # fmt: skip

    def _operation(self, i: int) -> tuple[str, str, str]:
        node, row = self.observed[i], self._row(i)
        operands = [self.names[j] for _, j in self.parents[i]]
        wrong = next((each for each in self.slopes.wrong if each.node == i), None)
        if wrong is not None:
            self._mark_wrong()
            return "", sentences.wrong_forward(wrong, node.data), ""
        numbers = [each.number for each in self.slopes.inputs[i]]
        if row is None or len(numbers) != (2 if row is POW_NUMBER else row.arity) or len(operands) != row.arity:
            return "", f"{self.words.expression(i)} = {format_number(node.data)}.", ""
        text, math = explain.operation(self.names[i], row, operands, numbers, node.data)
        return meaning.operation(self.names[i], row, operands, self._exponent(i)), text, math

    # backward

    def _backward(self) -> Iterator[Step]:
        attributions = self.judgement.attributions
        pending: list[Write] = []
        for write, attribution in zip(self.recording.writes, attributions, strict=True):
            if self._clears(write, attribution):
                if pending and (pending[0].place != write.place or any(each.node == write.node for each in pending)):
                    yield from self._zero(pending)
                    pending = []
                pending.append(write)
                continue
            if pending:
                yield from self._zero(pending)
                pending = []
            yield from self._write(write, attribution)
        if pending:
            yield from self._zero(pending)
        yield from self._rest()

    def _clears(self, write: Write, attribution: Attribution) -> bool:
        return write.after == 0.0 and write.statement != "+=" and not attribution.edges and not attribution.is_seed

    def _write(self, write: Write, attribution: Attribution) -> Iterator[Step]:
        finding = self.faults.get(id(write))
        if finding is not None:
            self._mark_wrong()
        if attribution.is_seed:
            yield self._seed(write, finding)
        elif attribution.edges and self._has_numbers(attribution.edges):
            yield from self._flows(write, attribution, finding)
        else:
            yield self._assign(write, finding)

    def _seed(self, write: Write, finding: Finding | None) -> SeedStep:
        name = self.names[write.node]
        text, math = explain.seed(name, 0, 0.0)
        why = meaning.seed(name)
        if finding is not None:
            why, text, math = "", self._sentence(finding), ""
        return {
            "phase": "backward", "kind": "seed", "node": write.node,
            "set": [self._put(write.node, "grad", write.after)], "meaning": why, "text": text, "math": math,
            "span": self.source.span(write.place),
        }  # fmt: skip

    def _flows(self, write: Write, attribution: Attribution, finding: Finding | None) -> Iterator[FlowStep]:
        """One step for each contribution; where one write sums several, each has its part."""
        before = known(self.grad[write.node] if write.before is None else write.before)
        overwrites = finding is not None and finding.kind == "overwritten"
        change = write.after if overwrites else write.after - before
        rest = change
        for k, edge in enumerate(attribution.edges):
            upstream = known(self.grad[edge[0]])
            local = self.judgement.truth.slopes[edge[0]][edge[1]]
            is_last = k == len(attribution.edges) - 1
            amount = rest if is_last else local * upstream
            rest -= amount
            after = write.after if is_last else before + amount
            yield self._flow(write, edge, (local, upstream, amount), (before, after), finding, overwrites)
            before = after

    def _flow(
        self,
        write: Write,
        edge: Edge,
        numbers: tuple[float, float, float],
        change: tuple[float, float],
        finding: Finding | None,
        overwrites: bool,
    ) -> FlowStep:
        result, position = edge
        local, upstream, amount = numbers
        operand = next(k for k, (p, _) in enumerate(self.parents[result]) if p == position)
        if finding is not None and finding.kind == "wrong factor" and upstream:
            local = amount / upstream
        why, text, math = self._contribution(write.node, result, operand, (local, upstream, amount), change, overwrites)
        if finding is not None:
            why, text, math = self._sentence(finding), text if finding.kind != "wrong factor" else "", ""
            why, text = ("", why) if not text else (why, text)
        return {
            "phase": "backward", "kind": "flow", "node": write.node, "set": [self._put(write.node, "grad", change[1])],
            "meaning": why, "text": text, "math": math, "span": self.source.span(write.place), "from": result,
            "operand": operand, "local": local, "upstream": upstream, "contribution": amount, "rule": write.text,
        }  # fmt: skip

    def _contribution(
        self,
        node: int,
        result: int,
        operand: int,
        numbers: tuple[float, float, float],
        change: tuple[float, float],
        overwrites: bool,
    ) -> tuple[str, str, str]:
        row = self.slopes.rows[result]
        out, target = self.names[result], self.names[node]
        operands = [self.names[j] for _, j in self.parents[result]]
        local, upstream, amount = numbers
        if row is None or len(operands) != row.arity:
            had, has = format_change(*change)
            product = f"{format_number(local)} × {format_number(upstream)} = {format_number(amount)}"
            return "", f"{target.text} gets {product} from {out.text}. It had {had}, now it has {has}.", ""
        exponent = self._exponent(result)
        why = meaning.flow(out, target, row, operand, operands, exponent, local)
        why += meaning.overwritten(change[0]) if overwrites else meaning.added(change[0], amount)
        root = self.names[self.recording.root]
        text, math, _ = explain.flow(root, out, target, row, operand, operands, exponent, numbers, *change, overwrites)
        return why, text, "" if self.observed[node].kind == "constant" else math

    def _has_numbers(self, edges: tuple[Edge, ...]) -> bool:
        return all(self.judgement.truth.slopes[r][k] == self.judgement.truth.slopes[r][k] for r, k in edges)

    def _assign(self, write: Write, finding: Finding | None) -> AssignStep:
        before = known(self.grad[write.node] if write.before is None else write.before)
        had, has = format_change(before, write.after)
        text = f"{self.words.grad(write.node)} goes from {had} to {has}."
        if self.recording.by_hand and self.judgement.truth.is_known[write.node]:
            text = explain.by_hand(self.names[write.node], write.after, self.judgement.truth.gradients[write.node])
        if finding is not None:
            text = self._sentence(finding)
        return {
            "phase": "backward", "kind": "assign", "node": write.node,
            "set": [self._put(write.node, "grad", write.after)], "meaning": "", "text": text, "math": "",
            "span": self.source.span(write.place),
        }  # fmt: skip

    def _zero(self, writes: list[Write]) -> Iterator[ZeroStep]:
        finding = next((self.faults[id(write)] for write in writes if id(write) in self.faults), None)
        if finding is not None:
            self._mark_wrong()
        count = len(writes)
        text = f"The gradient of {self.names[writes[0].node].text} is set to 0."
        if count > 1:
            text = f"The gradients of {count} values are set to 0."
        yield {
            "phase": "backward", "kind": "zero", "node": None,
            "set": [self._put(write.node, "grad", 0.0) for write in writes], "meaning": "",
            "text": text if finding is None else self._sentence(finding), "math": "",
            "span": self.source.span(writes[0].place),
        }  # fmt: skip

    def _rest(self) -> Iterator[AssignStep]:
        """Gradients that were changed in a way that is not seen."""
        for i, grad in enumerate(self.recording.gradients):
            if grad is None or (self.grad[i] is None and grad == 0.0) or grad == self.grad[i]:
                continue
            if grad != grad and self.grad[i] != self.grad[i]:
                continue
            yield {
                "phase": "backward", "kind": "assign", "node": i, "set": [self._put(i, "grad", grad)], "meaning": "",
                "text": f"{self.words.grad(i)} is {format_number(grad)} at the end. How it came there is not seen.",
                "math": "", "span": None,
            }  # fmt: skip

    def _mark_wrong(self) -> None:
        """The step that is made now is wrong; those before it are in the list already."""
        if self.wrong is None:
            self.wrong = len(self.steps)

    def _sentence(self, finding: Finding) -> str:
        return sentences.fault(finding, self.words, None)

    def _put(self, i: int, field: Field, after: float) -> Change:
        state = self.data if field == "data" else self.grad
        before = state[i]
        state[i] = after
        return (i, field, before, after)


def _names(judgement: Judgement) -> list[Name]:
    """The names of the recording, made unique; a constant's is its number."""
    names: list[Name] = []
    taken: dict[str, int] = {}
    for node in judgement.recording.nodes:
        if node.kind == "constant":
            number = format_number(node.data)
            names.append(Name(number, number, number, latex_factor(node.data)))
            continue
        text = node.name
        taken[text] = taken.get(text, 0) + 1
        if taken[text] > 1:
            text = parenthesized(text) + str(taken[text]).translate(SUBSCRIPTS)
        factor = parenthesized(text)
        names.append(Name(text, factor, f"{factor}.data", latex_name(text)))
    return names
