"""Backpropagation by hand: the gradients that the program sets itself, beside those of backward()."""

from __future__ import annotations

from collections.abc import Sequence

from ..contract.common import Agreement
from ..float_identity import same_number
from .tape import Change, Tape

# Relative: who sets 0.7071 by hand, as the lecture does, is right.
TOLERANCE = 1e-4


def is_by_hand(tape: Tape) -> bool:
    """Whether the shown pass is none of backward(), but what the program sets."""
    return tape.by_hand is not None and tape.snapshot is tape.by_hand.snapshot


def changes(tape: Tape) -> tuple[list[Change], list[Change]]:
    """The changes from the first gradient on: of the backward phase, and from the first new data on the updates."""
    assert tape.by_hand is not None
    done = tape.changes[tape.by_hand.first :]
    is_update = [any(field == "data" for _, field, *_ in change.sets) for change in done]
    end = is_update.index(True) if True in is_update else len(done)
    return done[:end], done[end:]


def gradients(tape: Tape) -> list[float]:
    """The gradient of each value of the graph at the end of the backward phase; 0 where none was set."""
    assert tape.by_hand is not None
    snapshot = tape.by_hand.snapshot
    grads = {value.id: grad for value, grad in zip(snapshot.graph, snapshot.grad, strict=True)}
    for change in changes(tape)[0]:
        for value, _, _, after in change.sets:
            grads[value.id] = after
    return [grads[value.id] for value in snapshot.graph]


def agreements(tape: Tape, truth: Sequence[float]) -> list[Agreement | None]:
    """How the gradients compare with `truth`, those of backward(), at the end of the backward phase."""
    assert tape.by_hand is not None
    touched = {value.id for change in changes(tape)[0] for value, *_ in change.sets}
    return [
        None if value.kind == "constant" else "unset" if value.id not in touched else _agreement(grad, correct)
        for value, grad, correct in zip(tape.by_hand.snapshot.graph, gradients(tape), truth, strict=True)
    ]


def agree(grad: float, truth: float) -> bool:
    return same_number(grad, truth) or abs(grad - truth) <= TOLERANCE * max(abs(grad), abs(truth))


def _agreement(grad: float, truth: float) -> Agreement:
    return "equal" if agree(grad, truth) else "differs"
