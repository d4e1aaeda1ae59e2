"""Thumbnails of the examples and drawings of the lessons' programs, made by `make build`: light and dark for each DOT.

So these pictures need neither Graphviz on the server nor a script in the browser.
"""

from __future__ import annotations

from hashlib import sha256


def path(dot: str) -> str:
    """The bundle path of the light drawing of a DOT text; static/build/pictures.mjs computes the same."""
    return f"pictures/{sha256(dot.encode()).hexdigest()[:16]}.svg"


def dark(path: str) -> str:
    """The path or URL of the dark drawing beside a light one."""
    return f"{path.removesuffix('.svg')}-dark.svg"
