"""Steps of the forward phase: each value as the reader's code has made it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from ...contract.common import Change
from ...contract.steps import LeafStep, OperationStep
from ...ops import POW_NUMBER
from ...trace import explain, meaning
from ...trace.notation import format_number
from ..verdict import sentences
from .scene import Scene


class ForwardSteps:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def all(self) -> Iterator[LeafStep | OperationStep]:
        for i, node in enumerate(self._scene.observed):
            if node.kind != "constant" or i == self._scene.recording.root:
                yield self._appears(i)

    def _appears(self, i: int) -> LeafStep | OperationStep:
        node = self._scene.observed[i]
        new = [
            j
            for _, j in self._scene.parents[i]
            if self._scene.observed[j].kind == "constant" and self._scene.data[j] is None
        ]
        sets: list[Change] = []
        for j in (*dict.fromkeys(new), i):
            sets.append(self._scene.put(j, "data", self._scene.observed[j].data))
            if self._scene.recording.carried[j]:
                sets.append(self._scene.put(j, "grad", cast(float, self._scene.recording.carried[j])))
        span = self._scene.source.span(node.place)
        if node.kind != "result":
            text, math = explain.leaf(self._scene.names[i], node.data, self._scene.recording.carried[i] or 0.0)
            why = meaning.leaf(self._scene.names[i], self._scene.names[self._scene.recording.root])
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
        node, row = self._scene.observed[i], self._scene.row(i)
        operands = [self._scene.names[j] for _, j in self._scene.parents[i]]
        wrong = next((each for each in self._scene.slopes.wrong if each.node == i), None)
        if wrong is not None:
            self._scene.mark_wrong()
            return "", sentences.wrong_forward(wrong, node.data), ""
        numbers = [each.number for each in self._scene.slopes.inputs[i]]
        if row is None or len(numbers) != (2 if row is POW_NUMBER else row.arity) or len(operands) != row.arity:
            return "", f"{self._scene.words.expression(i)} = {format_number(node.data)}.", ""
        text, math = explain.operation(self._scene.names[i], row, operands, numbers, node.data)
        return meaning.operation(self._scene.names[i], row, operands, self._scene.exponent(i)), text, math
