"""Standalone HTML file with a trace, its drawing and the player.

It works from disk and makes no requests. Without scripts it shows the drawing, the program and the values.
static/src/export/standalone-file.ts writes the same file in the browser.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup, escape

from ...engine.service.wire import encode
from .. import link
from ..bundle import DIST, PREFIX
from ..http.templates import replace_invalid, script_json
from ..pictures import alt_text
from .errors import CommandError

SKELETON = "standalone.html"

_SLOT = re.compile(r"\{\{([a-z]+)\}\}")
_ROW = Markup('<tr><th scope="row">{}</th><td class="number">{}</td><td class="number">{}</td></tr>')
_HOME = Markup('<a class="open-link" href="{}" target="_blank" rel="noopener">Open in the playground</a>')
_SVG = "{http://www.w3.org/2000/svg}"

# Allowed elements and attributes of Graphviz's SVG: the geometry. The style sheet sets the appearance.
# static/src/graph/svg-import.ts has the same list.
_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "g": ("id", "class", "transform"),
    "polygon": ("points",),
    "path": ("d",),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "text": ("x", "y", "text-anchor", "font-size"),
}

Trace = Mapping[str, Any]


def skeleton() -> str:
    """The page with the player and its styles, and slots for the rest, made by `make build`. Raises CommandError."""
    path = Path(os.environ.get(PREFIX + "STATIC", DIST)) / SKELETON
    if not path.is_file():
        raise CommandError(f"The player is missing: {path.parent} holds no {SKELETON}; run make build.")
    return path.read_text(encoding="utf-8")


def html(skeleton: str, trace: Trace, drawing: str, *, step: int, title: str | None, home: str | None) -> str:
    """The file, opened after `step` steps; `home` is the URL of a playground to link to."""
    values = {
        "title": escape(replace_invalid(title or title_of(trace))),
        "home": _HOME.format(_home_url(home, trace, step)) if home else "",
        "description": escape(alt_text.description(trace)),
        "drawing": Markup(_drawing(drawing)),
        "program": escape(trace["source"].rstrip()),
        "rows": Markup("\n").join(_rows(trace)),
        # The drawing is in the page, so its DOT is not needed.
        "content": script_json(encode({"step": step, "trace": {**trace, "dot": ""}})),
    }
    return _SLOT.sub(lambda slot: values.get(slot[1], slot[0]), skeleton)


def title_of(trace: Trace) -> str:
    names = ", ".join(trace["nodes"][root]["name"] for root in trace["roots"])
    return f"The gradients of {names}, step by step" if names else "The values, step by step"


def _home_url(home: str, trace: Trace, step: int) -> str:
    state = {"text": trace["source"], "level": trace["level"], "step": step}
    return f"{home}#{link.fragment(state)}"


def _rows(trace: Trace) -> Iterator[Markup]:
    for node in trace["nodes"]:
        yield _ROW.format(node["name"], _number(node["data"]), _number(node["grad"]))


def _number(x: float) -> str:
    """As in the player's table of values."""
    return repr(x) if math.isfinite(x) else "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"


def _drawing(svg: str) -> str:
    """The svg element for this page, with only the allowed elements and attributes."""
    source = ElementTree.fromstring(svg)
    box = source.get("viewBox", "")
    width, height = box.split()[2:]
    root = ElementTree.Element("svg", {"class": "graph", "width": width, "height": height, "viewBox": box})
    root.extend(copy for child in source if (copy := _copy_allowed(child)) is not None)
    return ElementTree.tostring(root, encoding="unicode")


def _copy_allowed(element: ElementTree.Element) -> ElementTree.Element | None:
    name = element.tag.removeprefix(_SVG)
    if name not in _ALLOWED:
        return None
    attributes = {key: element.attrib[key] for key in _ALLOWED[name] if key in element.attrib}
    copy = ElementTree.Element(name, attributes)
    if name == "text":
        copy.text = element.text
    copy.extend(each for child in element if (each := _copy_allowed(child)) is not None)
    return copy
