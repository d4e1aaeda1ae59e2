"""Revisions: gradients that the pass itself scales down or clips at its end, when all of them are complete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from math import isclose

from ..recording import Observed, Recording, Write


@dataclass(frozen=True, slots=True)
class _Unrevised:
    """The contents of a recording up to its revisions."""

    nodes: list[Observed]
    writes: list[Write]


def without_revisions(recording: Recording) -> tuple[Recording, list[Write]]:
    """The recording up to where its gradients are complete, and the writes that change them after that."""
    writes, revisions = recording.writes, list[Write]()
    while (last := _last_line(writes)) and _is_revision(last):
        writes = writes[: -len(last)]
        revisions = [*last, *revisions]
    if not revisions or not writes:
        return recording, []
    gradients = list(recording.gradients)
    for write in reversed(revisions):
        gradients[write.node] = write.before
    return replace(recording, contents=_Unrevised(recording.nodes, writes), gradients=gradients), revisions


def _last_line(writes: Sequence[Write]) -> list[Write]:
    """The writes of the line that writes last, if it writes nowhere before."""
    if not writes or writes[-1].place is None:
        return []
    place = writes[-1].place
    last = list(takewhile(lambda each: each.place == place, reversed(writes)))[::-1]
    return [] if any(each.place == place for each in writes[: -len(last)]) else last


def _is_revision(writes: Sequence[Write]) -> bool:
    """Whether all gradients get the same factor from 0 to 1, or the same bound."""
    if any(each.statement == "+=" or each.before is None for each in writes):
        return False
    if len({each.node for each in writes}) < len(writes):
        return False
    pairs = [(each.before or 0.0, each.after) for each in writes if each.before]
    if not pairs or not all(0.0 < after / before <= 1.0 for before, after in pairs):
        return False
    changed = [(before, after) for before, after in pairs if before != after]
    if not changed:
        return True
    factor, bound = changed[0][1] / changed[0][0], abs(changed[0][1])
    if all(isclose(before * factor, after, rel_tol=1e-6) for before, after in pairs):
        return True
    return all(isclose(abs(after), min(abs(before), bound), rel_tol=1e-6) for before, after in pairs)
