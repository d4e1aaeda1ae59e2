"""Options of a rendered picture: format, theme and size in pixels, parsed from query parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ...engine.trace.draw import DrawingStyle, Pixels
from ..refusal import Refusal, quoted

PictureFormat = Literal["svg", "png"]

# Tokens of the page: paper, ground, ink-soft and ink of static/src/styles/tokens.css, the tints of graph.css.
THEMES = {
    "light": DrawingStyle(
        "#fffefa",
        "#fffefa",
        "#5e5a50",
        "#1f2227",
        up=("#f9e8d7", "#f4d3b6", "#eebe96", "#e9ab78", "#e4985a"),
        down=("#deecf1", "#bfdbe8", "#a1cadf", "#85bbd7", "#6badd0"),
    ),
    "dark": DrawingStyle(
        "#15171a",
        "#15171a",
        "#a9a59b",
        "#e8e5de",
        up=("#38271d", "#4d311e", "#613a20", "#724221", "#824a22"),
        down=("#1b2d39", "#1f3a4c", "#23475e", "#26516d", "#295b7a"),
    ),
}

DPI = 96  # at scale 1: one pixel of the picture is one CSS pixel
MAX_SCALE = 4
MIN_PIXELS = 16
MAX_PIXELS = 4_096  # of width or height; a larger drawing is scaled down


@dataclass(frozen=True)
class PictureOptions:
    """Rendering options; scale, width and height (in pixels) are for PNG only."""

    format: PictureFormat
    theme: str = "light"
    scale: int = 1
    width: int = MAX_PIXELS
    height: int = MAX_PIXELS

    def drawing_style(self) -> DrawingStyle:
        style = THEMES[self.theme]
        if self.format == "svg":
            return style
        return style._replace(pixels=Pixels(DPI * self.scale, self.width, self.height))


OPTION_PARAMS: Mapping[PictureFormat, tuple[str, ...]] = {
    "svg": ("theme",),
    "png": ("theme", "scale", "width", "height"),
}


def parse_picture_options(picture_format: PictureFormat, params: Mapping[str, str]) -> PictureOptions:
    """The options that query parameters request; raises Refusal."""
    theme = params.get("theme", "light")
    if theme not in THEMES:
        raise Refusal(422, "value", f"theme is {quoted(theme)}.", f"Allowed: {', '.join(THEMES)}.")
    return PictureOptions(
        picture_format,
        theme,
        parse_integer("scale", params.get("scale", "1"), 1, MAX_SCALE),
        parse_integer("width", params.get("width", str(MAX_PIXELS)), MIN_PIXELS, MAX_PIXELS),
        parse_integer("height", params.get("height", str(MAX_PIXELS)), MIN_PIXELS, MAX_PIXELS),
    )


def parse_integer(name: str, text: str, minimum: int, maximum: int) -> int:
    """An integer query parameter within a range; raises Refusal."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and minimum <= int(text) <= maximum):
        raise Refusal(422, "value", f"{name} is {quoted(text)}.", f"Write a whole number from {minimum} to {maximum}.")
    return int(text)
