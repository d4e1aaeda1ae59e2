"""Experiments: small programs of the reader's own class, run observed, judged, and without a trace in the namespace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..tracing.observer import Observer
from ..verdict.judge import Judge, Judgement
from ..verdict.preserved import preserved
from ..verdict.slopes import Verified
from .programs import Program, single
from .usage import Operation, Usage

PROGRAM = "the program"
"""The name of the cell that a program is."""
SECONDS = 2.0  # that one program may take


class Outcome:
    """What came of a program.

    judgement  the last pass's, or the first wrong one's; None where there was none
    plain      the name of a result that is a plain number, and no value; empty where all are values
    raised     the exception that ended it
    """

    def __init__(self, judgement: Judgement | None, plain: str, raised: BaseException | None) -> None:
        self.judgement = judgement
        self.plain = plain
        self.raised = raised

    @property
    def is_wrong(self) -> bool:
        return self.judgement is not None and self.judgement.verdict["status"] == "wrong"


class Experiments:
    """Runs of programs in a copy of the reader's namespace."""

    def __init__(self, observer: Observer, namespace: Mapping[str, Any], sources: Mapping[str, str]) -> None:
        self._observer = observer
        self._namespace = namespace
        self._sources = sources
        self._verified: Verified = {}

    def supported(self, usage: Usage) -> list[Operation]:
        """The operations that the class has for such operands: `a * 2.0` may need a value on both sides."""
        return [each for each in usage.operations if any(self._runs(program) for program in single(usage, each))]

    def _runs(self, program: Program) -> bool:
        outcome = self.run(program)
        return outcome.raised is None or bool(outcome.plain)

    def run(self, program: Program) -> Outcome:
        """Runs the program. What the reader's code raises is in the outcome."""
        namespace = dict(self._namespace)
        sources = {**self._sources, PROGRAM: program.text}
        judgements: list[Judgement] = []
        raised: BaseException | None = None
        judge = Judge(sources, self._verified)
        with (
            preserved(namespace=self._namespace),
            self._observer.aside(lambda each: judgements.append(judge.judge(each))),
        ):
            code = self._observer.compile(program.text, PROGRAM)
            self._observer.begin(PROGRAM, SECONDS, namespace)
            try:
                exec(code, namespace)
            except (Exception, KeyboardInterrupt, SystemExit) as error:  # the reader's own code
                raised = error
            finally:
                self._observer.end()
        wrong = [each for each in judgements if each.verdict["status"] == "wrong"]
        plain = next((n for n in program.names if isinstance(namespace.get(n), int | float)), "")
        shown = [*wrong[:1], *judgements[-1:]]
        return Outcome(shown[0] if shown else None, plain, raised)
