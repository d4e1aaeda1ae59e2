"""Text of tensors, as PyTorch prints them: four digits, one width for all."""

from __future__ import annotations

import math
from collections.abc import Sequence

DIGITS = 4
WIDTH = 80


def _writer(values: Sequence[float], whole: bool) -> tuple[str, bool]:
    """A format for all numbers, and whether a point follows."""
    finite = [abs(value) for value in values if math.isfinite(value) and value != 0.0]
    if whole:
        return "d", False
    if not finite:
        return ".0f", True
    least, most = min(finite), max(finite)
    if all(value == math.ceil(value) for value in finite):
        return (f".{DIGITS}e", False) if most / least > 1000.0 or most > 1e8 else (".0f", True)
    if most / least > 1000.0 or most > 1e8 or least < 1e-4:
        return f".{DIGITS}e", False
    return f".{DIGITS}f", False


def numbers(values: Sequence[float], shape: Sequence[int], whole: bool, indent: int) -> str:
    """The numbers in brackets."""
    form, point = _writer(values, whole)
    texts = [_one(value, form, point) for value in values]
    width = max(map(len, texts), default=0)
    padded = [text.rjust(width) for text in texts] if shape else texts
    return _nested(padded, shape, indent)


def _one(value: float, form: str, point: bool) -> str:
    if not math.isfinite(value):
        return "nan" if value != value else "inf" if value > 0 else "-inf"
    return format(value, form) + ("." if point else "")


def _nested(texts: Sequence[str], shape: Sequence[int], indent: int) -> str:
    if not shape:
        return texts[0]
    if len(shape) == 1:
        if not texts:
            return "[]"
        each = max(1, (WIDTH - indent) // (len(texts[0]) + 2))
        rows = [", ".join(texts[start : start + each]) for start in range(0, len(texts), each)]
        return "[" + (",\n" + " " * (indent + 1)).join(rows) + "]"
    size = len(texts) // shape[0]
    parts = [_nested(texts[row * size : (row + 1) * size], shape[1:], indent + 1) for row in range(shape[0])]
    return "[" + ("," + "\n" * (len(shape) - 1) + " " * (indent + 1)).join(parts) + "]"


def with_extras(text: str, extras: Sequence[str]) -> str:
    """What follows the numbers, on a new line where the last one is full."""
    length = len(text) - text.rfind("\n") + 1
    for extra in extras:
        if length + len(extra) + 2 > WIDTH:
            text += ",\n" + " " * len("tensor(") + extra
            length = len("tensor(") + len(extra)
        else:
            text += ", " + extra
            length += len(extra) + 2
    return text
