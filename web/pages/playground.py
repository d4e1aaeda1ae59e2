"""HTML of the playground page. The first example's trace and drawing are inlined, so it is usable at once."""

from __future__ import annotations

import json

from markupsafe import Markup

from ...engine.examples import EXAMPLES
from ..http.assets import Assets
from ..http.content import Content
from ..http.templates import ENVIRONMENT, script_json
from ..pictures.social_card import Card


def inline_svg(text: str) -> Markup:
    """The svg element of an SVG document from the build, without the XML prologue, which HTML does not allow."""
    return Markup(text[text.index("<svg") :])


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
        backend="server" if server else "browser",
        policy=policy,
        card=card,
        examples=script_json(json.dumps([example._asdict() for example in EXAMPLES])),
        first_trace=script_json(assets.text("first.json")),
        first_drawing=inline_svg(assets.text("first.svg")),
    )
