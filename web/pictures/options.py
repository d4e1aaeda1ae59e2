"""How a picture by address looks: its form, its theme, and how many pixels it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ...engine.trace.draw import Look, Pixels
from ..refusal import Refusal, quoted

Form = Literal["svg", "png"]

# The tokens of static/src/styles/tokens.css: paper, ground, edge, ink.
THEMES = {
    "light": Look("#fffefa", "#faf8f2", "#5e5a50", "#1f2227"),
    "dark": Look("#15171a", "#1a1d21", "#a9a59b", "#e8e5de"),
}

DPI = 96  # at scale 1: one pixel of the picture is one CSS pixel
MAX_SCALE = 4
LEAST_PIXELS = 16
MAX_PIXELS = 4_096  # wide or high; what would be larger is drawn smaller


@dataclass(frozen=True)
class PictureLook:
    form: Form
    theme: str = "light"
    scale: int = 1  # the last three are for PNG alone
    width: int = MAX_PIXELS
    height: int = MAX_PIXELS

    def of_drawing(self) -> Look:
        look = THEMES[self.theme]
        if self.form == "svg":
            return look
        return look._replace(pixels=Pixels(DPI * self.scale, self.width, self.height))


OPTIONS: Mapping[Form, tuple[str, ...]] = {"svg": ("theme",), "png": ("theme", "scale", "width", "height")}


def picture_look(form: Form, given: Mapping[str, str]) -> PictureLook:
    """The look that the words of a query ask for; raises Refusal."""
    theme = given.get("theme", "light")
    if theme not in THEMES:
        raise Refusal(422, "value", f"theme is {quoted(theme)}.", f"Allowed: {', '.join(THEMES)}.")
    return PictureLook(
        form,
        theme,
        whole("scale", given.get("scale", "1"), 1, MAX_SCALE),
        whole("width", given.get("width", str(MAX_PIXELS)), LEAST_PIXELS, MAX_PIXELS),
        whole("height", given.get("height", str(MAX_PIXELS)), LEAST_PIXELS, MAX_PIXELS),
    )


def whole(name: str, text: str, least: int, most: int) -> int:
    """A whole number of a query; raises Refusal."""
    if not (text.isascii() and text.isdigit() and len(text) < 10 and least <= int(text) <= most):
        raise Refusal(422, "value", f"{name} is {quoted(text)}.", f"Write a whole number from {least} to {most}.")
    return int(text)
