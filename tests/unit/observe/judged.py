"""Cells that run observed, with the judgement on each of their passes."""

from __future__ import annotations

from functools import cache
from typing import Any

from autograd_playground.engine.contract.notebook import Verdict
from autograd_playground.engine.observe.tracing.observer import Observer
from autograd_playground.engine.observe.verdict.judge import Judge, Judgement

from .faults import CELL


class Notebook:
    """Cells named cell0, cell1 ... that have run in one namespace."""

    def __init__(self, text: str) -> None:
        self.judgements: list[Judgement] = []
        self.sources: dict[str, str] = {}
        judge = Judge(self.sources)
        self.observer = Observer(lambda recording: self.judgements.append(judge.judge(recording)))
        self.namespace: dict[str, Any] = {"__name__": "__main__", **self.observer.hooks()}
        for cell in text.split(CELL):
            self.run(cell)

    def run(self, source: str) -> Judgement | None:
        """Runs one more cell; its last judgement."""
        name, before = f"cell{len(self.sources)}", len(self.judgements)
        self.sources[name] = source
        code = self.observer.compile(source, name)
        self.observer.begin(name, None, self.namespace)
        try:
            exec(code, self.namespace)
        finally:
            self.observer.end()
        return self.judgements[-1] if len(self.judgements) > before else None

    @property
    def judgement(self) -> Judgement:
        return self.judgements[-1]


@cache
def notebook(text: str) -> Notebook:
    """Cells that have run, for tests that only look at what came of it."""
    return Notebook(text)


def summaries(text: str) -> list[Any]:
    """What the verdicts say of the cells' passes, but for what depends on the order of a set, and last digits."""
    return [_summary(each.verdict) for each in notebook(text).judgements]


def _summary(verdict: Verdict) -> list[Any]:
    faults = [[fault["kind"], fault["place"], fault["fix"]] for fault in verdict["faults"]]
    if faults:
        return [verdict["status"], faults[0], sorted(each["name"] for each in verdict["gradients"])]
    gradients = [[each["name"], each["agrees"]] for each in verdict["gradients"]]
    return [verdict["status"], verdict["text"], verdict["notes"], gradients]
