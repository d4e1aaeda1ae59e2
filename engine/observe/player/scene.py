"""State of the player while a pass is told: numbers on display, names, and the first wrong step."""

from __future__ import annotations

from collections.abc import Mapping

from ...contract.common import Change, Field
from ...contract.steps import Step
from ...ops import POW_NUMBER, Op
from ...trace.names import Name
from ...trace.notation import SUBSCRIPTS, format_number, latex_factor, latex_name, parenthesized
from ..verdict import sentences
from ..verdict.findings import Finding
from ..verdict.judge import Judgement
from .graph_program import row_of
from .source_text import SourceText


class Scene:
    """What the steps share.

    parents  for each node its operands, with their positions in the call
    wrong    the index of the first wrong step; None so far
    faults   the wrong events by the identity of their writes
    """

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

    def _operands(self, i: int) -> list[tuple[int, int]]:
        """The operands with their positions in the call, in the order of the operation: `__rsub__` has them turned."""
        node = self.observed[i]
        order = [each.operand for each in self.slopes.inputs[i] if each.operand is not None]
        if sorted(order) != list(range(len(node.operands))):
            order = list(range(len(node.operands)))
        return [(position, node.operands[position]) for position in order]

    def row(self, i: int) -> Op | None:
        return row_of(i, self.observed[i], self.slopes)

    def exponent(self, i: int) -> float | None:
        return self.slopes.inputs[i][1].number if self.row(i) is POW_NUMBER else None

    def mark_wrong(self) -> None:
        """The step that is made now is wrong; those before it are in the list already."""
        if self.wrong is None:
            self.wrong = len(self.steps)

    def sentence(self, finding: Finding) -> str:
        return sentences.fault(finding, self.words, None)

    def put(self, i: int, field: Field, after: float) -> Change:
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
