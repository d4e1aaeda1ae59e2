"""Text of arrays and of float32 numbers, as numpy prints them: 8 digits, one width for all, lines of 75 characters."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

from .dtypes import BOOL, FLOAT32, FLOAT64, INT64, OBJECT, dtype, round32

PRECISION = 8
WIDTH = 75
SUMMARIZED = 1000  # elements; arrays of more show three at each end
EDGE = 3
EXPONENT_ABOVE = 1e8
LARGE_FLOAT32 = 1e6
EXPONENT_BELOW = 1e-4
EXPONENT_RATIO = 1000.0


def shortest(value: float, kind: dtype) -> str:
    """The fewest digits that read back as the same number, in Python's notation."""
    if kind is not FLOAT32 or not math.isfinite(value):
        return repr(value)
    texts = (f"{value:.{digits}g}" for digits in range(1, 10))
    return repr(float(next(text for text in texts if round32([float(text)])[0] == value)))


def float32_text(value: float) -> str:
    """A scalar: with an exponent from where its type has no more digits before the point, and below 1e-4."""
    text = shortest(value, FLOAT32)
    if not math.isfinite(value) or value == 0.0 or EXPONENT_BELOW <= abs(value) < LARGE_FLOAT32:
        return text
    return f"{value:.{max(0, len(_digits(text)) - 1)}e}"


def _fixed(value: float, kind: dtype) -> str:
    """At most eight digits after the point, without zeros at the end."""
    text = shortest(value, kind)
    if "e" not in text and len(text.partition(".")[2]) <= PRECISION:
        return text.removesuffix("0") if text.endswith(".0") else text
    return f"{value:.{PRECISION}f}".rstrip("0")


def _scientific(value: float, kind: dtype) -> str:
    """Mantissa and exponent, with at most eight digits after the point and no zeros at the end."""
    places = min(PRECISION, max(0, len(_digits(shortest(value, kind))) - 1))
    mantissa, _, exponent = f"{value:#.{places}e}".partition("e")
    return f"{mantissa.rstrip('0')}e{exponent}"


def _digits(text: str) -> str:
    """The significant digits."""
    return text.partition("e")[0].replace(".", "").lstrip("-0").rstrip("0")


def _float_format(values: Sequence[float], kind: dtype) -> Callable[[float], str]:
    """One width for all: the points stand below each other."""
    finite = [value for value in values if math.isfinite(value)]
    sizes = [abs(value) for value in finite if value != 0.0]
    exponents = bool(sizes) and (
        max(sizes) >= (EXPONENT_ABOVE if kind is FLOAT64 else LARGE_FLOAT32)
        or min(sizes) < EXPONENT_BELOW
        or max(sizes) / min(sizes) > EXPONENT_RATIO
    )
    left = right = 0
    if exponents:
        parts = [_scientific(value, kind).partition("e") for value in finite]
        digits = max(len(mantissa.partition(".")[2]) for mantissa, _, _ in parts)
        power = max(len(exponent) for _, _, exponent in parts) + 1
        left = max(len(mantissa.partition(".")[0]) for mantissa, _, _ in parts)
        right = digits + power
    elif finite:
        texts = [_fixed(value, kind) for value in finite]
        left = max(len(text.partition(".")[0]) for text in texts)
        right = max(len(text.partition(".")[2]) for text in texts)
    if len(finite) < len(values):
        widest = max(len(_not_finite(value)) for value in values if not math.isfinite(value))
        left = max(left, widest - right - 1)

    def write(value: float) -> str:
        if not math.isfinite(value):
            return _not_finite(value).rjust(left + 1 + right)
        if exponents:
            mantissa, _, exponent = f"{value:#.{digits}e}".partition("e")
            return f"{mantissa}e{exponent[0]}{exponent[1:].rjust(power - 2, '0')}".rjust(left + 1 + right)
        whole, _, fraction = _fixed(value, kind).partition(".")
        return f"{whole.rjust(left)}.{fraction.ljust(right)}"

    return write


def _not_finite(value: float) -> str:
    return "nan" if value != value else "inf" if value > 0 else "-inf"


def _element_format(values: Sequence[Any], kind: dtype, shape: tuple[int, ...]) -> Callable[[Any], str]:
    if kind.kind == "f":
        return _float_format(values, kind)
    if kind is OBJECT:
        return lambda value: f"list({value!r})" if isinstance(value, list) else repr(value)
    texts = [str(value) for value in values]
    width = max(map(len, texts), default=0)
    if kind is BOOL and shape:
        width = len("False")
    return lambda value: str(value).rjust(width)


def text(values: list[Any], shape: tuple[int, ...], kind: dtype, separator: str, prefix: str, suffix: str) -> str:
    """An array's numbers in brackets, with line breaks."""
    if 0 in shape:
        return "[]"
    short = len(values) > SUMMARIZED
    shown = _leading(values, shape) if short else values
    write = _element_format(shown, kind, shape)
    if not shape:
        return write(values[0])
    return _nested(values, shape, write, " " * (len(prefix) + 1), WIDTH - len(suffix), separator, short)


def _leading(values: list[Any], shape: tuple[int, ...]) -> list[Any]:
    """The elements that a summary shows."""
    if not shape:
        return values
    size = len(values) // shape[0]
    rows = range(shape[0]) if shape[0] <= 2 * EDGE else [*range(EDGE), *range(shape[0] - EDGE, shape[0])]
    return [value for row in rows for value in _leading(values[row * size : (row + 1) * size], shape[1:])]


def _nested(
    values: list[Any],
    shape: tuple[int, ...],
    write: Callable[[Any], str],
    indent: str,
    width: int,
    separator: str,
    short: bool,
) -> str:
    """An axis in brackets; each axis further in is indented by one more."""
    size = len(values) // shape[0]
    rows = [values[row * size : (row + 1) * size] for row in range(shape[0])]
    cut = short and len(rows) > 2 * EDGE
    if len(shape) == 1:
        words = [write(value) for value in values]
        return _wrapped([*words[:EDGE], "...", *words[-EDGE:]] if cut else words, indent, width - 1, separator)
    inner = [
        _nested(row, shape[1:], write, indent + " ", width - 1, separator, short)
        for row in ([*rows[:EDGE], *rows[-EDGE:]] if cut else rows)
    ]
    if cut:
        inner.insert(EDGE, "...")
    between = separator.rstrip() + "\n" * (len(shape) - 1) + indent
    return f"[{between.join(inner)}]"


def _wrapped(words: list[str], indent: str, width: int, separator: str) -> str:
    lines: list[str] = []
    line = indent
    for position, word in enumerate(words):
        if position and len(line) + len(word) > width and len(line) > len(indent):
            lines.append(line.rstrip())
            line = indent
        line += word + (separator if position < len(words) - 1 else "")
    lines.append(line)
    return "[" + "\n".join(lines)[len(indent) :] + "]"


def representation(values: list[Any], shape: tuple[int, ...], kind: dtype) -> str:
    """`array(...)` with whatever the numbers do not tell: the type, and the shape where that is not to be seen."""
    body = text(values, shape, kind, ", ", "array(", ")")
    extras = []
    if (not values and shape != (0,)) or len(values) > SUMMARIZED:
        extras.append(f"shape={shape}")
    if kind not in (BOOL, INT64, FLOAT64) or not values:
        extras.append(f"dtype={kind}")
    if not extras:
        return f"array({body})"
    start, end = f"array({body},", ", ".join(extras) + ")"
    last = len(start) - start.rfind("\n") - 1
    return start + ("\n" + " " * len("array(") if last + len(end) + 1 > WIDTH else " ") + end
