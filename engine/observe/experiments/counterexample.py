"""Search for the smallest program of the reader's own class that fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any, NamedTuple

from ...contract.notebook import CounterexampleReply
from ...trace.notation import format_number
from ..player.pass_reply import pass_reply
from ..tracing.observer import Observer
from ..verdict.judge import Judgement
from .experiment import Experiments, Outcome
from .programs import Program, programs
from .usage import Usage

MAX_PROGRAMS = 600
MAX_SECONDS = 4.0  # for the whole search
REPEATED = 12  # runs of a program that has failed, to see whether it always does


class Counterexample(NamedTuple):
    """The result of a search.

    outcome  of the program that fails; None where none does
    failed   in how many of its `runs` it has failed
    """

    tried: int
    program: Program | None = None
    outcome: Outcome | None = None
    failed: int = 0
    runs: int = 0
    problem: str = ""


def search(
    judgement: Judgement,
    observer: Observer,
    namespace: Mapping[str, Any],
    sources: Mapping[str, str],
    clock: Callable[[], float] = perf_counter,
) -> Counterexample:
    """Runs programs of the class of a judged pass, the smallest first, up to the first that fails."""
    usage = Usage(judgement.recording, judgement.attributes, namespace)
    if usage.problem:
        return Counterexample(0, problem=usage.problem)
    experiments = Experiments(observer, namespace, sources)
    end, tried = clock() + MAX_SECONDS, 0
    usage.operations = experiments.supported(usage)
    for program in programs(usage):
        if tried == MAX_PROGRAMS or clock() > end:
            break
        outcome = experiments.run(program)
        if outcome.raised is None or outcome.plain:
            tried += 1
        if outcome.is_wrong or outcome.plain:
            again = [experiments.run(program) for _ in range(REPEATED if outcome.is_wrong else 0)]
            failed = 1 + sum(each.is_wrong for each in again)
            return Counterexample(tried, program, outcome, failed, 1 + len(again))
    return Counterexample(tried)


def reply(found: Counterexample, sources: Mapping[str, str]) -> CounterexampleReply:
    """The result of a search as a message."""
    if found.program is None or found.outcome is None:
        return {"version": 1, "tried": found.tried, "text": _nothing(found), "source": ""}
    source = found.program.text
    judgement = found.outcome.judgement
    if judgement is None or not found.outcome.is_wrong:
        return {"version": 1, "tried": found.tried, "text": _plain(found), "source": source}
    return {
        "version": 1,
        "tried": found.tried,
        "found": pass_reply(judgement, {**sources, "the program": source}),
        "text": _wrong(found, found.program, judgement),
        "source": source,
    }


def _nothing(found: Counterexample) -> str:
    if found.problem:
        return f"No other programs were tried. {found.problem}"
    return f"{found.tried} small programs of your class were run, and all their gradients are right."


def _plain(found: Counterexample) -> str:
    assert found.program is not None
    assert found.outcome is not None
    name = found.outcome.plain
    line = next(line for line in found.program.text.split("\n") if line.startswith(f"{name} = "))
    return (
        f"After {line} the result {name} is a plain number and no value of your class: no gradient can flow back "
        "through it."
    )


def _wrong(found: Counterexample, program: Program, judgement: Judgement) -> str:
    faults = judgement.verdict["faults"]
    gradients = [each for each in judgement.verdict["gradients"] if not each["agrees"]]
    text = f"A program of {program.values} values fails"
    if faults and faults[0]["kind"] == "wrong forward":
        return f"{text}: {faults[0]['text']}"
    grad = gradients[0]["grad"] if gradients else None
    if grad is not None:
        text += f": the gradient of {gradients[0]['name']} is {format_number(grad)} and should be "
        text += format_number(gradients[0]["truth"])
    text += "."
    if found.failed < found.runs:
        text += (
            f" It fails in {found.failed} of {found.runs} runs: the order comes from a set, so that it is right only "
            "by luck."
        )
    return text
