"""HTML of the notebook page (`/notebook`, and `/embed/notebook` for frames). Its cells run in the reader's browser."""

from __future__ import annotations

from ..http.templates import ENVIRONMENT
from ..pictures.social_card import Card

TITLE = "Notebook"
ABOUT = (
    "Write your own class Value in cells of Python, run them in your browser, and see after each backward pass whether "
    "every gradient is what it should be, and if not, on which line it went wrong."
)


def html(
    *, static: str, home: str, server: bool, embed: bool = False, policy: str = "", card: Card | None = None
) -> str:
    """The page; `static` and `home` are the relative URLs of the bundle's folder and of the playground.

    `server` is whether the site has one, for the links to the playground; `policy` is the Content-Security-Policy for a
    <meta> element, on a host without headers.
    """
    return ENVIRONMENT.get_template("pages/notebook.html").render(
        static=static,
        home=home,
        section="notebook",
        backend="server" if server else "browser",
        embed=embed,
        policy=policy,
        card=card,
        description=ABOUT,
    )
