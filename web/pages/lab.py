"""The lab's page, at `/lab` and for frames at `/embed/lab`, with the first training inside, so that Play works at once."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from ...engine.budgets import SERVER
from ...engine.service import api
from ..http.templates import ENVIRONMENT
from ..pictures.social_card import Card
from .playground import script_json

TITLE = "Lab"
ABOUT = (
    "Train a small network in your browser and watch its decision surface, its losses and its weights, step by step."
)


def html(
    *, static: str, home: str, server: bool, embed: bool = False, policy: str = "", card: Card | None = None
) -> str:
    """The page, with addresses relative to it: of the bundle's folder, and of the playground. Without a server the reader's
    browser compiles, and the page has to name its content security policy itself."""
    return ENVIRONMENT.get_template("pages/lab.html").render(
        static=static,
        home=home,
        backend="server" if server else "browser",
        embed=embed,
        policy=policy,
        card=card,
        about=ABOUT,
        first_lab=_first(),
    )


@cache
def _first() -> Markup:
    """The reply that the page would ask for first: micrograd's demo."""
    return script_json(api.encode(api.handle({"method": "lab"}, SERVER)))
