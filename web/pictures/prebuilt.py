"""Drawings of the examples and of the lessons' programs, made by `make build`: a light and a dark SVG for each DOT.

So these pictures need neither Graphviz on the server nor a script in the browser.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def path(trace: Mapping[str, Any]) -> str:
    """The bundle path of the light drawing of a trace; static/build/pictures.mjs computes the same."""
    return f"pictures/{sha256(trace['dot'].encode()).hexdigest()[:16]}.svg"


def dark(path: str) -> str:
    """The path or URL of the dark drawing beside a light one."""
    return f"{path.removesuffix('.svg')}-dark.svg"
