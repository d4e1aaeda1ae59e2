"""The templates, and the one environment that fills them in: everything is escaped, and a missing value is an error."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

# What neither HTML nor XML has a place for, escaped or not.
_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TEMPLATES = Path(__file__).parents[1] / "templates"

ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def characters(text: str) -> str:
    """Any text as one that a document can hold."""
    return _NOT_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)
