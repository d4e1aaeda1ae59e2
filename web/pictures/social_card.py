"""Link-preview metadata of a page (Open Graph, oEmbed discovery): title, description and picture."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ..http.templates import replace_invalid
from ..refusal import Refusal
from .program_query import PROGRAM_PARAMS, QueryParams, parse_program
from .renderer import Renderer

NAME = "Autograd Playground"
ABOUT = "Type scalar expressions in Python and watch automatic differentiation happen, one contribution at a time."
IMAGE_SCALE = 2


@dataclass(frozen=True)
class Card:
    title: str
    description: str
    url: str
    image: str  # URL, or empty without a picture
    alt: str
    oembed: str  # URL of the oEmbed reply, or empty for a page that cannot be embedded


def program_query_string(params: QueryParams) -> str:
    """The parameters that define a program, percent-encoded."""
    return urlencode({name: params[name] for name in PROGRAM_PARAMS if name in params}, quote_via=quote, safe="")


async def program_card(renderer: Renderer, base: str, path: str, params: QueryParams) -> Card:
    """The card of a page whose query defines a program; for a faulty program the error message and no picture."""
    url = f"{base}{path}?{program_query_string(params)}"
    try:
        caption = await renderer.caption(parse_program(params))
    except Refusal as refusal:
        return Card(NAME, replace_invalid(refusal.error.message), url, "", "", _oembed_url(base, url))
    title, alt = replace_invalid(f"{caption.title} · {NAME}"), replace_invalid(caption.description)
    return Card(title, alt, url, _image_url(base, params), alt, _oembed_url(base, url))


async def page_card(
    renderer: Renderer, base: str, path: str, title: str, description: str, params: QueryParams, embeds: bool
) -> Card:
    """The card of one of the site's own pages, with a picture of the program in `params`.

    `embeds` says whether the page has an oEmbed reply.
    """
    url = f"{base}{path}"
    oembed = _oembed_url(base, url) if embeds else ""
    try:
        caption = await renderer.caption(parse_program(params))
    except Refusal:  # the server is busy
        return Card(title, description, url, "", "", oembed)
    return Card(title, description, url, _image_url(base, params), caption.description, oembed)


def _oembed_url(base: str, url: str) -> str:
    return f"{base}oembed?{urlencode({'url': url, 'format': 'json'}, quote_via=quote, safe='')}"


def _image_url(base: str, params: QueryParams) -> str:
    return f"{base}graph.png?{program_query_string(params)}&scale={IMAGE_SCALE}"
