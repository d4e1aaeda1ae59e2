"""Arguments of matplotlib's drawing functions, and what these give back."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from ..numpy import arrays, scalars
from . import contours
from .contours import Grid

MARKERS = set(".,ov^<>12348spP*hH+xXDd|_")
DASHES = {"--": "dashed", "-.": "dashdot", ":": "dotted", "-": "solid"}
DASH_NAMES = {"dashed": "dashed", "dashdot": "dashdot", "dotted": "dotted", "solid": "solid"} | DASHES
Series = dict[str, Any]


class Artist:
    """What a drawing function gives back. It can be kept and printed, and not changed."""

    kind = "lines.Line2D"

    def __init__(self, series: Series) -> None:
        self._series = series

    def __repr__(self) -> str:
        return f"<matplotlib.{self.kind} at {id(self):#x}>"


class PathCollection(Artist):
    kind = "collections.PathCollection"


class QuadContourSet(Artist):
    kind = "contour.QuadContourSet"


class AxesImage(Artist):
    kind = "image.AxesImage"


class Text(Artist):
    kind = "text.Text"


def numbers(values: Any) -> list[float]:
    """Numbers of a list or an array; one number is a list of one."""
    source = arrays.array(values)
    return [float(value) for value in source.ravel().tolist()]


def finite(values: Sequence[float]) -> list[float | None]:
    return [value if math.isfinite(value) else None for value in values]


def parse_format(text: str) -> tuple[str | None, str, str | None]:
    """Colour, marker and dash of a format such as `r--` or `bo`; the dash is None where only markers are drawn."""
    dash = next((mark for mark in DASHES if mark in text), None)
    rest = text.replace(dash, "", 1) if dash else text
    marker = next((mark for place, mark in enumerate(rest) if mark in MARKERS and rest[max(0, place - 1)] != "C"), "")
    colour = rest.replace(marker, "", 1) if marker else rest
    if len(colour) > 1 and not (colour[0] == "C" and colour[1:].isdigit()):
        raise ValueError(f"Unrecognized format string {text!r}")
    return colour or None, marker, DASHES[dash] if dash else None if marker else "solid"


def common(style: dict[str, Any]) -> Series:
    alpha = style.get("alpha")
    return {"label": str(style.get("label") or ""), "alpha": 1.0 if alpha is None else float(alpha)}


def grid_of(args: Sequence[Any], style: dict[str, Any]) -> tuple[Grid, list[float]]:
    """The grid and the levels that contour's arguments mean."""
    rest = list(args)
    if len(rest) >= 3:
        across, up, heights = (arrays.array(one) for one in rest[:3])
        rest = rest[3:]
    else:
        heights = arrays.array(rest.pop(0))
        across, up = arrays.array(range(heights.shape[1])), arrays.array(range(heights.shape[0]))
    if heights.ndim != 2:
        raise TypeError(f"Input z must be 2D, not {heights.ndim}D")
    x = numbers(across if across.ndim == 1 else across[0])
    y = numbers(up if up.ndim == 1 else up[:, 0])
    if heights.shape != (len(y), len(x)):
        raise TypeError(f"Length of x ({len(x)}) must match number of columns in z ({heights.shape[1]})")
    z = [[float(height) for height in row] for row in heights.tolist()]
    wanted = scalars.plain(rest[0] if rest else style.get("levels"))
    if wanted is not None and not isinstance(wanted, int):
        return Grid(x, y, z), numbers(wanted)
    flat = [height for row in z for height in row if math.isfinite(height)] or [0.0]
    return Grid(x, y, z), contours.levels(min(flat), max(flat), wanted or contours.BANDS)
