"""Colours as roles that the page draws in its light and its dark look: names of matplotlib's, hex texts, and maps."""

from __future__ import annotations

import colorsys
from collections.abc import Sequence
from typing import Any

CYCLE = ("blue", "orange", "green", "red", "purple", "brown", "pink", "grey", "olive", "cyan")
ROLES = (*CYCLE, "ink", "paper")
LETTERS = {
    "b": "blue",
    "g": "green",
    "r": "red",
    "c": "cyan",
    "m": "purple",
    "y": "olive",
    "k": "ink",
    "w": "paper",
}
NAMED = {
    "black": "ink",
    "white": "paper",
    "gray": "grey",
    "magenta": "purple",
    "violet": "purple",
    "yellow": "olive",
    "gold": "olive",
    "navy": "blue",
    "steelblue": "blue",
    "skyblue": "cyan",
    "teal": "cyan",
    "lime": "green",
    "crimson": "red",
    "salmon": "red",
    "tomato": "red",
    "firebrick": "red",
}
HUES = ((0.03, "red"), (0.12, "orange"), (0.2, "olive"), (0.44, "green"), (0.54, "cyan"), (0.72, "blue"))
DIVERGING = {"coolwarm", "bwr", "seismic", "jet", "rainbow", "turbo"}
DIVERGING_FROM_RED = {"Spectral", "RdBu", "RdYlBu", "RdYlGn", "RdGy", "PiYG", "PRGn", "BrBG", "PuOr"}


class Map:
    """A colour map by name: numbers from 0 to 1 on the page's sequential scale, or blue to red on its diverging one."""

    def __init__(self, name: str) -> None:
        self.name = name
        base = name.removesuffix("_r")
        self.scale = "diverging" if base in DIVERGING | DIVERGING_FROM_RED else "sequential"
        self.turned = (base in DIVERGING_FROM_RED) != name.endswith("_r")

    def place(self, share: float) -> float:
        return round(1.0 - share if self.turned else share, 4)


def map_of(given: Any) -> Map:
    return given if isinstance(given, Map) else Map(str(given or "viridis"))


class Maps:
    """`plt.cm`: a map for every name."""

    def __getattr__(self, name: str) -> Map:
        if name.startswith("_"):
            raise AttributeError(name)
        return Map(name)


def role(colour: Any, default: str = "blue") -> str:
    """The role nearest to a colour of matplotlib's."""
    if colour is None:
        return default
    if isinstance(colour, str):
        return _named(colour, default)
    return _nearest([float(part) for part in colour][:3])


def _named(colour: str, default: str) -> str:
    name = colour.strip().lower().removeprefix("tab:").removeprefix("dark").removeprefix("light")
    if name.startswith("c") and name[1:].isdigit():
        return CYCLE[int(name[1:]) % len(CYCLE)]
    if name.startswith("#") and len(name) in (4, 7):
        width = (len(name) - 1) // 3
        parts = [name[1 + place * width :][:width] * (2 // width) for place in range(3)]
        return _nearest([int(part, 16) / 255 for part in parts])
    found = LETTERS.get(name) or NAMED.get(name) or (name if name in ROLES else None)
    if found is None and name.replace(".", "", 1).isdigit():
        return _nearest([float(name)] * 3)
    return found or default


def _nearest(rgb: Sequence[float]) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*rgb)
    if saturation < 0.15 or lightness < 0.08 or lightness > 0.95:
        return "ink" if lightness < 0.25 else "paper" if lightness > 0.9 else "grey"
    return next((name for limit, name in HUES if hue < limit), "purple" if hue < 0.92 else "red")


def shares(values: Sequence[float], low: float | None, high: float | None) -> list[float]:
    """Numbers as parts of their range, from 0 to 1."""
    least = min(values) if low is None else low
    most = max(values) if high is None else high
    width = most - least
    return [min(1.0, max(0.0, (value - least) / width)) if width else 0.0 for value in values]
