"""SVG documents that stand by themselves: a drawing with its alternative text, and a picture that says what is wrong."""

from __future__ import annotations

import re
import textwrap

from markupsafe import escape

from ..http.templates import ENVIRONMENT, characters
from ..refusal import Refusal

# Graphviz's own: the names that it gives to nodes and edges, which browsers show where the pointer rests.
_NAMES = re.compile(r"<title>[^<]*</title>\n?")
_COMMENTS = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_OPENING = re.compile(r"<svg\b([^>]*)>")

LINE = 64  # characters of a message in one line
MOST_LINES = 12


def described(svg: str, title: str, description: str) -> str:
    """Graphviz's drawing as a picture that has a title and a description."""
    inside = _COMMENTS.sub("", _NAMES.sub("", svg[svg.index("<svg") :]))
    words = f"\n<title>{escape(characters(title))}</title>\n<desc>{escape(characters(description))}</desc>"
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
    template = ENVIRONMENT.get_template("pictures/fault.svg")
    return template.render(lines=[characters(line) for line in lines[:MOST_LINES]])
