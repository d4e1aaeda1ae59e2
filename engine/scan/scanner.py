"""Scanner: turns a source text into logical lines of tokens and the skeleton."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .. import budgets
from ..budgets import Budget
from ..errors import PlaygroundError, Span
from .characters import INVISIBLE, explain_character
from .numbers import check_number
from .strings import StringScanner
from .tokens import KEYWORDS, TOKEN, Line, Piece, Token

_CONTINUED_LINE = re.compile(r"\\\n[ \t]*[^ \t\n#]")


@dataclass(slots=True)
class Scan:
    """Result of a scan.

    lines     the logical lines with tokens
    source_lines  the lines of the text
    skeleton  ASCII text with the same positions, for Python's parser
    strings   the content of every string, by span
    formats   the pieces of every f-string, by span
    """

    lines: list[Line]
    source_lines: list[str]
    skeleton: str
    strings: dict[Span, str]
    formats: dict[Span, list[Piece]]


def scan(source: str, budget: Budget) -> Scan:
    """Scan `source`; raises PlaygroundError (syntax, unsupported, value or limit) if no program may contain it."""
    if len(source) > budget.characters:
        raise PlaygroundError(
            "limit",
            f"This program has {len(source):,} characters; the {budget.backend} allows {budget.characters:,}.",
            hint="Shorten it, or show a part of it.",
        )
    text = source.replace("\r\n", "\n").replace("\r", "\n")
    _check_characters(text)
    return _Scanner(text).run()


def _check_characters(text: str) -> None:
    found = INVISIBLE.search(text)
    if found:
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1)
        message, hint = explain_character(found[0])
        raise PlaygroundError("syntax", message, (line, column, line, column + 1), hint)


class _Scanner(StringScanner):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.lines: list[Line] = []

    def run(self) -> Scan:
        while self.position < len(self.text):
            self.next_token()
        self._end_line()
        self.brackets.end_text()
        return Scan(self.lines, self.text.split("\n"), self.skeleton(), self.strings, self.formats)

    def next_token(self) -> None:
        match = TOKEN.match(self.text, self.position)
        if match is None:
            while self.text[self.position] in " \t":
                self.position += 1
            character = self.text[self.position]
            if character == "!" and not self.current.tokens:
                self.refuse(
                    "Lines that begin with ! are commands of a notebook.", "Leave the line out.", 1, "unsupported"
                )
            message, hint = explain_character(character)
            self.refuse(message, hint, 1)
        kind = match.lastgroup or ""
        text = match[kind]
        self.position = match.start(kind)
        if kind == "newline":
            self.next_line()
            if not self.brackets.depth:
                self._end_line()
        elif kind == "comment":
            self.replace(len(text), "")
        elif kind == "continuation":
            self._continuation()
        elif kind != "end":
            if not self.current.tokens:
                self.current.indent = self.text[self.line_start : self.position]
            if kind == "string":
                self.string(text)
            else:
                self._plain("name" if kind == "word" else kind, text)

    def _continuation(self) -> None:
        if not self.current.tokens or not _CONTINUED_LINE.match(self.text, self.position):
            self.refuse("This `\\` joins a line with nothing.", "Delete it.", 1)
        self.position += 1
        self.next_line()

    def _plain(self, kind: str, text: str) -> None:
        column = self.position - self.line_start
        span = (self.line, column, self.line, column + len(text))
        self.position += len(text)
        if kind == "name":
            if text in KEYWORDS:
                kind = "keyword"
            elif len(text) > budgets.MAX_NAME:
                self.brackets.exceed(
                    f"This name has {len(text):,} characters; names may have {budgets.MAX_NAME}.", span, "Shorten it."
                )
        elif kind == "number":
            rest = self.text[self.position : self.position + 2 * budgets.MAX_NAME]
            check_number(text, span, rest, self.current.tokens[-5:])
        token = Token(kind, text, span)
        self.current.tokens.append(token)
        self.brackets.add(token)

    def _end_line(self) -> None:
        if self.current.tokens:
            self.lines.append(self.current)
            self.current = Line("")
            if not self.brackets.depth:
                self.brackets.end_line()
