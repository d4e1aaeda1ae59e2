"""Scanner of strings and f-strings.

Strings are removed from the text: the skeleton has underscores for their characters, and `strings` stores their
content. An f-string becomes a tuple of its fields, `f'{a:.2f} {b}'` the tuple `( a     ,  b,)` at the same columns, so
that Python's parser reads the fields as ordinary expressions; `formats` stores the text around them and their
specifications.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import NoReturn

from .. import budgets
from ..errors import PlaygroundError, Span
from .brackets import Brackets
from .cursor import Cursor
from .formats import check_specification
from .tokens import TOKEN, Field, Line, Piece, Token

_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", "'": "'", '"': '"'}
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
            pieces += self._field(quote)
        end = self.span(len(quote))
        self.replace(len(quote), ")".ljust(len(quote)))
        self.brackets.close_level(opener)
        self.formats[(*opener.span[:2], *end[2:])] = pieces
        self.emit(Token("format-end", quote, end))

    def _field(self, quote: str) -> list[Piece]:
        """Read one field `{expression!r:specification}`, or `{expression=}` with its text as a piece before it."""
        brace = self.span(1)
        self.replace(1, " ")
        begin = self.position
        self._field_expression(quote, brace)
        pieces: list[Piece] = []
        conversion = ""
        if self._next() == "=":
            self.replace(1, " ")
            self._skip_space()
            pieces.append(self.text[begin : self.position])
            conversion = "" if self._next() == ":" else "r"
            if self._next() not in ("!", ":", "}", "\n", quote[0], ""):
                self.refuse("Only a format may follow the `=` of these braces.", "Write {x=} or {x=:.4f}.", 1)
        if self._next() == "!":
            conversion = self.text[self.position + 1 : self.position + 2]
            if conversion not in ("r", "s"):
                self.refuse("A `!` in the braces of an f-string stands before r or s.", "Write {x!r} or {x}.", 1)
            self.replace(2, "  ")
            self._skip_space()
        specification = self._specification(quote, brace) if self._next() in (":", ":=") else ()
        self._close_field(brace, len(specification) > 1 or specification == (None,))
        return [*pieces, Field(conversion, specification)]

    def _field_expression(self, quote: str, brace: Span) -> None:
        """Read the expression of a field, up to what may follow it."""
        depth, first = self.brackets.depth, len(self.current.tokens)
        while True:
            match = TOKEN.match(self.text, self.position)
            kind = match.lastgroup if match else ""
            if match is None:
                self._skip_space()
            text = match[match.lastgroup or 0] if match else self._next()
            if kind in ("newline", "comment", "end") or (kind == "string" and text.endswith(quote)):
                self._never_closed(brace)
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

    def _close_field(self, brace: Span, ended: bool = False) -> None:
        """Read the closing brace of a field; in the skeleton it ends the tuple's item, unless that is `ended`."""
        if self._next() != "}":
            self._never_closed(brace)
        if not ended:
            self.current.tokens.append(Token("field-end", "}", self.span(1)))
        self.replace(1, " " if ended else ",")
        self.brackets.end_field()

    def _never_closed(self, brace: Span) -> NoReturn:
        message = "This `{` of an f-string is never closed."
        raise PlaygroundError("syntax", message, brace, "Add the } that belongs to it.")

    def _next(self) -> str:
        return self.text[self.position : self.position + 1]

    def _skip_space(self) -> None:
        while self._next() in (" ", "\t"):
            self.position += 1

    def _specification(self, quote: str, brace: Span) -> tuple[str | None, ...]:
        """Read the format specification after the colon of a field, with the fields in it."""
        colon = self.position
        parts: list[str | None] = []
        self.position += 1
        while True:
            end = self.position
            while self.text[end : end + 1] not in ("", "\n", "{", "}", "'", '"'):
                end += 1
            if end > self.position:
                parts.append(self.text[self.position : end])
            self.position = end
            if self._next() != "{":
                break
            self._blank(colon, "" if None in parts else ",")
            if None not in parts:
                self.current.tokens.append(Token("field-end", ":", (self.line, colon - self.line_start) * 2))
                self.brackets.end_field()
            inner = self.span(1)
            self.replace(1, " ")
            self._field_expression(quote, inner)
            if self._next() in (":", "!", "="):
                self.refuse(
                    "A field inside a format has no format of its own here.",
                    "Write {x:{width}.2f}, for example.",
                    1,
                    "unsupported",
                )
            self._close_field(inner)
            parts.append(None)
            colon = self.position
        if None not in parts:
            self._check(colon, parts)
        self._blank(colon, "")
        return tuple(parts)

    def _blank(self, begin: int, by: str) -> None:
        """Replace the characters from `begin` to here by spaces, of which `by` may take the first places."""
        width = self.position - begin
        self.position = begin
        self.replace(width, by.ljust(width))

    def _check(self, colon: int, parts: Sequence[str | None]) -> None:
        """Check a specification that is text alone; one with fields is checked when the program runs."""
        try:
            check_specification("".join(part or "" for part in parts))
        except PlaygroundError as error:
            end = self.position - self.line_start
            begin = colon - self.line_start
            raise error.at((self.line, begin, self.line, max(end, begin + 1))) from None
