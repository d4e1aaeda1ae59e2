"""What whoever runs the server can set, by environment variables named PLAYGROUND_...; checked before anything starts."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

PREFIX = "PLAYGROUND_"
DIST = Path(__file__).resolve().parent.parent / "static" / "dist"
BUNDLE = ("app.js", "app.css", "autograd-playground.js", "first.json", "first.svg")

# What may stand in a header between two semicolons.
SOURCES = re.compile(r"\*|'none'|[\w.:/*-]+(?: [\w.:/*-]+)*", re.ASCII)

# Where a site is: nothing that a page or a URL would have to escape, and a slash at the end.
ADDRESS = re.compile(r"https?://(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?/(?:[\w.~-]+/)*", re.ASCII)

RANGES: dict[str, tuple[int, int]] = {
    "runs": (1, 64),
    "waiting": (0, 10_000),
    "body_bytes": (1_024, 16_777_216),
    "body_seconds": (1, 600),
    "draw_seconds": (1, 60),
    "draw_megabytes": (64, 4_096),
    "picture_megabytes": (0, 4_096),
}


class SettingsError(ValueError):
    """A setting that the server cannot start with; the message is one sentence for whoever started it."""


@dataclass(frozen=True, slots=True)
class Settings:
    runs: int = 2  # programs run at the same time; more do not run faster, they share one interpreter
    waiting: int = 64  # requests that may wait for their turn; the next one is told to come back
    body_bytes: int = 262_144  # of a request
    body_seconds: int = 10  # for a request to arrive in full
    draw_seconds: int = 5  # for Graphviz to draw
    draw_megabytes: int = 512  # of memory for Graphviz to draw in
    picture_megabytes: int = 32  # of memory for pictures that were made before
    static: Path = DIST  # the bundled front-end
    address: str = ""  # that readers know it by; without it, what each request names
    embedders: str = "*"  # sites that may embed: sources of a content security policy

    def __post_init__(self) -> None:
        for name, (least, most) in RANGES.items():
            value = getattr(self, name)
            if not least <= value <= most:
                raise SettingsError(f"{PREFIX}{name.upper()} is {value}; it must be between {least} and {most}.")
        if not SOURCES.fullmatch(self.embedders):
            raise SettingsError(
                f"{PREFIX}EMBEDDERS is {self.embedders!r}; it must be sites with a space between them, as in "
                "'https://a.example https://*.b.example', or * for every site, or 'none' in its quotes."
            )
        if self.address and not ADDRESS.fullmatch(self.address):
            raise SettingsError(
                f"{PREFIX}ADDRESS is {self.address!r}; it must be the address of the playground with a slash at its end, as in "
                "'https://play.example/' or 'https://example.org/play/'."
            )
        for name in BUNDLE:
            if not (self.static / name).is_file():
                raise SettingsError(f"{self.static} holds no {name}; run make build, or set {PREFIX}STATIC.")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        known = {PREFIX + field.name.upper(): field.name for field in fields(cls)}
        given = {variable: text for variable, text in environment.items() if variable.startswith(PREFIX)}
        for variable in given:
            if variable not in known:
                raise SettingsError(f"{variable} is no setting; the settings are {', '.join(known)}.")
        values = {known[variable]: _read(variable, text) for variable, text in given.items()}
        return cls(**values)


def _read(variable: str, text: str) -> Any:
    if variable == PREFIX + "STATIC":
        return Path(text)
    if variable in (PREFIX + "ADDRESS", PREFIX + "EMBEDDERS"):
        return text
    try:
        return int(text)
    except ValueError:
        raise SettingsError(f"{variable} is {text!r}; it must be a whole number.") from None
