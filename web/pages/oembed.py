"""oEmbed 1.0 (https://oembed.com): resolves a URL of the playground to an embed, and writes its iframe."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from markupsafe import Markup
from pydantic import BaseModel, Field

from ..pictures.program_query import PROGRAM_PARAMS, QueryParams, has_program, parse_query
from ..refusal import Refusal

WIDTH, HEIGHT = 800, 520  # CSS pixels of the frame, if the requested maximum allows them
CACHE_SECONDS = 86_400

_EMBED = "embed/"
_PROGRAM_PATHS = ("", "embed", _EMBED)
# The options of an embed are in its query (static/src/embed/options.ts).
_EMBED_OPTIONS = ("panels", "theme", "readonly", "controls", "autoplay", "start")
_OPTION_VALUE = re.compile(r"[a-z0-9,]{1,80}")
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
class EmbedTarget:
    """The content behind a URL: a program, the options of its embed, and the site's own page that it was taken from."""

    params: QueryParams
    options: Mapping[str, str]
    page: str  # path below the base URL; empty for a program in the URL itself


def resolve(url: str, base: str, page_programs: Mapping[str, QueryParams]) -> EmbedTarget:
    """The content of `url`; `page_programs` has the programs of the site's own pages by path. Raises Refusal (404)."""
    try:
        target, site = urlsplit(url), urlsplit(base)
    except ValueError:  # not a URL
        raise _not_found() from None
    if target.scheme not in ("http", "https") or target.netloc.lower() != site.netloc.lower():
        raise _not_found()
    if not target.path.startswith(site.path) and target.path + "/" != site.path:
        raise _not_found()
    path = target.path[len(site.path) :]
    params = _program_params(target.query, target.fragment) if path in _PROGRAM_PATHS else {}
    if params:
        return EmbedTarget(params, _embed_options(target.query) if path else {}, "")
    if path not in page_programs:
        raise _not_found()
    return EmbedTarget(page_programs[path], {}, path)


def frame(base: str, target: EmbedTarget, title: str, width: int, height: int) -> str:
    """The iframe of an embed; width and height are in CSS pixels."""
    options = urlencode(target.options, safe=",")
    src = f"{base}{_EMBED}{options and '?' + options}#{_fragment(target.params)}"
    return _FRAME.format(src=src, title=title, width=width, height=height)


def _not_found() -> Refusal:
    return Refusal(
        404, "unsupported", "No example has this url.", "Give one of this playground: a link, an embed or a lesson."
    )


def _program_params(query: str, fragment: str) -> dict[str, str]:
    """The program in a URL, or nothing. The fragment has precedence over the query, as it has in the page."""
    if re.match(r"[0-9]+\.", fragment):
        return {"state": fragment}
    pairs = [pair.partition("=") for pair in fragment.split("&")]
    fragment_params = {unquote(name): unquote(value) for name, _, value in pairs}
    params = fragment_params if "code" in fragment_params else parse_query(query.encode())
    if not has_program(params):
        return {}
    return {name: value for name, value in params.items() if name in PROGRAM_PARAMS}


def _embed_options(query: str) -> dict[str, str]:
    return {
        name: value for name, value in parse_qsl(query) if name in _EMBED_OPTIONS and _OPTION_VALUE.fullmatch(value)
    }


def _fragment(params: QueryParams) -> str:
    """The fragment that the embed reads (static/src/url/address-content.ts)."""
    return params["state"] if "state" in params else urlencode(params, quote_via=quote, safe="")
