"""oEmbed 1.0 (https://oembed.com): an address of the playground as a frame that another site puts into its page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from markupsafe import Markup
from pydantic import BaseModel, Field

from ..pictures import program_query
from ..refusal import Refusal

WIDTH, HEIGHT = 800, 520  # CSS pixels of the frame, where the site has room for them
CACHE_SECONDS = 86_400

_EMBED = "embed/"
_PLACES = ("", "embed", _EMBED)
# How an embed looks stands in its query (static/src/embed/options.ts).
_LOOKS = ("panels", "theme", "readonly", "controls", "autoplay", "start")
_LOOK = re.compile(r"[a-z0-9,]{1,80}")
_FRAME = Markup(
    '<iframe src="{src}" title="{title}" width="{width}" height="{height}" loading="lazy"'
    ' sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"'
    ' allow="clipboard-write; fullscreen" style="border: 1px solid #ccc"></iframe>'
)


class OEmbed(BaseModel):
    """An embed, as oEmbed describes it."""

    version: Literal["1.0"] = "1.0"
    type: Literal["rich"] = "rich"
    title: str
    provider_name: str
    provider_url: str
    cache_age: int = Field(CACHE_SECONDS, description="Seconds that this may be kept.")
    width: int = Field(description="CSS pixels of the frame.")
    height: int
    html: str = Field(description="The frame.")
    thumbnail_url: str | None = Field(None, description="The picture; left out where the program does not run.")
    thumbnail_width: int | None = None
    thumbnail_height: int | None = None


@dataclass(frozen=True)
class Asked:
    """What an address shows: a program by the words of a query, and how the embed of it looks."""

    words: Mapping[str, str]
    look: Mapping[str, str]
    page: str  # the path of one of our own pages, or nothing


def asked(url: str, base: str, ours: Mapping[str, Mapping[str, str]]) -> Asked:
    """What `url` shows; `ours` are the pages with programs of our own, by their paths. Raises Refusal (404)."""
    try:
        given, site = urlsplit(url), urlsplit(base)
    except ValueError:  # no URL at all
        raise _nothing() from None
    if given.scheme not in ("http", "https") or given.netloc.lower() != site.netloc.lower():
        raise _nothing()
    if not given.path.startswith(site.path) and given.path + "/" != site.path:
        raise _nothing()
    path = given.path[len(site.path) :]
    words = _words(given.query, given.fragment) if path in _PLACES else {}
    if words:
        return Asked(words, _look(given.query) if path else {}, "")
    if path not in ours:
        raise _nothing()
    return Asked(ours[path], {}, path)


def frame(base: str, asked: Asked, title: str, width: int, height: int) -> str:
    look = urlencode(asked.look, safe=",")
    src = f"{base}{_EMBED}{look and '?' + look}#{_fragment(asked.words)}"
    return _FRAME.format(src=src, title=title, width=width, height=height)


def _nothing() -> Refusal:
    return Refusal(
        404, "unsupported", "No example has this url.", "Give one of this playground: a link, an embed or a lesson."
    )


def _words(query: str, fragment: str) -> dict[str, str]:
    """What stands after the # is what a reader sees, where it says anything."""
    if re.match(r"[0-9]+\.", fragment):
        return {"state": fragment}
    pairs = [pair.partition("=") for pair in fragment.split("&")]
    said = {unquote(name): unquote(value) for name, _, value in pairs}
    given = said if "code" in said else program_query.words(query.encode())
    return (
        {name: value for name, value in given.items() if name in program_query.WORDS}
        if program_query.names_one(given)
        else {}
    )


def _look(query: str) -> dict[str, str]:
    return {name: value for name, value in parse_qsl(query) if name in _LOOKS and _LOOK.fullmatch(value)}


def _fragment(words: Mapping[str, str]) -> str:
    """As the embed reads it (static/src/embed/content.ts)."""
    return words["state"] if "state" in words else urlencode(words, quote_via=quote, safe="")
