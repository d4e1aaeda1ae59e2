"""Reply about one pass: its trace, its verdict, and the same graph as a program of the playground."""

from __future__ import annotations

from collections.abc import Mapping

from ...contract.notebook import PassReply
from ...errors import PlaygroundError
from ..verdict.judge import Judgement
from .graph_program import graph_program
from .trace import trace_of

MAX_STEPPED = 20_000  # values; its trace is 35 MB, and takes the browser's Python about half a minute


def pass_reply(judgement: Judgement, sources: Mapping[str, str]) -> PassReply:
    """The pass for the player. `sources` are the cells' texts by name, in the order in which they ran."""
    recording = judgement.recording
    if len(recording.nodes) > MAX_STEPPED:
        raise PlaygroundError(
            "limit",
            f"This pass has {len(recording.nodes):,} values, and the player shows up to {MAX_STEPPED:,}.",
            hint="Run the backward pass of a part of it, such as the loss of one token or of one sample.",
        )
    trace, wrong = trace_of(judgement, sources)
    return {
        "version": 1,
        "trace": trace,
        "verdict": judgement.verdict,
        # The playground's passes start with 1.
        "program": graph_program(recording.nodes, recording.root, judgement.slopes)
        if judgement.seed.value == 1
        else "",
        "wrong_step": wrong,
    }
