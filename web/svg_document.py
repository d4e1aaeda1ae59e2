"""SVG documents that stand by themselves: a drawing with its alternative text, and a picture that says what is wrong."""

from __future__ import annotations

import re
import textwrap

from markupsafe import escape

from web.errors import Refusal
from web.rendering import ENVIRONMENT

# Graphviz's own: the names that it gives to nodes and edges, which browsers show where the pointer rests.
_NAMES = re.compile(r"<title>[^<]*</title>\n?")
_COMMENTS = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_OPENING = re.compile(r"<svg\b([^>]*)>")
# What XML has no place for.
_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

LINE = 64  # characters of a message in one line
MOST_LINES = 12


def text(words: str) -> str:
    """Words as the text of an element, whatever is in them."""
    return str(escape(_NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", words)))


def described(svg: str, title: str, description: str) -> str:
    """Graphviz's drawing as a picture that has a title and a description."""
    inside = _COMMENTS.sub("", _NAMES.sub("", svg[svg.index("<svg") :]))
    words = f"\n<title>{text(title)}</title>\n<desc>{text(description)}</desc>"
    return _OPENING.sub(lambda found: f'<svg role="img"{found[1]}>{words}', inside, count=1)


def fault(refusal: Refusal) -> str:
    """What is wrong, in words, as a picture."""
    error = refusal.error
    place = f"Line {error.span[0]}: " if error.span else ""
    lines = [
        line
        for words in (place + error.message, error.hint)
        for paragraph in words.split("\n")
        for line in textwrap.wrap(paragraph, LINE)
    ]
    template = ENVIRONMENT.get_template("fault.svg")
    return template.render(lines=[_NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", line) for line in lines[:MOST_LINES]])
