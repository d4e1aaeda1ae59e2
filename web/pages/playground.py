"""HTML of the playground page: its first screen needs no script, and the first example's trace is inlined."""

from __future__ import annotations

import json
import re

from markupsafe import Markup

from ...engine.examples import EXAMPLES
from ..http.assets import Assets
from ..http.content import Content
from ..http.templates import ENVIRONMENT, script_json
from ..pictures.social_card import Card
from .first_screen import first_screen

# The largest scale at which the page fits a drawing into its pane, as in static/src/graph/view-geometry.ts.
MAX_FIT_SCALE = 1.6
_SIZE = re.compile(r'width="[^"]*" height="[^"]*"(\s+viewBox="0.00 0.00 ([\d.]+) ([\d.]+)")')


def inline_svg(text: str) -> Markup:
    """The svg element of an SVG document from the build, without the XML prologue, which HTML does not allow.

    It is as large as the page draws it at most; the style sheet fits it into its pane.
    """

    def scaled(size: re.Match[str]) -> str:
        width, height = (MAX_FIT_SCALE * float(number) for number in size.group(2, 3))
        return f'width="{width:.2f}" height="{height:.2f}"{size.group(1)}'

    return Markup(_SIZE.sub(scaled, text[text.index("<svg") :], count=1))


def render(assets: Assets, card: Card | None = None) -> Content:
    """The page at `/`, as the server sends it."""
    return Content.html(html(assets, server=True, card=card))


def html(assets: Assets, *, server: bool, policy: str = "", card: Card | None = None) -> str:
    """The page. Its URLs are relative, so it works below any path.

    Without a server the browser runs the programs, and `policy` is the Content-Security-Policy for a <meta> element.
    """
    return ENVIRONMENT.get_template("pages/page.html").render(
        static=f"static/{assets.digest}",
        home="./",
        section="playground",
        screen=first_screen(),
        backend="server" if server else "browser",
        policy=policy,
        card=card,
        examples=script_json(json.dumps([example._asdict() for example in EXAMPLES])),
        first_trace=script_json(assets.text("first.json")),
        first_drawing=inline_svg(assets.text("first.svg")),
    )
