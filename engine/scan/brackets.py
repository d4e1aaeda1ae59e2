"""Stack of open brackets, with an upper bound for the depth of the syntax tree.

A long list is harmless, a long chain is not: `1, 1, 1` is flat, but `1 + 1 + 1` nests. So the bound counts the tokens
between two commas at each bracket level, plus those of the deepest bracket in between.
"""

from __future__ import annotations

from .. import budgets
from ..errors import PlaygroundError, Span
from .tokens import CLOSING, OPENING, Token


class _Level:
    """Token counts of one bracket level."""

    __slots__ = ("chain", "deepest", "inner", "opener")

    def __init__(self, opener: Token | None) -> None:
        self.opener = opener
        self.chain = 0  # tokens since the last comma
        self.inner = 0  # tokens of the deepest bracket since the last comma
        self.deepest = 0  # largest chain + inner of the previous items

    def end_item(self) -> None:
        self.deepest = max(self.deepest, self.chain + self.inner)
        self.chain = self.inner = 0


class Brackets:
    """The brackets that are open at the current token; `limit` is the error of the first exceeded limit.

    That error is raised at the end of the text only. A bracket that is never closed extends over the following lines,
    and is then reported instead of the limits exceeded because of it.
    """

    def __init__(self) -> None:
        self.levels = [_Level(None)]
        self.limit: PlaygroundError | None = None
        self.count = 0  # tokens in this logical line

    @property
    def depth(self) -> int:
        return len(self.levels) - 1

    def add(self, token: Token) -> None:
        self.count += 1
        level = self.levels[-1]
        level.chain += 1
        if level.chain + level.inner > budgets.MAX_CHAIN:
            self._exceed_chain(token)
        if self.count > budgets.MAX_LINE_TOKENS:
            self.exceed(
                f"This line holds more than {budgets.MAX_LINE_TOKENS:,} names, numbers and signs.",
                token.span,
                "Split it into several lines.",
            )
        if token.kind == "operator":
            if token.text in OPENING:
                self.open(token)
            elif token.text in CLOSING:
                self._close(token)
            elif token.text in (",", ";"):
                level.end_item()

    def open(self, token: Token) -> None:
        self.levels.append(_Level(token))
        if self.depth > budgets.MAX_NESTING:
            self.exceed(
                f"Brackets are nested more than {budgets.MAX_NESTING} deep here.",
                token.span,
                "Give a part of the expression a name in a line of its own.",
            )

    def _close(self, token: Token) -> None:
        opener = self.levels[-1].opener
        if opener is None or opener.kind == "format":
            raise PlaygroundError(
                "syntax", f"This `{token.text}` closes nothing.", token.span, "Remove it, or open a bracket before it."
            )
        if OPENING[opener.text] != token.text:
            line, column = opener.span[:2]
            raise PlaygroundError(
                "syntax",
                f"This `{token.text}` does not close the `{opener.text}` of line {line}, column {column + 1}.",
                token.span,
                f"Write `{OPENING[opener.text]}` here.",
            )
        self.close_level(token)

    def close_level(self, token: Token) -> None:
        """End the current level, which counts as one nested item of the level around it."""
        level = self.levels.pop()
        level.end_item()
        outer = self.levels[-1]
        outer.inner = max(outer.inner, level.deepest)
        if outer.chain + outer.inner > budgets.MAX_CHAIN:
            self._exceed_chain(token)

    def end_field(self) -> None:
        """End a field of an f-string, which counts as an item of a tuple."""
        self.levels[-1].end_item()

    def end_line(self) -> None:
        self.levels[0] = _Level(None)
        self.count = 0

    def end_text(self) -> None:
        """Raise PlaygroundError for a bracket that is still open, or for the first exceeded limit."""
        opener = self.levels[-1].opener
        if opener is not None:
            raise PlaygroundError(
                "syntax",
                f"This `{opener.text}` is never closed.",
                opener.span,
                f"Add the `{OPENING[opener.text]}` that belongs to it.",
            )
        if self.limit is not None:
            raise self.limit

    def exceed(self, message: str, span: Span, hint: str) -> None:
        """Record an exceeded limit, unless another one is recorded already."""
        if self.limit is None:
            self.limit = PlaygroundError("limit", message, span, hint)

    def _exceed_chain(self, token: Token) -> None:
        self.exceed(
            f"This expression is longer than {budgets.MAX_CHAIN} names, numbers and signs in a row.",
            token.span,
            "Give a part of it a name in a line of its own.",
        )
