"""The page at `/embed`: the player alone, for a frame in somebody else's page. Its address says what it shows."""

from __future__ import annotations

from ..http.templates import ENVIRONMENT
from ..pictures.social_card import Card


def html(*, static: str, home: str, server: bool, policy: str = "", card: Card | None = None) -> str:
    """The page, with addresses relative to it: of the bundle's folder, and of the playground. Without a server the reader's
    browser runs the programs, and the page has to name its content security policy itself."""
    backend = "server" if server else "browser"
    template = ENVIRONMENT.get_template("pages/embed.html")
    return template.render(static=static, home=home, backend=backend, policy=policy, card=card)
