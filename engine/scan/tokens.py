"""Token types, and the regular expression that matches one token."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from ..errors import Span

_KEYWORDS = """
    False None True and as assert async await break class continue def del elif else except finally for from global if
    import in is lambda nonlocal not or pass raise return try while with yield
"""
KEYWORDS = frozenset(_KEYWORDS.split())

OPENING = {"(": ")", "[": "]", "{": "}"}
CLOSING = {closing: opening for opening, closing in OPENING.items()}

TOKEN = re.compile(
    r"""[ \t]*(?:
        (?P<name>[A-Za-z_][A-Za-z0-9_]*(?![A-Za-z0-9_"']))
      | (?P<string>[A-Za-z]{0,2}(?:\"\"\"|'''|"|'))
      | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
      | (?P<number>0[xXoObB][0-9A-Za-z_]*
                  |(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9][0-9_]*)?)
      | (?P<operator>\*\*=|//=|>>=|<<=|\.\.\.|\*\*|//|<<|>>|[-+*/%@&|^<>=!:]=|->|[-+*/%@&|^~<>=()\[\]{},:.;])
      | (?P<newline>\n)
      | (?P<comment>\#[^\n]*)
      | (?P<continuation>\\\n)
      | (?P<end>\Z)
    )""",
    re.VERBOSE,
)


class Token(NamedTuple):
    """kind: name, keyword, number, string or operator; format, field-end or format-end around an f-string's fields."""

    kind: str
    text: str
    span: Span


@dataclass(slots=True)
class Line:
    """One logical line: the tokens between two line ends that are outside of brackets."""

    indent: str
    tokens: list[Token] = field(default_factory=list)


class Field(NamedTuple):
    """A field of an f-string, `{x!r:>{width}}`: its conversion, and the parts of its specification.

    A part that is None is a field of its own, whose text takes that place.
    """

    conversion: str = ""
    specification: tuple[str | None, ...] = ()


# A piece of an f-string: text, or a field.
Piece = str | Field
