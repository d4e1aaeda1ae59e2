"""Findings: what is wrong with single events of a pass, before it is put into words."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

from ...contract.notebook import FaultKind
from ..recording import Write

BEFORE_THE_PASS = -inf
AFTER_THE_PASS = inf


@dataclass(slots=True)
class Finding:
    """A wrong event, or one that is missing.

    position  that of the write it is about, in the order of the recording; a missing one comes after its rule's last
    node      whose gradient it is about
    result    the value that should pass its gradient on to `node`, if that is known, and `operand`, which one node is
    right     the contribution as it should be
    used      what was multiplied with instead, in words; empty where that is not known
    detail    which of several ways a kind has: "cleared", "rule", "node", "operand" ...
    """

    kind: FaultKind
    position: float
    node: int
    result: int | None = None
    operand: int | None = None
    write: Write | None = None
    right: float | None = None
    upstream: float | None = None
    used: str = ""
    detail: str = ""
