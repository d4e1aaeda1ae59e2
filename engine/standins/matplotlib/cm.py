"""matplotlib.cm: a colour map for every name."""

from __future__ import annotations

from .colours import Maps, map_of

__getattr__ = Maps().__getattr__
get_cmap = map_of
__all__ = ["get_cmap"]
