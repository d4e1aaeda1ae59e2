"""The standalone file: one HTML with a trace, its drawing and the player inside. It opens from a disk and asks no address for
anything; where scripts do not run it shows the drawing, the program and the values.

static/src/standalone/file.ts makes the same file in the browser.
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
from ..pages.playground import script_json
from ..pictures import alt_text
from ..settings import DIST, PREFIX
from .errors import CommandError

SKELETON = "standalone.html"

_SLOT = re.compile(r"\{\{([a-z]+)\}\}")
_ROW = Markup('<tr><th scope="row">{}</th><td class="number">{}</td><td class="number">{}</td></tr>')
_HOME = Markup('<a class="open-link" href="{}" target="_blank" rel="noopener">Open in the playground</a>')
_SVG = "{http://www.w3.org/2000/svg}"

# What is kept of Graphviz's drawing: how it looks is said by the style sheet. svg-import.ts has the same list.
_KEPT: Mapping[str, tuple[str, ...]] = {
    "g": ("id", "class", "transform"),
    "polygon": ("points",),
    "polyline": ("points",),
    "path": ("d",),
    "ellipse": ("cx", "cy", "rx", "ry"),
    "text": ("x", "y", "text-anchor", "font-size"),
}

Trace = Mapping[str, Any]


def skeleton() -> str:
    """The player and its style, with slots for the rest: what `make build` leaves. Raises CommandError where it has not."""
    path = Path(os.environ.get(PREFIX + "STATIC", DIST)) / SKELETON
    if not path.is_file():
        raise CommandError(f"The player is missing: {path.parent} holds no {SKELETON}; run make build.")
    return path.read_text(encoding="utf-8")


def html(skeleton: str, trace: Trace, drawing: str, *, step: int, title: str | None, home: str | None) -> str:
    """The file, opened after `step` steps; with `home`, the address of a playground, it leads there."""
    values = {
        "title": escape(title or title_of(trace)),
        "home": _HOME.format(_address(home, trace, step)) if home else "",
        "description": escape(alt_text.description(trace)),
        "drawing": Markup(_drawing(drawing)),
        "program": escape(trace["source"].rstrip()),
        "rows": Markup("\n").join(_rows(trace)),
        # The drawing is there: nothing asks for it again.
        "content": script_json(encode({"step": step, "trace": {**trace, "dot": ""}})),
    }
    return _SLOT.sub(lambda slot: values.get(slot[1], slot[0]), skeleton)


def title_of(trace: Trace) -> str:
    names = ", ".join(trace["nodes"][root]["name"] for root in trace["roots"])
    return f"The gradients of {names}, step by step" if names else "The values, step by step"


def _address(home: str, trace: Trace, step: int) -> str:
    state = {"text": trace["source"], "level": trace["level"], "step": step}
    return f"{home}#{link.fragment(state)}"


def _rows(trace: Trace) -> Iterator[Markup]:
    for node in trace["nodes"]:
        yield _ROW.format(node["name"], _digits(node["data"]), _digits(node["grad"]))


def _digits(x: float) -> str:
    """As the player's table writes it."""
    return repr(x) if math.isfinite(x) else "NaN" if math.isnan(x) else "Infinity" if x > 0 else "-Infinity"


def _drawing(svg: str) -> str:
    """The svg element of a drawing for this page: the geometry alone."""
    source = ElementTree.fromstring(svg)
    box = source.get("viewBox", "")
    width, height = box.split()[2:]
    own = ElementTree.Element("svg", {"class": "graph", "width": width, "height": height, "viewBox": box})
    own.extend(kept for child in source if (kept := _kept(child)) is not None)
    return ElementTree.tostring(own, encoding="unicode")


def _kept(element: ElementTree.Element) -> ElementTree.Element | None:
    name = element.tag.removeprefix(_SVG)
    if name not in _KEPT:
        return None
    attributes = {key: element.attrib[key] for key in _KEPT[name] if key in element.attrib}
    own = ElementTree.Element(name, attributes)
    if name == "text":
        own.text = element.text
    own.extend(kept for child in element if (kept := _kept(child)) is not None)
    return own
