"""Scanner of strings and f-strings.

Strings are removed from the text: the skeleton has underscores for their characters, and `strings` stores their
content. An f-string becomes a tuple of its fields, `f'{a:.2f} {b}'` the tuple `( a     ,  b,)` at the same columns, so
that Python's parser reads the fields as ordinary expressions; `formats` stores the text around them and their
specifications.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod

from .. import budgets
from ..errors import PlaygroundError, Span
from .brackets import Brackets
from .cursor import Cursor
from .tokens import TOKEN, Line, Piece, Token

_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", "'": "'", '"': '"'}
_SPECIFICATION = re.compile(r"[<>^]?\+?(?P<width>[0-9]*)(?:\.(?P<digits>[0-9]+))?[fegd%]?")
_EXPRESSION_ENDS = frozenset(["}", ":", ":=", "!", "="])


class StringScanner(Cursor, ABC):
    """The part of the scanner that reads strings and f-strings."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.brackets = Brackets()
        self.current = Line("")
        self.strings: dict[Span, str] = {}
        self.formats: dict[Span, list[Piece]] = {}

    @abstractmethod
    def next_token(self) -> None:
        """Read one token outside of a string."""

    def emit(self, token: Token) -> None:
        self.current.tokens.append(token)
        self.brackets.add(token)

    def string(self, opening: str) -> None:
        """Read a string; `opening` is its prefix and opening quote."""
        quote = opening.lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        prefix = opening[: len(opening) - len(quote)]
        if prefix not in ("", "f", "F"):
            self.refuse(
                f"A string with `{prefix}` before its quote is not part of this language.",
                "Plain strings and f-strings are: 'loss' or f'{loss.data:.4f}'.",
                len(opening),
                "unsupported",
            )
        begin = self.span(len(opening))
        if prefix:
            self._format(Token("format", opening, begin), quote)
            return
        self.position += len(opening)
        content = self._characters(quote, begin, "_")
        span = (*begin[:2], *self.span(len(quote))[2:])
        self.position += len(quote)
        self.strings[span] = content
        self.emit(Token("string", "a string", span))

    def _characters(self, quote: str, begin: Span, blank: str) -> str:
        """Read the characters up to the closing quote; in an f-string, where `blank` is a space, up to a brace."""
        parts: list[str] = []
        while True:
            rest = self.text[self.position : self.position + 3]
            if not rest or (rest[0] == "\n" and len(quote) == 1):
                raise PlaygroundError("syntax", "This string is never closed.", begin, f"Add the closing {quote}.")
            if rest.startswith(quote):
                break
            if blank == " " and rest[0] in "{}":
                if rest[1:2] != rest[0]:
                    break
                parts.append(rest[0])
                self.replace(2, "  ")
            elif rest[0] == "\\":
                if rest[1:2] not in _ESCAPES:
                    self.refuse(
                        f"The escape `{rest[:2].strip()}` is not part of this language.",
                        "Known are \\n, \\t, \\\\, \\' and \\\".",
                        len(rest[:2].strip()),
                    )
                parts.append(_ESCAPES[rest[1]])
                self.replace(2, blank * 2)
            elif rest[0] == "\n":
                parts.append("\n")
                self.next_line()
            else:
                parts.append(rest[0])
                self.replace(1, blank)
            if len(parts) > budgets.MAX_STRING:
                raise PlaygroundError(
                    "limit", f"A string may have {budgets.MAX_STRING} characters.", begin, "Shorten it."
                )
        return "".join(parts)

    def _format(self, opener: Token, quote: str) -> None:
        """Read an f-string and turn it into a tuple of its fields."""
        pieces: list[Piece] = []
        self.emit(opener)
        self.brackets.open(opener)
        self.replace(len(opener.text), "(".ljust(len(opener.text)))
        while True:
            characters = self._characters(quote, opener.span, " ")
            if characters:
                pieces.append(characters)
            if self.text.startswith(quote, self.position):
                break
            if self.text[self.position] == "}":
                self.refuse("This `}` closes nothing.", "For the character itself write }} in an f-string.", 1)
            pieces.append((self._field(quote),))
            self.brackets.end_field()
        end = self.span(len(quote))
        self.replace(len(quote), ")".ljust(len(quote)))
        self.brackets.close_level(opener)
        self.formats[(*opener.span[:2], *end[2:])] = pieces
        self.emit(Token("format-end", quote, end))

    def _field(self, quote: str) -> str:
        """Read one field `{expression:specification}`; return the specification."""
        brace = self.span(1)
        self.replace(1, " ")
        depth, first = self.brackets.depth, len(self.current.tokens)
        while True:
            match = TOKEN.match(self.text, self.position)
            kind = match.lastgroup if match else ""
            text = match[match.lastgroup or 0] if match else self.text[self.position]
            if kind in ("newline", "comment", "end") or (kind == "string" and text.endswith(quote)):
                raise PlaygroundError(
                    "syntax", "This `{` of an f-string is never closed.", brace, "Add the } that belongs to it."
                )
            if self.brackets.depth == depth and text in _EXPRESSION_ENDS:
                break
            if kind in ("string", "continuation") or text == "{":
                self._skip_space()
                self.refuse(
                    "A string or another brace inside the braces of an f-string is not part of this language.",
                    "Give it a name in a line of its own first.",
                    1,
                    "unsupported",
                )
            self.next_token()
        self._skip_space()
        for token in self.current.tokens[first:]:
            if token.text == "lambda":
                raise PlaygroundError(
                    "unsupported",
                    "`lambda` inside an f-string is not part of this language.",
                    token.span,
                    "Give it a name in a line of its own first.",
                )
        if text in ("!", "="):
            self.refuse(
                f"`{text}` inside the braces of an f-string is not part of this language.",
                "Write {x} or {x:.4f}.",
                1,
                "unsupported",
            )
        specification = self._specification() if text != "}" else ""
        if not self.text.startswith("}", self.position):
            raise PlaygroundError(
                "syntax", "This `{` of an f-string is never closed.", brace, "Add the } that belongs to it."
            )
        self.current.tokens.append(Token("field-end", "}", self.span(1)))
        self.replace(1, ",")
        return specification

    def _skip_space(self) -> None:
        while self.text[self.position] in " \t":
            self.position += 1

    def _specification(self) -> str:
        """Read the format specification after the colon of a field."""
        end = self.position
        while self.text[end : end + 1] not in ("", "\n", "{", "}", "'", '"'):
            end += 1
        specification = self.text[self.position + 1 : end]
        match = _SPECIFICATION.fullmatch(specification)
        if match is None or self.text[end : end + 1] == "{":
            self.refuse(
                "This format is not part of this language.",
                "Write digits after the point and one of f, e, g, d, %: {x:.4f}.",
                max(end - self.position, 1),
                "unsupported",
            )
        for size in (match["width"], match["digits"]):
            if size and (len(size) > 4 or int(size) > budgets.MAX_WIDTH):
                self.refuse(
                    f"A format may be {budgets.MAX_WIDTH} characters wide.",
                    "Write {x:.4f}.",
                    end - self.position,
                    "limit",
                )
        self.replace(end - self.position, " " * (end - self.position))
        return specification
