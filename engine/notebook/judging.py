"""Verdicts on the passes of a kernel; the last ones are kept for the player and the counterexample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..contract.notebook import CounterexampleReply, PassReply, PassSummary, Status, TrainingReply, Verdict
from ..contract.notebook import Place as Line
from ..errors import PlaygroundError
from ..observe.experiments import counterexample, training
from ..observe.player.pass_reply import pass_reply
from ..observe.recording import Place, Recording
from ..observe.tracing.observer import KEPT_PASSES, Observer
from ..observe.verdict.judge import Judge, Judgement
from .true_run import with_true_run


class JudgedPasses:
    """Judges each pass when it ends, and answers requests about those that are kept."""

    def __init__(self, observer: Observer, namespace: dict[str, Any], sources: Mapping[str, str]) -> None:
        self._observer = observer
        self._namespace = namespace
        self._sources = sources
        self._kept: dict[int, tuple[Judgement, dict[str, str]]] = {}
        self._judge = Judge(sources)
        self.begin_cell()

    def begin_cell(self) -> None:
        self.summaries: list[PassSummary] = []
        self.count = 0
        self.statuses: Counter[Status] = Counter()

    def judge(self, recording: Recording) -> None:
        """The end of a pass, before the reader's next line."""
        self.count += 1
        try:
            judgement = self._judge.judge(recording)
            verdict = judgement.verdict
            self._kept[recording.number] = judgement, dict(self._sources)
        except Exception as error:  # the reader's class may raise in whatever is asked of it
            verdict = _unjudged(error)
        self.statuses[verdict["status"]] += 1
        self.summaries.append(self._summary(recording, verdict))
        self._forget()

    def _forget(self) -> None:
        """Let go of all passes but the last ones, and the cell's first wrong one: later ones may hide it."""
        first = next((each for each in self.summaries if each["verdict"]["status"] == "wrong"), None)
        if len(self.summaries) > KEPT_PASSES + (first is not None):
            del self.summaries[1 if self.summaries[0] is first else 0]
        shown = {each["number"] for each in self.summaries}
        for number in [each for each in list(self._kept)[:-KEPT_PASSES] if each not in shown]:
            del self._kept[number]

    def _summary(self, recording: Recording, verdict: Verdict) -> PassSummary:
        return {
            "number": recording.number,
            "ordinal": self.count,
            "place": self._line(recording.place),
            "root": recording.nodes[recording.root].name,
            "values": len(recording.nodes),
            "verdict": verdict,
        }

    def _line(self, place: Place | None) -> Line | None:
        if place is None or place.cell not in self._sources:
            return None
        lines = self._sources[place.cell].split("\n")
        text = lines[place.line - 1].strip() if place.line <= len(lines) else ""
        return {"cell": place.cell, "line": place.line, "text": text}

    def reply(self, number: int) -> PassReply:
        judgement, sources = self._find(number)
        return with_true_run(pass_reply(judgement, sources), judgement)

    def counterexample(self, number: int) -> CounterexampleReply:
        judgement, sources = self._find(number)
        found = counterexample.search(judgement, self._observer, self._namespace, sources)
        reply = counterexample.reply(found, sources)
        if "found" in reply and found.outcome is not None and found.outcome.judgement is not None:
            reply["found"] = with_true_run(reply["found"], found.outcome.judgement)
        return reply

    def training(self, number: int) -> TrainingReply:
        judgement, _ = self._find(number)
        return training.train(judgement, self._namespace)

    def _find(self, number: int) -> tuple[Judgement, dict[str, str]]:
        kept = self._kept.get(number)
        if kept is None:
            raise PlaygroundError(
                "unsupported", "This pass is no longer kept.", hint="Run its cell again to step through it."
            )
        return kept


def _unjudged(error: Exception) -> Verdict:
    return {
        "status": "unjudged",
        "text": f"This pass could not be judged: {type(error).__name__} while it was measured.",
        "gradients": [],
        "faults": [],
        "notes": [],
    }
