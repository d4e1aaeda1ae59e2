"""The true run beside a wrong pass: the same graph as a program, run with right gradients, to be stepped together."""

from __future__ import annotations

from ..budgets import BROWSER
from ..contract.common import Level
from ..contract.notebook import PassReply, TrueRun
from ..errors import PlaygroundError
from ..language.program import run
from ..observe.player.graph_program import names_of
from ..observe.verdict.judge import Judgement
from ..trace import beside, builder
from ..trace.tape import Tape

_LEVEL: Level = "compact"  # an operation of the reader's is one node, whatever it computes


def with_true_run(reply: PassReply, judgement: Judgement) -> PassReply:
    """The reply about a wrong pass with its true run; the reply as it is where there is no such program."""
    if judgement.verdict["status"] != "wrong" or not reply["program"]:
        return reply
    tape = Tape(level=_LEVEL, budget=BROWSER)
    try:
        run(reply["program"], tape)
        trace = builder.build(tape, reply["program"])
    except PlaygroundError:  # past a limit of the language: the pass is shown alone
        return reply
    finally:
        tape.close()
    nodes = judgement.recording.nodes
    theirs = [None if node.kind == "constant" else name for node, name in zip(nodes, names_of(nodes), strict=True)]
    ours = [node["label"] or None for node in trace["nodes"]]
    stops = beside.stops_of(reply["trace"], theirs, trace, ours, each_contribution=True)
    leaves = beside.leaves_of(reply["trace"], theirs, trace, ours)
    wrong = reply["wrong_step"]
    last = len(stops) - 1  # where nothing is wrong by itself, something is missing at the end
    different = last if wrong is None else next(i for i, (left, _) in enumerate(stops) if left > wrong)
    true_run: TrueRun = {"trace": trace, "stops": stops, "leaves": leaves, "different": different}
    return {**reply, "true_run": true_run}
