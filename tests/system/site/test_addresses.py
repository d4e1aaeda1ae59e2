"""Tests of the static site's addresses: each leads to a file of it, or to another site on purpose."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from autograd_playground.web.bundle import DIST

OTHER_SITES = ("https://",)  # links that a reader follows; nothing is loaded from there


class Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []
        self.linked: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, address in attrs:
            if name in ("src", "href", "data-home") and address is not None:
                (self.linked if tag == "a" else self.loaded).append(address)


def target(site: Path, page: Path, address: str) -> Path:
    """The file that a static host without rewrite rules sends."""
    path = unquote(urlsplit(address).path)
    assert not path.startswith("/"), f"{page} has {address}, which depends on where the site is"
    found = (page.parent / path).resolve() if path else page
    assert found.is_relative_to(site), f"{page} has {address}, which is outside of the site"
    return found / "index.html" if path.endswith("/") else found


def test_every_address_leads_to_a_file(site: Path, pages: list[Path]) -> None:
    followed = 0
    for page in pages:
        addresses = Addresses()
        addresses.feed(page.read_text())
        for address in addresses.loaded + addresses.linked:
            if address == "data:," or (address in addresses.linked and address.startswith(OTHER_SITES)):
                continue
            assert target(site, page, address).is_file(), f"{page.relative_to(site)} has {address}"
            followed += 1
    assert followed > 100


def test_no_page_speaks_of_what_only_a_server_has(site: Path, pages: list[Path]) -> None:
    for page in pages:
        text = page.read_text()
        for path in ("graph.svg", "graph.png", "oembed", "/api/"):
            assert path not in text, f"{page.relative_to(site)} has {path}"


def test_the_bundle_is_the_servers(site: Path) -> None:
    (bundle,) = (site / "static").iterdir()
    names = {path.relative_to(DIST) for path in DIST.rglob("*") if path.is_file() and path.suffix not in (".br", ".gz")}
    assert {path.relative_to(bundle) for path in bundle.rglob("*") if path.is_file()} == names
    assert [name for name in names if (bundle / name).read_bytes() != (DIST / name).read_bytes()] == []
