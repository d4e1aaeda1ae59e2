"""Leaves whose gradients were not set to 0 between two passes."""

from __future__ import annotations

from ..recording import Recording
from .findings import BEFORE_THE_PASS, Finding
from .truth import Truth


def not_zeroed(recording: Recording, earlier: Recording | None, truth: Truth) -> list[Finding]:
    """Leaves that began with an earlier pass's gradient although they were moved since, or others were zeroed."""
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
        if node.kind != "leaf" or not carried or known is None or truth.agrees(i, recording.gradients[i] or 0.0):
            continue
        if known[0].data != node.data or zeroed:
            findings.append(
                Finding("not zeroed", BEFORE_THE_PASS, i, right=truth.gradients[i], upstream=carried, detail="leaf")
            )
    return findings
