"""What a page says of itself to sites that link to it (Open Graph, oEmbed): a title, the values in words, and the picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ..http.templates import characters
from ..refusal import Refusal
from . import program_query
from .renderer import Painter

NAME = "Autograd Playground"
ABOUT = "Type scalar expressions in Python and watch automatic differentiation happen, one contribution at a time."
IMAGE_SCALE = 2


@dataclass(frozen=True)
class Card:
    title: str
    description: str
    url: str
    image: str  # its address, or nothing where there is no picture
    alt: str
    oembed: str  # where the page can be asked for as an embed, or nothing


def query(words: Mapping[str, str]) -> str:
    """The words that name a program, as a query."""
    return urlencode({name: words[name] for name in program_query.WORDS if name in words}, quote_via=quote, safe="")


def oembed(base: str, url: str) -> str:
    return f"{base}oembed?{urlencode({'url': url, 'format': 'json'}, quote_via=quote, safe='')}"


async def of_program(painter: Painter, base: str, path: str, words: Mapping[str, str]) -> Card:
    """The card of a page whose query names a program. One that does not run has no picture, and its card says why."""
    url = f"{base}{path}?{query(words)}"
    try:
        told = await painter.words(program_query.program(words))
    except Refusal as refusal:
        return Card(NAME, characters(refusal.error.message), url, "", "", oembed(base, url))
    title, alt = characters(f"{told.title} · {NAME}"), characters(told.description)
    return Card(title, alt, url, image(base, words), alt, oembed(base, url))


async def of_page(
    painter: Painter, base: str, path: str, title: str, description: str, words: Mapping[str, str], embeds: bool
) -> Card:
    """The card of a page of ours, with the picture of a program of ours; `embeds` where it can be asked for as an embed."""
    url = f"{base}{path}"
    link = oembed(base, url) if embeds else ""
    try:
        told = await painter.words(program_query.program(words))
    except Refusal:  # the server is busy
        return Card(title, description, url, "", "", link)
    return Card(title, description, url, image(base, words), told.description, link)


def image(base: str, words: Mapping[str, str]) -> str:
    return f"{base}graph.png?{query(words)}&scale={IMAGE_SCALE}"
