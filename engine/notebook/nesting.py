"""Linear check of a cell before Python's compiler, which recurses and would break the browser's Python on it."""

from __future__ import annotations

import io
import tokenize
from collections.abc import Iterator

MAX_CHARACTERS = 200_000
MAX_CHAIN = 1_000  # tokens of one expression without a comma, in one pair of brackets
MAX_BRACKETS = 60  # open at the same time
MAX_SIGNS = 60  # prefixes one after another, such as `not not -`
_PREFIXES = {"-", "+", "~", "not", "lambda", "await"}
_OPENING, _CLOSING = "([{", ")]}"
_SEPARATORS = {",", ";", ":", "="}
_BETWEEN_LINES = {tokenize.NEWLINE, tokenize.NL, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT}


def check(source: str, cell: str) -> None:
    """Raise SyntaxError, with its line, for what is too long or nests too deep to be compiled."""
    if len(source) > MAX_CHARACTERS:
        message = f"This cell has {len(source):,} characters; a cell may have {MAX_CHARACTERS:,}. Split it."
        raise SyntaxError(message, (cell, 1, 1, source[:80]))
    chains, signs = [0], 0
    for kind, text, (line, column), _, whole in _tokens(source):
        if kind == tokenize.NEWLINE:
            chains = [0]
        elif kind in _BETWEEN_LINES:
            continue
        elif text in _OPENING and kind == tokenize.OP:
            chains.append(0)
        elif text in _CLOSING and kind == tokenize.OP and len(chains) > 1:
            chains.pop()
        elif text in _SEPARATORS:
            chains[-1] = 0
        signs = signs + 1 if text in _PREFIXES else signs if text == ":" else 0
        chains[-1] += 1
        if chains[-1] > MAX_CHAIN or len(chains) > MAX_BRACKETS or signs > MAX_SIGNS:
            message = "This expression is too deep or too long for the browser's Python: split it into statements."
            raise SyntaxError(message, (cell, line, column + 1, whole[:80]))


def _tokens(source: str) -> Iterator[tokenize.TokenInfo]:
    """The tokens up to the first that is none: Python's compiler stops there too."""
    try:
        yield from tokenize.generate_tokens(io.StringIO(source).readline)
    except (tokenize.TokenError, SyntaxError):
        return
