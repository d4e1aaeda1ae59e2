"""Check of number literals: real, of limited length, and within the range of a float or of 64 bits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import isinf

from .. import budgets
from ..errors import Correction, PlaygroundError, Span
from .tokens import KEYWORDS, Token

_WORD = re.compile("[A-Za-z0-9_]*")


def check_number(text: str, span: Span, rest: str, before: Sequence[Token]) -> None:
    """Raise PlaygroundError unless `text` is a number that may follow the tokens `before`.

    `rest` is the text after it, cut to any length past a name's.
    """
    line, column, _, end = span
    if len(text) > budgets.MAX_LITERAL:
        raise PlaygroundError(
            "limit",
            f"This number has {len(text):,} characters; numbers may have {budgets.MAX_LITERAL}.",
            span,
            "Write it as 1.5e30, for example.",
        )
    word = _WORD.match(rest)
    if word and word[0]:
        _refuse_suffix(text, word[0], (line, column, line, end + len(word[0])))
    based = text[:2].lower() in ("0x", "0o", "0b")
    try:
        value = float(text) if not based and re.search("[.eE]", text) else int(text, 0)
    except ValueError:
        _refuse_decimal_comma(text, span, rest, before)
        raise PlaygroundError(
            "syntax",
            f"`{text}` is not a number that Python can read.",
            span,
            "Write it as 12, 1.5 or 1.5e3, for example.",
        ) from None
    largest = 2 ** (budgets.MAX_BITS - 1) - (
        not before or before[-1].text != "-"
    )  # there is one more number below 0 than above
    if type(value) is int and value > largest:
        hint = f"Write it with a point: {text}.0" if text.isdigit() else "Write a smaller number."
        raise PlaygroundError("value", f"`{text}` is a whole number of more than {budgets.MAX_BITS} bits.", span, hint)
    if isinf(value):
        raise PlaygroundError(
            "value", f"`{text}` is beyond the largest number, about 1.8e308.", span, "Write a smaller number."
        )


def _refuse_decimal_comma(text: str, span: Span, rest: str, before: Sequence[Token]) -> None:
    """Raise for the 05 of 0,05; with a correction where nothing else can be meant, as in Value(0,05) and a = 0,05."""
    if len(before) < 2 or before[-1].text != "," or not (text.isdigit() and before[-2].text.isdigit()):
        return
    line, column, end_line, end = before[-2].span
    if (end_line, end + 1) != span[:2]:
        return
    whole = (line, column, *span[2:])
    opening = [token.text for token in before[:-2]]
    if opening[-1:] == ["-"]:
        opening.pop()
    alone = opening[-1:] == ["="] or opening[-2:] == ["Value", "("]
    certain = alone and not rest.lstrip(" \t").startswith(",")
    point = f"{before[-2].text}.{text}"
    raise PlaygroundError(
        "syntax",
        f"`{before[-2].text},{text}` is two numbers, and Python cannot read the second: a comma separates things.",
        whole,
        f"Decimals have a point in Python: write {point}." if certain else f"If it is one number, write {point}.",
        Correction(None, point) if certain else None,
    )


def _refuse_suffix(text: str, word: str, span: Span) -> None:
    """Raise for a name that directly follows a number."""
    if word in ("j", "J"):
        raise PlaygroundError(
            "syntax", f"`{text}{word}` is a complex number.", span, "Only real numbers are known here."
        )
    hint = f"To multiply, write {text} * {word}."
    if word in KEYWORDS or len(word) > budgets.MAX_NAME:
        hint = "Put a space between them."
    raise PlaygroundError("syntax", f"A name follows the number `{text}` at once.", span, hint)
