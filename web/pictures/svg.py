"""Standalone SVG documents: a drawing with its text alternative, and an error message as a picture."""

from __future__ import annotations

import re
import textwrap

from markupsafe import escape

from ..http.templates import ENVIRONMENT, replace_invalid
from ..refusal import Refusal

# Graphviz's own titles: the ids of nodes and edges, which browsers would show as tooltips.
_TITLES = re.compile(r"<title>[^<]*</title>\n?")
_COMMENTS = re.compile(r"<!--.*?-->\n?", re.DOTALL)
_SVG_TAG = re.compile(r"<svg\b([^>]*)>")

MAX_LINE_LENGTH = 64  # characters
MAX_LINES = 12


def with_text_alternative(drawing: str, title: str, description: str) -> str:
    """Graphviz's SVG as role="img" with a <title> and a <desc>."""
    document = _COMMENTS.sub("", _TITLES.sub("", drawing[drawing.index("<svg") :]))
    title, description = escape(replace_invalid(title)), escape(replace_invalid(description))
    alternative = f"\n<title>{title}</title>\n<desc>{description}</desc>"
    return _SVG_TAG.sub(lambda tag: f'<svg role="img"{tag[1]}>{alternative}', document, count=1)


def error_picture(refusal: Refusal) -> str:
    """The error's line, message and hint as a picture."""
    error = refusal.error
    line_prefix = f"Line {error.span[0]}: " if error.span else ""
    lines = [
        line
        for text in (line_prefix + error.message, error.hint)
        for paragraph in text.split("\n")
        for line in textwrap.wrap(paragraph, MAX_LINE_LENGTH)
    ]
    template = ENVIRONMENT.get_template("pictures/error.svg")
    return template.render(lines=[replace_invalid(line) for line in lines[:MAX_LINES]])
