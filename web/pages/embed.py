"""HTML of the embed page (`/embed`): only the player, for a frame in another site. Its URL defines its content."""

from __future__ import annotations

from ..http.templates import ENVIRONMENT
from ..pictures.social_card import Card


def html(*, static: str, home: str, server: bool, policy: str = "", card: Card | None = None) -> str:
    """The page; `static` and `home` are the relative URLs of the bundle's folder and of the playground.

    Without a server the browser runs the programs, and `policy` is the Content-Security-Policy for a <meta> element.
    """
    backend = "server" if server else "browser"
    template = ENVIRONMENT.get_template("pages/embed.html")
    return template.render(static=static, home=home, backend=backend, policy=policy, card=card)
