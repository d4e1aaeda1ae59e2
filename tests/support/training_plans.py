"""Ways to train, as calls of a trainer's methods: rows are given by the number of the first and how many there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

Call = tuple[Any, ...]  # the name of a method, and its arguments


def whole(count: int, rate: float) -> list[Call]:
    return [("train", 50, 0, count, rate)]


def odd_batches(count: int, rate: float) -> list[Call]:
    return [("step", first, 3, rate) for first in range(count - 2)]


def single_rows(count: int, rate: float) -> list[Call]:
    return [("step", row, 1, rate / 4) for row in (*range(count), 0, count - 1)]


def forgotten_zero(count: int, rate: float) -> list[Call]:
    return [("backward", 0, count), ("update", rate / 8)] * 6


def wrong_sign(count: int, rate: float) -> list[Call]:
    return [("zero",), ("backward", 0, count - 1), ("update", -rate / 8)] * 4


def a_fresh_start(count: int, rate: float) -> list[Call]:
    return [("train", 3, 0, count, rate), ("reset",), ("forward", 0, count), ("train", 3, 0, 2, rate)]


PLANS: dict[str, Callable[[int, float], list[Call]]] = {
    each.__name__: each for each in (whole, odd_batches, single_rows, forgotten_zero, wrong_sign, a_fresh_start)
}


class Run(NamedTuple):
    """What the calls gave, and what they left; the scores are those of the last rows seen."""

    losses: list[float]
    parameters: list[float]
    gradients: list[float]
    scores: list[float]

    def bits(self) -> list[list[str]]:
        """Hexadecimal, so that equal means equal to the last bit."""
        return [[number.hex() for number in numbers] for numbers in self]


def seen(calls: Sequence[Call]) -> tuple[int, int]:
    """The first and the number of the rows that the last call with rows was given."""
    at = {"train": 2, "step": 1, "backward": 1, "forward": 1}
    name, *arguments = next(call for call in reversed(calls) if call[0] in at)
    first, count = arguments[at[name] - 1 : at[name] + 1]
    return first, count


def follow(trainer: Any, rows: Sequence[Sequence[float]], calls: Sequence[Call]) -> Run:
    """The calls made on a Trainer or the like, which takes the rows themselves."""
    losses = []
    for name, *arguments in calls:
        before, around = arguments[: name == "train"], arguments[name == "train" :]
        if name not in ("zero", "reset", "update"):
            first, count, *rest = around
            around = [rows[first : first + count], *rest]
        loss = getattr(trainer, name)(*before, *around)
        if loss is not None:
            losses.append(loss)
    return Run(losses, trainer.parameters, trainer.gradients, trainer.scores)
