"""Completeness of a replayed pass: what only its end shows, gradients passed on too early, twice, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite

from ...contract.notebook import FaultKind
from ..recording import Write
from .findings import AFTER_THE_PASS, BEFORE_THE_PASS
from .progress import Edge, Firing, Progress


class Completeness:
    def __init__(self, state: Progress) -> None:
        self.state = state

    def check(self) -> None:
        root = self.state.recording.root
        if not self.state.is_seeded and not self.state.near(self.state.current[root], self.state.seed):
            self.state.add("wrong seed", BEFORE_THE_PASS, root, right=self.state.seed, detail="never")
        for edge, firings in self.state.fired.items():
            self._check_order(edge, firings)
        for result in range(len(self.state.nodes)):
            self._check_missing(result)

    def _check_order(self, edge: Edge, firings: Sequence[Firing]) -> None:
        result, _k = edge
        final = self._final(result)
        if self.state.near(sum(each.upstream for each in firings), final) or self.state.is_faulty(edge):
            return
        sent = 0.0
        for i, each in enumerate(firings):
            if i and not self.state.near(each.upstream, each.current - sent):
                self._edge_finding("second time", each, edge)
                return
            sent += each.upstream
        if self.state.arrivals[result] > firings[-1].position:
            self._edge_finding("too early", firings[0], edge)

    def _edge_finding(self, kind: FaultKind, firing: Firing, edge: Edge) -> None:
        write = self.state.recording.writes[firing.position]
        result, k = edge
        before = write.before or 0.0
        right = before if kind == "second time" else before + self.state.truth.slopes[result][k] * self._final(result)
        self.state.add(kind, firing.position, write.node, edge, write=write, right=right, upstream=firing.upstream)

    def _final(self, result: int) -> float:
        """The gradient that a result has after all that arrives; a later clearing does not count."""
        if self.state.arrivals[result] < 0:
            return self.state.current[result]
        return self.state.recording.writes[self.state.arrivals[result]].after

    def _check_missing(self, result: int) -> None:
        node = self.state.nodes[result]
        gradient = self._final(result)
        if node.kind != "result" or gradient == 0.0 or not isfinite(gradient):
            return
        due = [
            k
            for k, operand in enumerate(node.operands)
            if self.state.nodes[operand].kind != "constant"
            and (result, k) not in self.state.fired
            and self.state.slopes_known((result, k))
            and not self.state.near(self.state.truth.slopes[result][k] * gradient, 0.0)
        ]
        if not due or any(self.state.is_faulty((result, k)) for k in range(len(node.operands))):
            return
        firings = [each for k in range(len(node.operands)) for each in self.state.fired.get((result, k), ())]
        edge = result, due[0]
        if firings:
            last = max(firings, key=lambda each: each.position)
            write = self.state.recording.writes[last.position]
            detail = "same operand" if len(set(node.operands)) < len(node.operands) else "operand"
            self._missing("missing", last.position + 0.5, edge, gradient, write, detail)
        elif result == self.state.recording.root and not self.state.fired:
            self._missing("nothing propagates", AFTER_THE_PASS, edge, gradient, None, "root")
        else:
            own = node.call.function if node.call is not None else None
            others = [
                i
                for i, each in enumerate(self.state.nodes)
                if each.call is not None and own is not None and each.call.function is own and self.state.has_fired(i)
            ]
            others += [result] * self._has_equal(result)
            detail = "skipped" if others else "rule"
            position = self.state.arrivals[result] + 0.25 if self.state.arrivals[result] >= 0 else AFTER_THE_PASS
            self._missing("missing" if others else "nothing propagates", position, edge, gradient, None, detail)

    def _has_equal(self, result: int) -> bool:
        """Whether the reader's class says that the value is equal to another one, so that a search may mix them up."""
        value = self.state.nodes[result].value
        if getattr(type(value), "__eq__", None) is object.__eq__:
            return False
        try:
            return any(i != result and bool(node.value == value) for i, node in enumerate(self.state.nodes))
        except Exception:  # the reader's own comparison
            return False

    def _missing(
        self, kind: FaultKind, position: float, edge: Edge, gradient: float, write: Write | None, detail: str
    ) -> None:
        result, k = edge
        node = self.state.nodes[result].operands[k]
        right = self.state.truth.slopes[result][k] * gradient
        self.state.add(kind, position, node, edge, write=write, right=right, upstream=gradient, detail=detail)
