"""Verdict on a recorded pass: every gradient beside the true one, and the first wrong event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ...contract.notebook import Fault, FaultKind, JudgedGradient, Status, Verdict
from ...contract.notebook import Place as Line
from ..recording import Observed, Recording
from . import fixes, sentences
from .attributes import Attributes
from .findings import BEFORE_THE_PASS, Finding
from .hidden import hidden_results
from .reading import Cells, Found
from .replay import Attribution, Replay
from .slopes import Slopes, Verified, WrongForward
from .truth import Truth, rounding_of, true_gradients

SHOWN_GRADIENTS = 60
SHOWN_FAULTS = 5
_LATER = ("missing", "nothing propagates", "too early")  # what may still come, where a pass is done by hand
KNOWN_FUNCTIONS = 2_000  # whose rows are remembered


class Judgement:
    """A recording with all that is known about it.

    attributions  for each write of the recording, what it is; empty where all is right, until they are asked for
    """

    def __init__(
        self,
        recording: Recording,
        sources: Mapping[str, str],
        earlier: Recording | None = None,
        verified: Verified | None = None,
    ) -> None:
        self.recording = recording = _with_gradients(recording)
        self._sources, self._earlier = sources, earlier
        self.rounding = rounding_of(recording)
        self.attributes = Attributes(recording)
        self.slopes = Slopes(recording, self.attributes, self.rounding, {} if verified is None else verified)
        self.truth: Truth = true_gradients(recording, self.slopes, self.rounding)
        self._replay: Replay | None = None
        self.verdict = self._verdict()

    @property
    def attributions(self) -> Sequence[Attribution]:
        return self._replayed().attributions

    @property
    def findings(self) -> Sequence[Finding]:
        """The wrong events; none where all is right."""
        return [] if self.verdict["status"] == "right" else self._replayed().findings

    def _replayed(self) -> Replay:
        if self._replay is None:
            self._replay = Replay(self.recording, self.slopes, self.truth, self.rounding)
        return self._replay

    # comparison

    def _verdict(self) -> Verdict:
        judged = self._judged()
        stale_leaves = self._not_zeroed()
        wrong = [i for i in judged if not self.agrees(i)]
        known = [i for i in judged if self.truth.is_known[i]]
        faults: list[Fault] = []
        if wrong or stale_leaves or self.slopes.wrong:
            faults = self._faults(stale_leaves, bool(wrong))
        status: Status = "wrong" if faults or wrong else "right" if known else "unjudged"
        if status == "wrong" and (hidden := self._unseen()):
            return self._not_seen(judged, hidden)
        if self.recording.by_hand and wrong and not faults:
            return self._not_finished(judged)
        return {
            "status": status,
            "text": self._text(status, len(set(wrong) | {each.node for each in stale_leaves}), len(known)),
            "gradients": self._gradients(judged),
            "faults": faults,
            "notes": self._notes(stale_leaves),
        }

    def _text(self, status: Status, wrong: int, known: int) -> str:
        if status == "unjudged":
            return "The gradients could not be judged: the derivatives of this computation could not be measured."
        return sentences.all_right(known) if status == "right" else sentences.some_wrong(wrong, known)

    def _not_finished(self, judged: Sequence[int]) -> Verdict:
        """By hand, with the rules of single values: contributions may still come."""
        return {
            "status": "unjudged",
            "text": "This pass by hand is not complete; what it has done so far is right.",
            "gradients": self._gradients(judged),
            "faults": [],
            "notes": self._notes([]),
        }

    def _unseen(self) -> list[int]:
        """Nodes whose number, or whose way from other values, was not observed."""
        nodes, root = self.recording.nodes, self.recording.root
        if len(nodes) == 1 and nodes[root].kind == "leaf":
            return [root]  # no pass over a graph: a part of one that is not seen
        return self.slopes.unread or hidden_results(self.recording)

    def _not_seen(self, judged: Sequence[int], hidden: Sequence[int]) -> Verdict:
        """Where the graph is not whole, no gradient can be called wrong."""
        names = _listed([self.recording.nodes[i].name for i in hidden])
        return {
            "status": "unjudged",
            "text": f"The gradients could not be judged: it was not seen how {names} came about.",
            "gradients": [each for each in self._gradients(judged) if each["agrees"]],
            "faults": [],
            "notes": self._notes([]),
        }

    def _judged(self) -> list[int]:
        """The nodes whose gradients count: those that have one, without constants, and by hand only those set."""
        recording = self.recording
        nodes = recording.nodes
        touched = {write.node for write in recording.writes} if recording.by_hand else {recording.root}
        results = [i for i, node in enumerate(nodes) if node.kind == "result" and i != recording.root]
        keeps_results = any(recording.gradients[i] for i in results)
        return [
            i
            for i, node in enumerate(nodes)
            if node.kind != "constant"
            and recording.gradients[i] is not None
            and (not recording.by_hand or i in touched)
            and (node.kind == "leaf" or keeps_results or recording.by_hand or (i == recording.root and i in touched))
        ]

    def agrees(self, node: int) -> bool:
        """Whether the node's gradient is the true one; a leaf's may be on top of an earlier pass's."""
        recording = self.recording
        grad, earlier = recording.gradients[node], recording.carried[node] or 0.0
        if grad is None or not self.truth.is_known[node]:
            return True
        if recording.by_hand and abs(grad - self.truth.gradients[node]) <= 1e-4 * abs(self.truth.gradients[node]):
            return True  # whoever sets 0.7071 by hand, as the lecture does, is right
        if self.truth.agrees(node, grad):
            return True
        return bool(earlier) and self._adds_up(node) and self.truth.agrees(node, grad, earlier)

    def _adds_up(self, node: int) -> bool:
        return self.recording.nodes[node].kind == "leaf"

    def expected(self, node: int) -> float:
        """The true gradient; where it comes on top of an earlier pass's, their sum."""
        grad, earlier = self.recording.gradients[node], self.recording.carried[node] or 0.0
        truth = self.truth.gradients[node]
        if earlier and grad is not None and self._adds_up(node) and self.truth.agrees(node, grad, earlier):
            return truth + earlier
        return truth

    def _gradients(self, judged: Sequence[int]) -> list[JudgedGradient]:
        nodes = self.recording.nodes
        order = sorted(judged, key=lambda i: (nodes[i].kind != "leaf", i))
        return [
            {
                "name": nodes[i].name,
                "leaf": nodes[i].kind == "leaf",
                "data": nodes[i].data,
                "grad": self.recording.gradients[i],
                "truth": self.expected(i),
                "agrees": self.agrees(i),
            }
            for i in order[:SHOWN_GRADIENTS]
            if self.truth.is_known[i]
        ]

    def _not_zeroed(self) -> list[Finding]:
        """Leaves that began with an earlier pass's gradient although they were moved since, or others were zeroed."""
        recording, earlier = self.recording, self._earlier
        if earlier is None:
            return []
        before = {id(node.value): (node, earlier.gradients[i]) for i, node in enumerate(earlier.nodes)}
        zeroed = any(
            before.get(id(node.value), (None, None))[1] and not recording.carried[i]
            for i, node in enumerate(recording.nodes)
            if node.kind == "leaf"
        )
        findings = []
        for i, node in enumerate(recording.nodes):
            carried = recording.carried[i]
            known = before.get(id(node.value))
            if (
                node.kind != "leaf"
                or not carried
                or known is None
                or self.truth.agrees(i, recording.gradients[i] or 0.0)
            ):
                continue
            if known[0].data != node.data or zeroed:
                findings.append(
                    Finding(
                        "not zeroed", BEFORE_THE_PASS, i, right=self.truth.gradients[i], upstream=carried, detail="leaf"
                    )
                )
        return findings

    def _notes(self, stale_leaves: Sequence[Finding]) -> list[str]:
        recording = self.recording
        notes = list(recording.unseen)
        carried = [node.name for i, node in enumerate(recording.nodes) if node.kind == "leaf" and recording.carried[i]]
        if carried and not stale_leaves:
            notes.append(
                f"{_listed(carried)} began this pass with the gradient of an earlier one; this pass comes on top of it."
            )
        if self.slopes.stale:
            names = _listed([recording.nodes[i].name for i in self.slopes.stale])
            notes.append(f"Data was changed after {names} was computed; gradients are judged by the numbers of now.")
        unknown = [
            node.name
            for i, node in enumerate(recording.nodes)
            if not self.truth.is_known[i] and node.kind != "constant"
        ]
        if unknown:
            notes.append(f"The derivative of what {_listed(unknown)} goes into could not be measured.")
        without = [] if recording.by_hand else self._without_number()
        if without:
            verb = "has" if len(without) == 1 else "have"
            notes.append(f"{_listed(without)} {verb} no gradient that is a number, and so no part in this verdict.")
        return notes

    def _without_number(self) -> list[str]:
        """Leaves that move the root and have no number as gradient: none was set, or something else was."""
        recording, truth = self.recording, self.truth
        return [
            node.name
            for i, node in enumerate(recording.nodes)
            if node.kind == "leaf" and recording.gradients[i] is None and truth.is_known[i] and truth.gradients[i]
        ]

    # faults

    def _faults(self, stale_leaves: Sequence[Finding], is_wrong: bool) -> list[Fault]:
        cells = Cells(self._sources)
        words = sentences.Words(self.recording, self.slopes, self.attributes.grad)
        faults = [self._wrong_forward(wrong, cells) for wrong in self._distinct(self.slopes.wrong)]
        if is_wrong and not self._by_hand():
            wrong = {each.node for each in self.slopes.wrong}  # their rules may be right for what the name says
            findings = [each for each in self._replayed().findings if each.result not in wrong]
            if self.recording.by_hand:
                findings = [each for each in findings if each.kind not in _LATER]
            findings = [*stale_leaves[:1], *findings]
        else:
            findings = [*stale_leaves[:1], *(self._set_by_hand() if is_wrong else [])]
        shadowed = self._shadowed(cells)
        if shadowed is not None:
            return [*faults, shadowed]
        seen: set[object] = set()
        for finding in findings:
            fault = self._fault(finding, cells, words)
            line = fault["place"]
            key = (finding.kind, None if line is None else (line["cell"], line["line"]))
            order = finding.kind in ("too early", "second time", "not zeroed")
            if (finding.kind if order else key) not in seen:
                seen |= {key, finding.kind}
                faults.append(fault)
        return faults[:SHOWN_FAULTS]

    def _shadowed(self, cells: Cells) -> Fault | None:
        """A rule that has taken the place of the method that does the pass."""
        call = self.recording.call
        found = None
        if call is not None:
            found = cells.shadowing_rule(call.function)
        elif not self._by_hand():
            rules = {write.rule for write in self.recording.writes if write.rule is not None}
            calls = [self.recording.nodes[i].call for i in rules]
            found = next((line for each in calls if each and (line := cells.misnamed_rule(each.function))), None)
        if found is None:
            return None
        return {
            "kind": "nothing propagates",
            "text": f"The call does not run the pass, but one value's rule. Line {found.line['line']} {found.words}.",
            "place": found.line,
            "node": self.recording.nodes[self.recording.root].name,
            "before": None,
            "after": None,
            "expected": None,
            "rule": sentences.RULES["nothing propagates"],
            "fix": found.fix,
        }

    def _by_hand(self) -> bool:
        return self.recording.by_hand and all(write.rule is None for write in self.recording.writes)

    def _set_by_hand(self) -> list[Finding]:
        """Gradients that the cell's own lines set to another number."""
        findings = []
        latest = {write.node: (position, write) for position, write in enumerate(self.recording.writes)}
        for node, (position, write) in latest.items():
            if not self.agrees(node) and self.recording.nodes[node].kind != "constant":
                kind: FaultKind = "wrong seed" if node == self.recording.root else "wrong factor"
                uses = [
                    (i, each.operands.index(node))
                    for i, each in enumerate(self.recording.nodes)
                    if node in each.operands
                ]
                result, operand = uses[0] if uses else (node, 0)
                right = self.truth.gradients[node]
                findings.append(Finding(kind, position, node, result, operand, write, right, 1.0))
        return findings

    def _distinct(self, wrong: Sequence[WrongForward]) -> list[WrongForward]:
        """One for each function; of a composite one and a part of it, the part."""
        found: dict[object, WrongForward] = {}
        for each in wrong:
            found.setdefault(each.call.name, each)
        return list(found.values())

    def _wrong_forward(self, wrong: WrongForward, cells: Cells) -> Fault:
        node = self.recording.nodes[wrong.node]
        return {
            "kind": "wrong forward",
            "text": sentences.wrong_forward(wrong, node.data),
            "place": cells.result_line(wrong.call.function),
            "node": node.name,
            "before": None,
            "after": node.data,
            "expected": wrong.expected,
            "rule": sentences.RULES["wrong forward"],
            "fix": "",
        }

    def _fault(self, finding: Finding, cells: Cells, words: sentences.Words) -> Fault:
        found = self._found(finding, cells)
        write = finding.write
        place = found.line if found is not None else self._place(finding, cells)
        return {
            "kind": finding.kind,
            "text": sentences.fault(finding, words, found),
            "place": place,
            "node": self.recording.nodes[finding.node].name,
            "before": None if write is None else write.before,
            "after": None if write is None else write.after,
            "expected": finding.right,
            "rule": sentences.RULES[finding.kind],
            "fix": found.fix if found is not None else self._fix(finding, place, cells),
        }

    def _found(self, finding: Finding, cells: Cells) -> Found | None:
        """The line that is behind the event, where the cells show it."""
        node = self._result(finding)
        function = node.call.function if node is not None and node.call is not None else None
        match finding.kind:
            case "too early":
                return cells.early_order()
            case "second time":
                return cells.repeated_order()
            case "nothing propagates" if finding.detail == "root":
                return cells.forgotten_call() or cells.misnamed_rule(function)
            case "nothing propagates":
                return cells.misnamed_rule(function)
            case "missing" if finding.detail == "skipped":
                return cells.comparison_of_visited()
        return None

    def _result(self, finding: Finding) -> Observed | None:
        return None if finding.result is None else self.recording.nodes[finding.result]

    def _place(self, finding: Finding, cells: Cells) -> Line | None:
        """The line of the event; that of the forward where the factor was made there."""
        node, write = self._result(finding), finding.write
        function = node.call.function if node is not None and node.call is not None else None
        of_one = finding.kind in ("wrong factor", "missing", "nothing propagates") and function is not None
        if of_one and not self._is_in_rule(finding, cells) and (made := cells.slope_line(function)) is not None:
            return made
        if finding.kind == "not zeroed" and self.recording.called is not None:
            return cells.at(self.recording.called)
        if write is not None:
            line = cells.at(write.place)
            if line is not None or write.place is None:
                return line
            return {"cell": write.place.cell, "line": write.place.line, "text": write.text}
        return cells.at(self.recording.place)

    def _is_in_rule(self, finding: Finding, cells: Cells) -> bool:
        """Whether the write is a line of the one operation's rule, not one that all operations share."""
        write = finding.write
        if write is None:
            return False
        own = self._result(finding)
        if own is not None and own.call is not None and cells.contains(own.call.function, write.place):
            return True
        if cells.in_loop(write.place):
            return False
        shared = {
            self.recording.nodes[edge[0]].call.name  # type: ignore[union-attr]
            for each, attribution in zip(self.recording.writes, self.attributions, strict=True)
            if each.place == write.place
            for edge in attribution.edges
            if self.recording.nodes[edge[0]].call is not None
        }
        return len(shared) < 2

    def _fix(self, finding: Finding, place: Line | None, cells: Cells) -> str:
        write, node = finding.write, self._result(finding)
        if write is None or place is None or write.place is None or place["line"] != write.place.line:
            return ""
        match finding.kind:
            case "overwritten" if not finding.detail:
                return fixes.accumulating(place["text"])
            case "wrong seed":
                return fixes.seeding(place["text"])
            case "wrong factor" if node is not None and node.call is not None and finding.operand is not None:
                assert finding.result is not None
                return fixes.with_right_factor(
                    place["text"], node.call, cells, self.attributes.data, self.slopes.rows[finding.result],
                    self.slopes.inputs[finding.result], finding.operand,
                )  # fmt: skip
        return ""


class Judge:
    """Judge of the passes of one notebook.

    A pass has to be judged at its end, before the reader's next line, and while nothing is observed.
    """

    def __init__(self, sources: Mapping[str, str], verified: Verified | None = None) -> None:
        """`sources` are the cells' texts by name, which may change; `verified` may be shared."""
        self._sources = sources
        self._earlier: Recording | None = None
        self._verified: Verified = {} if verified is None else verified

    def judge(self, recording: Recording) -> Judgement:
        if len(self._verified) > KNOWN_FUNCTIONS:
            self._verified.clear()
        judgement = Judgement(recording, self._sources, self._earlier, self._verified)
        self._earlier = judgement.recording
        return judgement


def _with_gradients(recording: Recording) -> Recording:
    """The recording, with what was written last where a gradient cannot be read at the end of the pass."""
    last: dict[int, float | None] = {write.node: write.after for write in recording.writes}
    gradients = [last.get(i) if grad is None else grad for i, grad in enumerate(recording.gradients)]
    return replace(recording, gradients=gradients)


def _listed(names: Sequence[str]) -> str:
    shown = list(dict.fromkeys(names))
    if len(shown) > 3:
        return f"{', '.join(shown[:3])} and {len(shown) - 3} others"
    return " and ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))
