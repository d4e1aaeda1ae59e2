"""Jinja environment of all templates: values are escaped, and an undefined variable is an error."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from .site_pages import SITE_PAGES

# Characters that neither HTML nor XML allows, escaped or not.
_INVALID = re.compile("[^\t\n\r\x20-\x7e\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

TEMPLATES = Path(__file__).parents[1] / "templates"

ENVIRONMENT = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.globals["site_pages"] = SITE_PAGES


def replace_invalid(text: str) -> str:
    """`text` with U+FFFD for each character that a document cannot contain."""
    return _INVALID.sub("\N{REPLACEMENT CHARACTER}", text)


_SCRIPT_JSON = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def script_json(text: str) -> Markup:
    """JSON text escaped for a script element: it cannot end the element or start a comment."""
    return Markup(text.translate(_SCRIPT_JSON))
