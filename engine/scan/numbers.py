"""Check of number literals: real, of limited length, and within the range of a float or of 64 bits."""

from __future__ import annotations

import re
from math import isinf

from .. import budgets
from ..errors import PlaygroundError, Span
from .tokens import KEYWORDS

_WORD = re.compile("[A-Za-z0-9_]*")


def check_number(text: str, span: Span, rest: str) -> None:
    """Raise PlaygroundError unless `text` is a number; `rest` is the text after it, cut to any length past a name's."""
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
        raise PlaygroundError(
            "syntax",
            f"`{text}` is not a number that Python can read.",
            span,
            "Write it as 12, 1.5 or 1.5e3, for example.",
        ) from None
    if type(value) is int and value >= 2 ** (budgets.MAX_BITS - 1):
        hint = f"Write it with a point: {text}.0" if text.isdigit() else "Write a smaller number."
        raise PlaygroundError("value", f"`{text}` is a whole number of more than {budgets.MAX_BITS} bits.", span, hint)
    if isinf(value):
        raise PlaygroundError(
            "value", f"`{text}` is beyond the largest number, about 1.8e308.", span, "Write a smaller number."
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
