"""Verdict on a recorded pass: every gradient beside the true one, and the first wrong event."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from ...contract.notebook import Fault, JudgedGradient, Status, Verdict
from ...trace.notation import format_change
from ..recording import Recording, Write
from . import sentences
from .attributes import Attributes, KnownAttributes
from .fault_report import FaultReport
from .findings import Finding
from .hidden import hidden_results
from .precision import rounding_of
from .progress import Attribution
from .replay import Replay
from .revisions import without_revisions
from .seed import seed_of
from .slopes import Slopes, Verified
from .stale_leaves import not_zeroed
from .truth import Truth, true_gradients
from .unknown import listed, reasons

SHOWN_GRADIENTS = 60
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
        names: KnownAttributes | None = None,
    ) -> None:
        self.recording = recording = _with_gradients(recording)
        self.revisions: list[Write] = []
        self._sources, self._earlier = sources, earlier
        self.rounding = rounding_of(recording)
        self.attributes = Attributes(recording, names)
        self.attributes.remember()
        self.slopes = Slopes(recording, self.attributes, self.rounding, {} if verified is None else verified)
        self.seed = seed_of(recording)
        self.truth: Truth = true_gradients(recording, self.slopes, self.rounding, self.seed.value)
        self._leave_out_revisions()
        self._replay: Replay | None = None
        self.verdict = self._verdict()

    def _leave_out_revisions(self) -> None:
        """Judge what the pass has found before it scales or clips it, where that is right."""
        whole = self.recording
        if not all(map(self.agrees, self._judged())):
            self.recording, revisions = without_revisions(whole)
            if revisions and all(map(self.agrees, self._judged())):
                self.revisions = revisions
            else:
                self.recording = whole

    @property
    def attributions(self) -> Sequence[Attribution]:
        return self._replayed().attributions

    @property
    def events(self) -> Sequence[Finding]:
        """All that the replay has found, whatever the verdict makes of it."""
        return self._replayed().findings

    @property
    def findings(self) -> Sequence[Finding]:
        """The wrong events; none where all is right."""
        return [] if self.verdict["status"] == "right" else self._replayed().findings

    def _replayed(self) -> Replay:
        if self._replay is None:
            self._replay = Replay(self.recording, self.slopes, self.truth, self.rounding, self.seed)
        return self._replay

    # comparison

    def _verdict(self) -> Verdict:
        judged = self._judged()
        stale_leaves = not_zeroed(self.recording, self._earlier, self.truth)
        wrong = [i for i in judged if not self.agrees(i)]
        known = [i for i in judged if self.truth.is_known[i]]
        if not wrong and not self._says_something(known):
            known = []
        faults: list[Fault] = []
        if wrong or stale_leaves or self.slopes.wrong:
            faults = FaultReport(self, self._sources).faults(stale_leaves, bool(wrong))
        if self.recording.others and (wrong or faults):
            return self._several_roots()
        status: Status = "wrong" if faults or wrong else "right" if known else "unjudged"
        if status == "wrong" and (hidden := self._unseen()):
            return self._not_seen(judged, hidden)
        if self.recording.by_hand and wrong and not faults:
            return self._not_finished(judged)
        return {
            "status": status,
            "text": self._text(status, len(set(wrong) | {each.node for each in stale_leaves}), len(known)),
            "gradients": self._gradients(judged, {each.node for each in stale_leaves}),
            "faults": faults,
            "notes": self._notes(stale_leaves),
        }

    def _says_something(self, known: Sequence[int]) -> bool:
        """Whether the gradient of a leaf was compared, where there are leaves."""
        nodes = self.recording.nodes
        has_leaves = any(node.kind == "leaf" for i, node in enumerate(nodes) if i != self.recording.root)
        return self.recording.by_hand or not has_leaves or any(nodes[i].kind == "leaf" for i in known)

    def _text(self, status: Status, wrong: int, known: int) -> str:
        if status == "unjudged":
            return "The gradients could not be judged."
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

    def _several_roots(self) -> Verdict:
        return {
            "status": "unjudged",
            "text": "The gradients could not be judged: this pass starts at several values at once.",
            "gradients": [],
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
        names = listed([self.recording.nodes[i].name for i in hidden])
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
        released = self._released(results)
        keeps_results = any(recording.gradients[i] for i in results)
        return [
            i
            for i, node in enumerate(nodes)
            if node.kind != "constant"
            and i not in released
            and recording.gradients[i] is not None
            and (not recording.by_hand or i in touched)
            and (node.kind == "leaf" or keeps_results or recording.by_hand or (i == recording.root and i in touched))
        ]

    def _released(self, results: Sequence[int]) -> set[int]:
        """Results whose gradient was taken away in the end: what it went into shows whether it was right."""
        recording = self.recording
        empty = {i for i in (*results, recording.root) if not recording.gradients[i]}
        if self.seed.is_implicit:
            empty |= {recording.root}
        if not empty:
            return empty
        last = {write.node: write for write in recording.writes if write.node in empty}
        cleared = {i for i, write in last.items() if write.after == 0.0 and write.statement != "+=" and write.before}
        return cleared | ({recording.root} if self.seed.is_implicit else set())

    def agrees(self, node: int) -> bool:
        """Whether the node's gradient is the true one; a leaf's may be on top of an earlier pass's."""
        recording = self.recording
        grad, earlier = recording.gradients[node], recording.carried[node] or 0.0
        if grad is None or not self.truth.is_known[node]:
            return True
        if recording.by_hand and _is_rounded(grad, self.truth.gradients[node]):
            return True
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

    def _gradients(self, judged: Sequence[int], stale: Collection[int] = ()) -> list[JudgedGradient]:
        """`stale` are leaves that a forgotten zeroing has given more than this pass."""
        nodes = self.recording.nodes
        order = sorted(judged, key=lambda i: (nodes[i].kind != "leaf", i))
        return [
            {
                "name": nodes[i].name,
                "leaf": nodes[i].kind == "leaf",
                "data": nodes[i].data,
                "grad": self.recording.gradients[i],
                "truth": self.truth.gradients[i] if i in stale else self.expected(i),
                "agrees": i not in stale and self.agrees(i),
            }
            for i in order[:SHOWN_GRADIENTS]
            if self.truth.is_known[i]
        ]

    def _notes(self, stale_leaves: Sequence[Finding]) -> list[str]:
        recording = self.recording
        notes = list(recording.unseen)
        if self.revisions:
            notes.append(self._revised())
        carried = [node.name for i, node in enumerate(recording.nodes) if node.kind == "leaf" and recording.carried[i]]
        if carried and not stale_leaves:
            notes.append(
                f"{listed(carried)} began this pass with the gradient of an earlier one; this pass comes on top of it."
            )
        if self.slopes.stale:
            names = listed([recording.nodes[i].name for i in self.slopes.stale])
            notes.append(f"Data was changed after {names} was computed; gradients are judged by the numbers of now.")
        notes += reasons(recording, self.slopes, self.truth)
        without = [] if recording.by_hand else self._without_number()
        if without:
            verb = "has" if len(without) == 1 else "have"
            notes.append(f"{listed(without)} {verb} no gradient that is a number, and so no part in this verdict.")
        return notes

    def _revised(self) -> str:
        """What the pass has made of complete gradients."""
        first = self.revisions[0]
        line = "" if first.place is None else f"Line {first.place.line} "
        before, after = format_change(first.before or 0.0, first.after)
        return (
            f"{line}scales or clips gradients that are complete: that of {self.recording.nodes[first.node].name} goes "
            f"from {before} to {after}. The verdict is on the gradients before that."
        )

    def _without_number(self) -> list[str]:
        """Leaves that move the root and have no number as gradient: none was set, or something else was."""
        recording, truth = self.recording, self.truth
        return [
            node.name
            for i, node in enumerate(recording.nodes)
            if node.kind == "leaf" and recording.gradients[i] is None and truth.is_known[i] and truth.gradients[i]
        ]


