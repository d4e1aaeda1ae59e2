"""Server settings, read from PLAYGROUND_... environment variables and validated at start-up."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

PREFIX = "PLAYGROUND_"
DIST = Path(__file__).resolve().parent.parent / "static" / "dist"
BUNDLE = ("app.js", "app.css", "look.js", "autograd-playground.js", "first.json", "first.svg")

# A source list of a Content-Security-Policy directive: it contains no semicolon, so it cannot end the directive.
_EMBEDDERS = re.compile(r"\*|'none'|[\w.:/*-]+(?: [\w.:/*-]+)*", re.ASCII)

# Base URL of a site, ending in a slash; it contains nothing that HTML or a URL has to escape.
_ADDRESS = re.compile(r"https?://(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?/(?:[\w.~-]+/)*", re.ASCII)

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
    """An invalid setting, which keeps the server from starting; the message is one sentence for the operator."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The server's settings; each field is the environment variable PLAYGROUND_<FIELD>."""

    runs: int = 2  # programs that run at the same time; more are not faster, because they share one interpreter
    waiting: int = 64  # requests in the queue; further ones get 429
    body_bytes: int = 262_144  # maximum size of a request body
    body_seconds: int = 10  # timeout for receiving a request body
    draw_seconds: int = 5  # time limit of one Graphviz drawing
    draw_megabytes: int = 512  # memory limit of one Graphviz drawing
    picture_megabytes: int = 32  # size of the in-memory picture cache
    static: Path = DIST  # folder of the bundled front-end
    address: str = ""  # public base URL; if empty, taken from each request
    embedders: str = "*"  # sites that may embed, as the sources of a frame-ancestors directive

    def __post_init__(self) -> None:
        for name, (minimum, maximum) in RANGES.items():
            value = getattr(self, name)
            if not minimum <= value <= maximum:
                raise SettingsError(f"{PREFIX}{name.upper()} is {value}; it must be between {minimum} and {maximum}.")
        if not _EMBEDDERS.fullmatch(self.embedders):
            raise SettingsError(
                f"{PREFIX}EMBEDDERS is {self.embedders!r}; it must be sites with a space between them, as in "
                "'https://a.example https://*.b.example', or * for every site, or 'none' in its quotes."
            )
        if self.address and not _ADDRESS.fullmatch(self.address):
            raise SettingsError(
                f"{PREFIX}ADDRESS is {self.address!r}; it must be the address of the playground with a slash at its "
                "end, as in 'https://play.example/' or 'https://example.org/play/'."
            )
        for name in BUNDLE:
            if not (self.static / name).is_file():
                raise SettingsError(f"{self.static} holds no {name}; run make build, or set {PREFIX}STATIC.")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Settings:
        """Settings from the PLAYGROUND_... variables. Raises SettingsError for an unknown or invalid one."""
        known = {PREFIX + field.name.upper(): field.name for field in fields(cls)}
        variables = {variable: text for variable, text in environment.items() if variable.startswith(PREFIX)}
        for variable in variables:
            if variable not in known:
                raise SettingsError(f"{variable} is no setting; the settings are {', '.join(known)}.")
        values = {known[variable]: _parse(variable, text) for variable, text in variables.items()}
        return cls(**values)


def _parse(variable: str, text: str) -> Any:
    if variable == PREFIX + "STATIC":
        return Path(text)
    if variable in (PREFIX + "ADDRESS", PREFIX + "EMBEDDERS"):
        return text
    try:
        return int(text)
    except ValueError:
        raise SettingsError(f"{variable} is {text!r}; it must be a whole number.") from None
