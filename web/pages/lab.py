"""HTML of the lab page (`/lab`, and `/embed/lab` for frames). The first training is inlined, so Play works at once."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from ...engine.budgets import SERVER
from ...engine.service import api
from ..http.templates import ENVIRONMENT, script_json
from ..pictures.social_card import Card

TITLE = "Lab"
ABOUT = (
    "Train a small network in your browser and watch its decision surface, its losses and its weights, step by step."
)


def html(
    *, static: str, home: str, server: bool, embed: bool = False, policy: str = "", card: Card | None = None
) -> str:
    """The page; `static` and `home` are the relative URLs of the bundle's folder and of the playground.

    Without a server the browser compiles, and `policy` is the Content-Security-Policy for a <meta> element.
    """
    return ENVIRONMENT.get_template("pages/lab.html").render(
        static=static,
        home=home,
        section="lab",
        backend="server" if server else "browser",
        embed=embed,
        policy=policy,
        card=card,
        description=ABOUT,
        first_lab=_first_reply(),
    )


@cache
def _first_reply() -> Markup:
    """The reply to the page's first request: micrograd's demo."""
    return script_json(api.encode(api.handle({"method": "lab"}, SERVER)))
