"""Server settings, read from PLAYGROUND_... environment variables and validated at start-up."""

from __future__ import annotations

import os
import re
from ipaddress import ip_network
from pathlib import Path
from typing import Any, Self

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from .bundle import BUNDLE, DIST, PREFIX, SettingsError

# A source list of a Content-Security-Policy directive: it contains no semicolon, so it cannot end the directive.
_EMBEDDERS = re.compile(r"\*|'none'|[\w.:/*-]+(?: [\w.:/*-]+)*", re.ASCII)

# Base URL of a site, ending in a slash; it contains nothing that HTML or a URL has to escape.
_ADDRESS = re.compile(r"https?://(?:[\w.-]+|\[[\da-fA-F:.]+\])(?::\d{1,5})?/(?:[\w.~-]+/)*", re.ASCII)


class Settings(BaseSettings):
    """The server's settings; each field is the environment variable PLAYGROUND_<FIELD>."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    # Programs that run at the same time, each in a process; one more process is for short programs only.
    runs: int = Field(default=2, ge=1, le=64)
    waiting: int = Field(default=64, ge=0, le=10_000)  # requests in the queue; further ones get 429
    reader_requests: int = Field(default=0, ge=0, le=100_000)  # programs and pictures per minute; 0: any number
    run_seconds: int = Field(default=5, ge=1, le=60)  # processor time of all that is done for one request
    run_megabytes: int = Field(default=512, ge=128, le=4_096)  # address space of a process that runs programs
    reply_megabytes: int = Field(default=32, ge=0, le=4_096)  # size of the in-memory cache of the API's replies
    body_bytes: int = Field(default=262_144, ge=1_024, le=16_777_216)  # maximum size of a request body
    body_seconds: int = Field(default=10, ge=1, le=600)  # timeout for receiving a request body
    draw_seconds: int = Field(default=5, ge=1, le=60)  # time limit of one Graphviz drawing
    draw_megabytes: int = Field(default=512, ge=64, le=4_096)  # memory limit of one Graphviz drawing
    picture_megabytes: int = Field(default=32, ge=0, le=4_096)  # size of the in-memory picture cache
    static: Path = DIST  # folder of the bundled front-end
    address: str = ""  # public base URL; if empty, taken from each request
    embedders: str = "*"  # sites that may embed, as the sources of a frame-ancestors directive
    proxies: str = ""  # addresses and networks whose X-Forwarded-* and X-Request-Id count, with commas between them
    access_log: bool = False  # a JSON line on standard error for each request, and the log as JSON
    metrics: bool = False  # Prometheus metrics at /metrics

    @field_validator("embedders")
    @classmethod
    def _check_embedders(cls, embedders: str) -> str:
        if _EMBEDDERS.fullmatch(embedders):
            return embedders
        raise SettingsError(
            f"{PREFIX}EMBEDDERS is {embedders!r}; it must be sites with a space between them, as in "
            "'https://a.example https://*.b.example', or * for every site, or 'none' in its quotes."
        )

    @field_validator("address")
    @classmethod
    def _check_address(cls, address: str) -> str:
        if not address or _ADDRESS.fullmatch(address):
            return address
        raise SettingsError(
            f"{PREFIX}ADDRESS is {address!r}; it must be the address of the playground with a slash at its "
            "end, as in 'https://play.example/' or 'https://example.org/play/'."
        )

    @field_validator("proxies")
    @classmethod
    def _check_proxies(cls, proxies: str) -> str:
        try:
            for proxy in filter(None, proxies.split(",")):
                ip_network(proxy.strip())
        except ValueError:
            raise SettingsError(
                f"{PREFIX}PROXIES is {proxies!r}; it must be addresses or networks with commas between them, as in "
                "'127.0.0.1,10.0.0.0/8'."
            ) from None
        return proxies

    @field_validator("static")
    @classmethod
    def _check_static(cls, static: Path) -> Path:
        for name in BUNDLE:
            if not (static / name).is_file():
                raise SettingsError(f"{static} holds no {name}; run make build, or set {PREFIX}STATIC.")
        return static

    @classmethod
    def from_environment(cls) -> Self:
        """Settings from the PLAYGROUND_... variables. Raises SettingsError for an unknown or invalid one."""
        known = [PREFIX + name.upper() for name in cls.model_fields]
        for variable in os.environ:
            if variable.startswith(PREFIX) and variable not in known:
                raise SettingsError(f"{variable} is no setting; the settings are {', '.join(known)}.")
        try:
            return cls()
        except ValidationError as error:
            raise SettingsError(_sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    name = str(first["loc"][0]).removeprefix(PREFIX.lower())
    variable, given = PREFIX + name.upper(), first["input"]
    match first["type"]:
        case "greater_than_equal" | "less_than_equal":
            between = " and ".join(map(str, range_of(name) or ()))
            return f"{variable} is {given}; it must be between {between}."
        case "int_parsing":
            return f"{variable} is {given!r}; it must be a whole number."
        case "bool_parsing":
            return f"{variable} is {given!r}; it must be 1 or 0."
        case _:
            return f"{variable} is {given!r}: {first['msg']}."


def range_of(name: str) -> tuple[int, int] | None:
    """The least and the greatest value of a setting that is a number."""
    limits: dict[str, Any] = {
        key: getattr(each, key)
        for each in Settings.model_fields[name].metadata
        for key in ("ge", "le")
        if hasattr(each, key)
    }
    return (limits["ge"], limits["le"]) if limits else None