class Judge:
    """Judge of the passes of one notebook.

    A pass has to be judged at its end, before the reader's next line, and while nothing is observed.
    """

    def __init__(self, sources: Mapping[str, str], verified: Verified | None = None) -> None:
        """`sources` are the cells' texts by name, which may change; `verified` may be shared."""
        self._sources = sources
        self._earlier: Recording | None = None
        self._verified: Verified = {} if verified is None else verified
        self._names: KnownAttributes = {}

    def judge(self, recording: Recording) -> Judgement:
        if len(self._verified) > KNOWN_FUNCTIONS:
            self._verified.clear()
            self._names.clear()
        judgement = Judgement(recording, self._sources, self._earlier, self._verified, self._names)
        self._earlier = judgement.recording
        return judgement


def _is_rounded(grad: float, truth: float) -> bool:
    """Whether a number set by hand, such as the lecture's 0.7071 or 0.5, is the true one as one would write it."""
    decimals = max(len(repr(grad).partition(".")[2]), 3)
    return abs(grad - truth) <= max(1e-4 * abs(truth), min(0.5 * 10.0**-decimals, 5e-3 * abs(truth)))


def _with_gradients(recording: Recording) -> Recording:
    """The recording, with what was written last where a gradient cannot be read at the end of the pass."""
    last: dict[int, float | None] = {write.node: write.after for write in recording.writes}
    gradients = [last.get(i) if grad is None else grad for i, grad in enumerate(recording.gradients)]
    return replace(recording, gradients=gradients)
