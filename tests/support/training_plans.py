"""Training plans: calls of a trainer's methods, with rows given as the index of the first and the count."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

Call = tuple[Any, ...]  # the name of a method, and its arguments

FIRST_ROW = {"train": 2, "step": 1, "backward": 1, "forward": 1}  # position of the index of the first row in a call


def full_batch(count: int, rate: float) -> list[Call]:
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
    each.__name__: each for each in (full_batch, odd_batches, single_rows, forgotten_zero, wrong_sign, a_fresh_start)
}


class Run(NamedTuple):
    """The losses that the calls returned, and the state after them; `scores` are those of the last call's rows."""

    losses: list[float]
    parameters: list[float]
    gradients: list[float]
    scores: list[float]

    def bits(self) -> list[list[str]]:
        """The numbers in hexadecimal, to compare them to the last bit."""
        return [[number.hex() for number in numbers] for numbers in self]


def last_rows(calls: Sequence[Call]) -> tuple[int, int]:
    """The index of the first row and the number of rows of the last call with rows."""
    call = next(call for call in reversed(calls) if call[0] in FIRST_ROW)
    first, count = call[FIRST_ROW[call[0]] : FIRST_ROW[call[0]] + 2]
    return first, count


def follow(trainer: Any, rows: Sequence[Sequence[float]], calls: Sequence[Call]) -> Run:
    """Make the calls on a Trainer or an Eager, whose methods take the rows themselves."""
    losses = []
    for name, *arguments in calls:
        if name in FIRST_ROW:
            i = FIRST_ROW[name] - 1
            first, count = arguments[i : i + 2]
            arguments[i : i + 2] = [rows[first : first + count]]
        loss = getattr(trainer, name)(*arguments)
        if loss is not None:
            losses.append(loss)
    return Run(losses, trainer.parameters, trainer.gradients, trainer.scores)
