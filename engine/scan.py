"""The linear check of a text before any parser sees it: characters, tokens, brackets and their limits.

Python's own parser recurses, and dies of deep nesting and long chains where stacks are small. So the text is read here first,
from left to right, by one regular expression and a list of open brackets. What comes out is plain ASCII of the
same shape, the `skeleton`: comments dropped, strings blanked and f-strings turned into tuples of their fields. So columns are
characters, no position depends on Python's version, and Python's parser meets only what is known to be harmless.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple, NoReturn

from engine import budgets
from engine.budgets import Budget
from engine.characters import INVISIBLE, explain_character
from engine.errors import PlaygroundError, Span

KEYWORDS = frozenset(
    ["False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield"]
)

OPENING = {"(": ")", "[": "]", "{": "}"}
CLOSING = {closing: opening for opening, closing in OPENING.items()}

_TOKEN = re.compile(
    r"""(?P<space>[ \t]+)
      | (?P<comment>\#[^\n]*)
      | (?P<newline>\n)
      | (?P<continuation>\\\n)
      | (?P<string>[A-Za-z]{0,2}(?:\"\"\"|'''|"|'))
      | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<number>0[xXoObB][0-9A-Za-z_]*
                  |(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9][0-9_]*)?)
      | (?P<operator>\*\*=|//=|>>=|<<=|\.\.\.|\*\*|//|<<|>>|[-+*/%@&|^<>=!:]=|->|[-+*/%@&|^~<>=()\[\]{},:.;])
    """,
    re.VERBOSE,
)
_FLOAT = re.compile("[.eE]")
_ESCAPES = {"n": "\n", "t": "\t", "\\": "\\", "'": "'", '"': '"'}
_FORMAT = re.compile(r"[<>^]?\+?(?P<width>[0-9]*)(?:\.(?P<digits>[0-9]+))?[fegd%]?")


class Token(NamedTuple):
    """kind: name, keyword, number, string, operator; format, field-end and format-end around an f-string's fields."""

    kind: str
    text: str
    span: Span


@dataclass(slots=True)
class Line:
    """One logical line: what stands between two line ends that no bracket hides."""

    indent: str
    tokens: list[Token] = field(default_factory=list)


@dataclass(slots=True)
class Scan:
    """What a text is made of.

    lines     the logical lines that hold something
    skeleton  ASCII text of the same shape, for Python's parser
    strings   the text of every string
    formats   the pieces of every f-string: text, or the format specification of the next field as a one-tuple
    """

    lines: list[Line]
    skeleton: str
    strings: dict[Span, str]
    formats: dict[Span, list[str | tuple[str]]]


@dataclass(slots=True)
class _Level:
    """One open bracket, or the line itself, and how deep a tree its tokens can make."""

    opener: Token | None
    chain: int = 0  # tokens since the last comma
    inner: int = 0  # the deepest bracket since the last comma
    deepest: int = 0

    def end_item(self) -> None:
        self.deepest = max(self.deepest, self.chain + self.inner)
        self.chain = self.inner = 0


def scan(source: str, budget: Budget) -> Scan:
    """The tokens of `source`; raises PlaygroundError for what no program may hold."""
    if len(source) > budget.characters:
        raise PlaygroundError(
            "limit",
            f"This program has {len(source):,} characters; the {budget.place} allows {budget.characters:,}.",
            hint="Shorten it, or show a part of it.",
        )
    return _Scanner(source.replace("\r\n", "\n").replace("\r", "\n")).run()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.line = 1
        self.line_start = 0
        self.levels = [_Level(None)]
        self.current = Line("")
        self.lines: list[Line] = []
        self.skeleton: list[str] = []
        self.strings: dict[Span, str] = {}
        self.formats: dict[Span, list[str | tuple[str]]] = {}
        # A bracket that is never closed swallows what follows: that fault is told before any limit it runs into.
        self.limit: PlaygroundError | None = None

    def run(self) -> Scan:
        self._check_characters()
        while self.position < len(self.text):
            self._next()
        self._end_line()
        if len(self.levels) > 1:
            opener = self.levels[-1].opener
            assert opener is not None
            raise PlaygroundError(
                "syntax",
                f"This `{opener.text}` is never closed.",
                opener.span,
                f"Add the `{OPENING[opener.text]}` that belongs to it.",
            )
        if self.limit is not None:
            raise self.limit
        return Scan(self.lines, "".join(self.skeleton), self.strings, self.formats)

    def _check_characters(self) -> None:
        found = INVISIBLE.search(self.text)
        if found:
            line = self.text.count("\n", 0, found.start()) + 1
            column = found.start() - (self.text.rfind("\n", 0, found.start()) + 1)
            message, hint = explain_character(found[0])
            raise PlaygroundError("syntax", message, (line, column, line, column + 1), hint)

    # tokens

    def _next(self) -> None:
        match = _TOKEN.match(self.text, self.position)
        if match is None:
            message, hint = explain_character(self.text[self.position])
            self._refuse(message, hint, 1)
        kind = match.lastgroup or ""
        text = match[0]
        if kind == "space":
            self._copy(text)
        elif kind == "comment":
            self.position = match.end()
        elif kind == "newline":
            self._newline(text)
        elif kind == "continuation":
            self._copy("\\")
            self._newline("\n", joined=True)
        elif kind == "string":
            self._begin()
            self._string(text)
        else:
            self._begin()
            self._plain(kind, text)

    def _plain(self, kind: str, text: str) -> None:
        span = self._span(len(text))
        if kind == "number":
            self._check_number(text, span)
        elif kind == "name":
            if len(text) > budgets.MAX_NAME:
                self._exceed(
                    f"This name has {len(text):,} characters; names may have {budgets.MAX_NAME}.", span, "Shorten it."
                )
            kind = "keyword" if text in KEYWORDS else kind
        token = Token(kind, text, span)
        self._copy(text)
        self._emit(token)
        if text in OPENING:
            self._open(token)
        elif text in CLOSING:
            self._close(token)
        elif text in (",", ";"):
            self.levels[-1].end_item()

    def _check_number(self, text: str, span: Span) -> None:
        if len(text) > budgets.MAX_LITERAL:
            self._exceed(
                f"This number has {len(text):,} characters; numbers may have {budgets.MAX_LITERAL}.",
                span,
                "Write it as 1.5e30, for example.",
            )
            return
        after = self.text[self.position + len(text) : self.position + len(text) + 1]
        if after in ("j", "J") and after:
            self._refuse(f"`{text}{after}` is a complex number.", "Only real numbers are known here.", len(text) + 1)
        if after and ((after.isascii() and after.isalpha()) or after == "_"):
            name = re.match("[A-Za-z0-9_]*", self.text[self.position + len(text) :])
            word = name[0] if name else ""
            self._refuse(
                f"A name follows the number `{text}` at once.",
                f"To multiply, write {text} * {word}."
                if len(word) < budgets.MAX_NAME
                else "To multiply, write * between them.",
                len(text) + len(word),
            )
        try:
            value = float(text) if _FLOAT.search(text) and text[:2] not in ("0x", "0X") else int(text, 0)
        except ValueError:
            self._refuse(
                f"`{text}` is not a number that Python can read.",
                "Write it as 12, 1.5 or 1.5e3, for example.",
                len(text),
            )
        if type(value) is int and value >= 2 ** (budgets.MAX_BITS - 1):
            raise PlaygroundError(
                "value",
                f"`{text}` is a whole number of more than {budgets.MAX_BITS} bits.",
                span,
                f"Write it with a point: {text}.0" if text.isdigit() else "Write a smaller number.",
            )
        if value == float("inf"):
            raise PlaygroundError(
                "value", f"`{text}` is beyond the largest number, about 1.8e308.", span, "Write a smaller number."
            )

    # strings

    def _string(self, opening: str) -> None:
        quote = opening.lstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
        prefix = opening[: len(opening) - len(quote)].lower()
        if prefix not in ("", "f"):
            self._refuse(
                f"A string with `{opening[: -len(quote)]}` before its quote is not part of this language.",
                "Plain strings and f-strings are: 'loss' or f'{loss.data:.4f}'.",
                len(opening),
                "unsupported",
            )
        start = (self.line, self.position - self.line_start)
        opener = Token("format" if prefix else "string", opening, self._span(len(opening)))
        if prefix:
            self._format(opener, quote, start)
            return
        self.position += len(opening)
        content = self._text(quote, opener, stop=())
        closing = self._span(len(quote))
        span = (*start, closing[2], closing[3])
        self.position += len(quote)
        self.strings[span] = content
        self._emit(Token("string", "a string", span))

    def _text(self, quote: str, opener: Token, stop: tuple[str, ...]) -> str:
        """The characters up to the closing quote, or up to one of `stop`; `self.position` stays before it."""
        parts: list[str] = []
        # the skeleton of a plain string is a string of underscores, that of an f-string's text is white space
        blank = " " if stop else "_"
        if not stop:
            self.skeleton.append(quote)
        while True:
            rest = self.text[self.position : self.position + 3]
            if not rest or (rest[0] == "\n" and len(quote) == 1):
                raise PlaygroundError(
                    "syntax", "This string is never closed.", opener.span, f"Add the closing {quote}."
                )
            if rest.startswith(quote):
                break
            if stop and rest[:2] in ("{{", "}}"):
                parts.append(rest[0])
                self._skip(2, blank)
            elif rest[0] in stop:
                break
            elif rest[0] == "\\":
                if rest[1:2] not in _ESCAPES:
                    self._refuse(
                        f"The escape `{rest[:2].strip()}` is not part of this language.",
                        "Known are \\n, \\t, \\\\, \\' and \\\".",
                        2 if rest[1:2].strip() else 1,
                    )
                parts.append(_ESCAPES[rest[1]])
                self._skip(2, blank)
            elif rest[0] == "\n":
                parts.append("\n")
                self._newline("\n", joined=True)
            else:
                parts.append(rest[0])
                self._skip(1, blank)
            if len(parts) > budgets.MAX_STRING:
                raise PlaygroundError(
                    "limit", f"A string may have {budgets.MAX_STRING} characters.", opener.span, "Shorten it."
                )
        if not stop:
            self.skeleton.append(quote)
        return "".join(parts)

    def _format(self, opener: Token, quote: str, start: tuple[int, int]) -> None:
        """An f-string: in the skeleton `f'{a:.2f} {b}'` is the tuple `( a     ,  b,)`, at the same columns."""
        pieces: list[str | tuple[str]] = []
        self._emit(opener)
        self.levels.append(_Level(opener))
        self.position += len(opener.text)
        self.skeleton.append("(".ljust(len(opener.text)))
        while True:
            text = self._text(quote, opener, stop=("{", "}"))
            if text:
                pieces.append(text)
            if self.text.startswith(quote, self.position):
                break
            if self.text[self.position] == "}":
                self._refuse("This `}` closes nothing.", "For the character itself write }} in an f-string.", 1)
            pieces.append((self._field(quote),))
            self.levels[-1].end_item()
        closing = self._span(len(quote))
        self.position += len(quote)
        self.skeleton.append(")".ljust(len(quote)))
        self._leave_level(opener)
        self.formats[(*start, closing[2], closing[3])] = pieces
        self._emit(Token("format-end", quote, closing))

    def _field(self, quote: str) -> str:
        """One `{expression:specification}`; gives the specification."""
        brace = Token("operator", "{", self._span(1))
        self._skip(1, " ")
        depth = len(self.levels)
        while True:
            match = _TOKEN.match(self.text, self.position)
            kind = match.lastgroup if match else None
            text = match[0] if match else self.text[self.position : self.position + 1]
            if text in ("", "\n") or (kind == "string" and text.endswith(quote)) or kind == "comment":
                raise PlaygroundError(
                    "syntax", "This `{` of an f-string is never closed.", brace.span, "Add the } that belongs to it."
                )
            if len(self.levels) == depth and text in ("}", ":", "!", "=", ":="):
                break
            if kind in ("string", "continuation") or text == "{":
                self._refuse(
                    "A string or another brace inside the braces of an f-string is not part of this language.",
                    "Give it a name in a line of its own first.",
                    len(text.strip()) or 1,
                    "unsupported",
                )
            self._next()
        if text in ("!", "="):
            self._refuse(
                f"`{text}` inside the braces of an f-string is not part of this language.",
                "Write {x} or {x:.4f}.",
                1,
                "unsupported",
            )
        specification = ""
        if text in (":", ":="):
            end = self.position
            while self.text[end : end + 1] not in ("", "\n", "{", "}", "'", '"'):
                end += 1
            specification = self.text[self.position + 1 : end]
            self._check_specification(specification, end)
            self._skip(end - self.position, " ")
        if not self.text.startswith("}", self.position):
            raise PlaygroundError(
                "syntax", "This `{` of an f-string is never closed.", brace.span, "Add the } that belongs to it."
            )
        self.current.tokens.append(Token("field-end", "}", self._span(1)))
        self._skip(1, ",")
        return specification

    def _check_specification(self, specification: str, end: int) -> None:
        match = _FORMAT.fullmatch(specification)
        if match is None or self.text[end : end + 1] == "{":
            self._refuse(
                "This format is not part of this language.",
                "Write digits after the point and one of f, e, g, d, %: {x:.4f}.",
                max(end - self.position, 1),
                "unsupported",
            )
        for size in (match["width"], match["digits"]):
            if len(size or "") > 4 or int(size or 0) > budgets.MAX_WIDTH:
                self._refuse(
                    f"A format may be {budgets.MAX_WIDTH} characters wide.",
                    "Write {x:.4f}.",
                    end - self.position,
                    "limit",
                )

    # lines and brackets

    def _begin(self) -> None:
        """Note the indentation if a logical line begins here."""
        if not self.current.tokens:
            self.current.indent = self.text[self.line_start : self.position]

    def _emit(self, token: Token) -> None:
        self.current.tokens.append(token)
        self.levels[-1].chain += 1
        self._check_chain(token)
        if len(self.current.tokens) > budgets.MAX_LINE_TOKENS:
            self._exceed(
                f"This line holds more than {budgets.MAX_LINE_TOKENS:,} names, numbers and signs.",
                token.span,
                "Split it into several lines.",
            )

    def _check_chain(self, token: Token) -> None:
        level = self.levels[-1]
        if level.chain + level.inner > budgets.MAX_CHAIN:
            self._exceed(
                f"This expression is longer than {budgets.MAX_CHAIN} names, numbers and signs in a row.",
                token.span,
                "Give a part of it a name in a line of its own.",
            )

    def _open(self, token: Token) -> None:
        self.levels.append(_Level(token))
        if len(self.levels) - 1 > budgets.MAX_NESTING:
            self._exceed(
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
        self._leave_level(token)

    def _leave_level(self, token: Token) -> None:
        level = self.levels.pop()
        level.end_item()
        self.levels[-1].inner = max(self.levels[-1].inner, level.deepest)
        self._check_chain(token)

    def _newline(self, text: str, joined: bool = False) -> None:
        self._copy(text)
        self.line += 1
        self.line_start = self.position
        if not joined and len(self.levels) == 1:
            self._end_line()

    def _end_line(self) -> None:
        if self.current.tokens:
            self.lines.append(self.current)
            self.current = Line("")
            if len(self.levels) == 1:
                self.levels[0] = _Level(None)

    # small helpers

    def _copy(self, text: str) -> None:
        self.skeleton.append(text)
        self.position += len(text)

    def _skip(self, count: int, blank: str) -> None:
        self.skeleton.append(blank.ljust(count, blank if blank == "_" else " "))
        self.position += count

    def _span(self, width: int) -> Span:
        column = self.position - self.line_start
        return (self.line, column, self.line, column + width)

    def _exceed(self, message: str, span: Span, hint: str) -> None:
        if self.limit is None:
            self.limit = PlaygroundError("limit", message, span, hint)

    def _refuse(self, message: str, hint: str, width: int, code: str = "syntax") -> NoReturn:
        raise PlaygroundError(code, message, self._span(width), hint)  # type: ignore[arg-type]
