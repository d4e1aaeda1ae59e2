"""Reply about one pass: its trace, its verdict, and the same graph as a program of the playground."""

from __future__ import annotations

from collections.abc import Mapping

from ...contract.notebook import PassReply
from ..verdict.judge import Judgement
from .graph_program import graph_program
from .trace import trace_of


def pass_reply(judgement: Judgement, sources: Mapping[str, str]) -> PassReply:
    """The pass for the player. `sources` are the cells' texts by name, in the order in which they ran."""
    recording = judgement.recording
    trace, wrong = trace_of(judgement, sources)
    return {
        "version": 1,
        "trace": trace,
        "verdict": judgement.verdict,
        "program": graph_program(recording.nodes, recording.root, judgement.slopes),
        "wrong_step": wrong,
    }
