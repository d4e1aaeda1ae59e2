"""Validation of user-supplied samples: rows of numbers, the label last. Errors name the row, counted from 1."""

from __future__ import annotations

from collections.abc import Sequence

from ..contract.lab import MAX_INPUTS
from ..errors import PlaygroundError
from ..validation import MAX_NUMBER, short_repr

Rows = tuple[tuple[float, ...], ...]


def validated_rows(given: object, most: int) -> Rows:
    """The rows with labels -1 and 1; labels 0 and 1 are converted.

    Raises PlaygroundError for anything else than 1 to `most` rows of the same width.
    """
    if not isinstance(given, list):
        raise PlaygroundError("type", "data.rows must be a list of rows, such as [[0.5, -1.2, 1]].")
    if not given:
        raise PlaygroundError("value", "There are no rows.", hint="Give one at least, such as 0.5, -1.2, 1.")
    if len(given) > most:
        raise PlaygroundError(
            "limit", f"There are {len(given):,} rows; at most {most:,} are taken.", hint="Leave some of them out."
        )
    rows = [_row(i, row) for i, row in enumerate(given, 1)]
    width = len(rows[0])
    for i, row in enumerate(rows, 1):
        if len(row) != width:
            raise PlaygroundError(
                "value",
                f"Row {i} has {len(row)} numbers; the first has {width}.",
                hint="Each row has the same inputs, and its label last.",
            )
    return _with_signed_labels(rows)


def _row(i: int, row: object) -> tuple[float, ...]:
    if not isinstance(row, list):
        raise PlaygroundError("type", f"Row {i} is {short_repr(row)}; a row is a list of numbers, its label last.")
    if not 2 <= len(row) <= MAX_INPUTS + 1:
        raise PlaygroundError(
            "value",
            f"Row {i} has {len(row)} {'number' if len(row) == 1 else 'numbers'}.",
            hint=f"A row has 1 to {MAX_INPUTS} inputs, and its label last.",
        )
    for k, x in enumerate(row, 1):
        if isinstance(x, bool) or not isinstance(x, int | float) or not abs(x) <= MAX_NUMBER:
            raise PlaygroundError("type", f"Row {i}, number {k}: {short_repr(x)} is not a number that can be used.")
    return tuple(map(float, row))


def _with_signed_labels(rows: Sequence[tuple[float, ...]]) -> Rows:
    """The rows with labels -1 and 1. Labels are {0, 1} or {-1, 1}; all rows must use one of the two sets."""
    lowest = min((row[-1] for row in rows), default=0.0)
    low = 0.0 if lowest == 0.0 else -1.0
    for i, row in enumerate(rows, 1):
        if row[-1] not in (low, 1.0):
            raise PlaygroundError(
                "value",
                f"Row {i} has the label {short_repr(row[-1])}.",
                hint="Labels are -1 and 1, or 0 and 1, in all rows alike.",
            )
    return tuple((*row[:-1], 1.0 if row[-1] == 1.0 else -1.0) for row in rows)
