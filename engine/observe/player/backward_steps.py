"""Steps of the backward phase: each write to a gradient, as a seed, contributions, an assignment or a zeroing."""

from __future__ import annotations

from collections.abc import Iterator

from ...contract.steps import AssignStep, FlowStep, SeedStep, Step, ZeroStep
from ...trace import explain, meaning
from ...trace.flows import known
from ...trace.notation import format_change, format_number
from ..recording import Write
from ..verdict.findings import Finding
from ..verdict.progress import Attribution, Edge
from .scene import Scene


class BackwardSteps:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def all(self) -> Iterator[Step]:
        attributions = self._scene.judgement.attributions
        pending: list[Write] = []
        for write, attribution in zip(self._scene.recording.writes, attributions, strict=True):
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
        finding = self._scene.faults.get(id(write))
        if finding is not None:
            self._scene.mark_wrong()
        if attribution.is_seed:
            yield self._seed(write, finding)
        elif attribution.edges and self._has_numbers(attribution.edges):
            yield from self._flows(write, attribution, finding)
        else:
            yield self._assign(write, finding)

    def _seed(self, write: Write, finding: Finding | None) -> SeedStep:
        name = self._scene.names[write.node]
        text, math = explain.seed(name, 0, 0.0)
        why = meaning.seed(name)
        if finding is not None:
            why, text, math = "", self._scene.sentence(finding), ""
        return {
            "phase": "backward", "kind": "seed", "node": write.node,
            "set": [self._scene.put(write.node, "grad", write.after)], "meaning": why, "text": text, "math": math,
            "span": self._scene.source.span(write.place),
        }  # fmt: skip

    def _flows(self, write: Write, attribution: Attribution, finding: Finding | None) -> Iterator[FlowStep]:
        """One step for each contribution; where one write sums several, each has its part."""
        before = known(self._scene.grad[write.node] if write.before is None else write.before)
        overwrites = finding is not None and finding.kind == "overwritten"
        change = write.after if overwrites else write.after - before
        rest = change
        for k, edge in enumerate(attribution.edges):
            upstream = known(self._scene.grad[edge[0]])
            local = self._scene.judgement.truth.slopes[edge[0]][edge[1]]
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
        operand = next(k for k, (p, _) in enumerate(self._scene.parents[result]) if p == position)
        if finding is not None and finding.kind == "wrong factor" and upstream:
            local = amount / upstream
        why, text, math = self._contribution(write.node, result, operand, (local, upstream, amount), change, overwrites)
        if finding is not None:
            why, text, math = self._scene.sentence(finding), text if finding.kind != "wrong factor" else "", ""
            why, text = ("", why) if not text else (why, text)
        return {
            "phase": "backward", "kind": "flow", "node": write.node,
            "set": [self._scene.put(write.node, "grad", change[1])],
            "meaning": why, "text": text, "math": math, "span": self._scene.source.span(write.place), "from": result,
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
        row = self._scene.slopes.rows[result]
        out, target = self._scene.names[result], self._scene.names[node]
        operands = [self._scene.names[j] for _, j in self._scene.parents[result]]
        local, upstream, amount = numbers
        if row is None or len(operands) != row.arity:
            had, has = format_change(*change)
            product = f"{format_number(local)} × {format_number(upstream)} = {format_number(amount)}"
            return "", f"{target.text} gets {product} from {out.text}. It had {had}, now it has {has}.", ""
        exponent = self._scene.exponent(result)
        why = meaning.flow(out, target, row, operand, operands, exponent, local)
        why += meaning.overwritten(change[0]) if overwrites else meaning.added(change[0], amount)
        root = self._scene.names[self._scene.recording.root]
        text, math, _ = explain.flow(root, out, target, row, operand, operands, exponent, numbers, *change, overwrites)
        return why, text, "" if self._scene.observed[node].kind == "constant" else math

    def _has_numbers(self, edges: tuple[Edge, ...]) -> bool:
        return all(
            self._scene.judgement.truth.slopes[r][k] == self._scene.judgement.truth.slopes[r][k] for r, k in edges
        )

    def _assign(self, write: Write, finding: Finding | None) -> AssignStep:
        before = known(self._scene.grad[write.node] if write.before is None else write.before)
        had, has = format_change(before, write.after)
        text = f"{self._scene.words.grad(write.node)} goes from {had} to {has}."
        if self._scene.recording.by_hand and self._scene.judgement.truth.is_known[write.node]:
            text = explain.by_hand(
                self._scene.names[write.node], write.after, self._scene.judgement.truth.gradients[write.node]
            )
        if finding is not None:
            text = self._scene.sentence(finding)
        return {
            "phase": "backward", "kind": "assign", "node": write.node,
            "set": [self._scene.put(write.node, "grad", write.after)], "meaning": "", "text": text, "math": "",
            "span": self._scene.source.span(write.place),
        }  # fmt: skip

    def _zero(self, writes: list[Write]) -> Iterator[ZeroStep]:
        finding = next((self._scene.faults[id(write)] for write in writes if id(write) in self._scene.faults), None)
        if finding is not None:
            self._scene.mark_wrong()
        count = len(writes)
        text = f"The gradient of {self._scene.names[writes[0].node].text} is set to 0."
        if count > 1:
            text = f"The gradients of {count} values are set to 0."
        yield {
            "phase": "backward", "kind": "zero", "node": None,
            "set": [self._scene.put(write.node, "grad", 0.0) for write in writes], "meaning": "",
            "text": text if finding is None else self._scene.sentence(finding), "math": "",
            "span": self._scene.source.span(writes[0].place),
        }  # fmt: skip

    def _rest(self) -> Iterator[AssignStep]:
        """Gradients that were changed in a way that is not seen."""
        for i, grad in enumerate(self._scene.recording.gradients):
            if grad is None or (self._scene.grad[i] is None and grad == 0.0) or grad == self._scene.grad[i]:
                continue
            if grad != grad and self._scene.grad[i] != self._scene.grad[i]:
                continue
            name = self._scene.words.grad(i)
            yield {
                "phase": "backward", "kind": "assign", "node": i, "set": [self._scene.put(i, "grad", grad)],
                "meaning": "", "text": f"{name} is {format_number(grad)} at the end. How it came there is not seen.",
                "math": "", "span": None,
            }  # fmt: skip
