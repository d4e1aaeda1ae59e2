"""Stand-in for matplotlib: what notebooks on autodiff draw, drawn by the page's own charts."""

from __future__ import annotations

from typing import Any

from .pyplot import cm, rcParams, style

__version__ = "3 (stand-in)"


def use(backend: Any, **_: Any) -> None:
    """The page draws, whatever backend is named."""


__all__ = ["cm", "rcParams", "style", "use"]
