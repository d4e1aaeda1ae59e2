"""Trace of a reader's own pass, in the form that the playground's player shows."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from ...contract.common import VERSION, Agreement
from ...contract.replies import Node, TraceReply
from ...contract.steps import Step
from ...trace import draw, fold
from ...trace.flows import known
from ...trace.influence import influence_at
from ..verdict.judge import Judgement
from .backward_steps import BackwardSteps
from .forward_steps import ForwardSteps
from .scene import Scene


def trace_of(judgement: Judgement, sources: Mapping[str, str]) -> tuple[TraceReply, int | None]:
    """The trace, and the index of its first wrong step, if there is one.

    It has the values as the reader's code made them, and each of its writes to a gradient as a step.
    """
    scene = Scene(judgement, sources)
    return _Builder(scene).trace(), scene.wrong


class _Builder:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def trace(self) -> TraceReply:
        recording, judgement = self._scene.recording, self._scene.judgement
        for step in chain[Step](ForwardSteps(self._scene).all(), BackwardSteps(self._scene).all()):
            self._scene.steps.append(step)  # one by one: `wrong` is counted by them
        nodes = [self._node(i) for i in range(len(self._scene.observed))]
        boxes = fold.fold(nodes, [recording.root], fold.default_closed(nodes))
        trace: TraceReply = {
            "version": VERSION,
            "source": self._scene.source.text,
            "level": "lecture",
            "nodes": nodes,
            "roots": [recording.root],
            "steps": self._scene.steps,
            "passes": [
                {
                    "root": recording.root,
                    "data": self._scene.observed[recording.root].data,
                    "span": self._scene.source.span(recording.called or recording.place),
                }
            ],
            "pass": 0,
            "output": [],
            "warnings": [],
            "dot": "",
            "boxes": boxes,
            "shape": draw.shape(nodes, boxes),
            "static": False,
            "by_hand": [self._agreement(i) for i in range(len(self._scene.observed))],
            "truth": [judgement.expected(i) for i in range(len(self._scene.observed))],
            "observed": True,
        }
        trace["dot"] = draw.dot(nodes, boxes, influence=influence_at(trace))
        return trace

    def _node(self, i: int) -> Node:
        observed = self._scene.observed[i]
        node: Node = {
            "id": i,
            "label": observed.name if observed.name.isidentifier() else "",
            "name": self._scene.names[i].text,
            "op": self._symbol(i),
            "parents": [operand for _, operand in self._scene.parents[i]],
            "data": observed.data,
            "grad": known(self._scene.grad[i]),
            "kind": observed.kind,
            "span": self._scene.source.span(observed.place),
            "group": list(observed.group),
        }
        exponent = self._scene.exponent(i)
        if exponent is not None:
            node["exponent"] = exponent
        return node

    def _symbol(self, i: int) -> str:
        observed, row = self._scene.observed[i], self._scene.row(i)
        if observed.kind != "result":
            return ""
        exponent = self._scene.exponent(i)
        if exponent is not None:
            return f"**{int(exponent) if exponent == int(exponent) else exponent}"
        if row is not None:
            return row.symbol
        name = observed.call.name.strip("_") if observed.call is not None else ""
        return name or "f"

    def _agreement(self, i: int) -> Agreement | None:
        if self._scene.observed[i].kind == "constant":
            return None
        if self._scene.recording.gradients[i] is None:
            return "unset"
        return "equal" if self._scene.judgement.agrees(i) else "differs"
