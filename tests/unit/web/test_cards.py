"""Tests of social cards and oEmbed links in pages: they describe the page's program, with everything escaped."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from fastapi.testclient import TestClient

from autograd_playground.web.app import create_app
from autograd_playground.web.bundle import SettingsError
from autograd_playground.web.lessons.pages import LIST
from autograd_playground.web.lessons.source import read_all
from autograd_playground.web.link import fragment
from autograd_playground.web.settings import Settings

CODE = "a = Value(2.0)\nb = a * 3\nb.backward()"
LESSONS = [lesson.name for lesson in read_all()]


class Head(HTMLParser):
    """The card of a page: its og: and twitter: properties, and the oEmbed links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.card: dict[str, str] = {}
        self.tags: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag == "meta" and ("property" in given or given.get("name", "").startswith("twitter:")):
            self.card[given.get("property") or given["name"]] = given["content"]
        if given.get("type") == "application/json+oembed":
            self.card["oembed"] = given["href"]


def card(client: TestClient, path: str, host: str = "testserver") -> dict[str, str]:
    reply = client.get(path, headers={"host": host})
    assert reply.status_code == 200
    return Head(reply.text).card


def fetched(client: TestClient, address: str) -> bytes:
    """The content at an absolute address of a card."""
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc) == ("http", "testserver")
    reply = client.get(f"{parts.path}?{parts.query}")
    assert reply.status_code == 200, reply.text
    return reply.content


@pytest.mark.parametrize(
    "query", [f"code={quote(CODE)}", f"state={fragment({'text': CODE})}"], ids=lambda query: query[:5]
)
@pytest.mark.parametrize("path", ["", "embed", "embed/"])
def test_a_page_that_names_a_program_shows_its_values_and_its_picture(
    client: TestClient, path: str, query: str
) -> None:
    found = card(client, f"/{path}?{query}")
    assert found["og:title"] == "b = 6 · Autograd Playground"
    assert found["og:description"] == "The graph: a has data 2 and grad 3; b has data 6 and grad 1."
    assert found["og:image:alt"] == found["og:description"]
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:url"].startswith(f"http://testserver/{path}?")
    assert fetched(client, found["og:image"]).startswith(b"\x89PNG")
    assert b'"type":"rich"' in fetched(client, found["oembed"])


def test_the_page_itself_shows_the_first_example(client: TestClient) -> None:
    found = card(client, "/")
    assert found["og:title"] == "Autograd Playground"
    assert found["og:url"] == "http://testserver/"
    assert fetched(client, found["og:image"]).startswith(b"\x89PNG")
    assert b'"type":"rich"' in fetched(client, found["oembed"])


def test_an_embed_that_names_no_program_has_no_card(client: TestClient) -> None:
    assert card(client, "/embed") == {}
    assert card(client, "/embed/?panels=graph") == {}


@pytest.mark.parametrize("path", ["learn/", "gallery/", *(LIST + name for name in LESSONS)])
def test_every_page_of_the_lessons_has_a_card(client: TestClient, path: str) -> None:
    found = card(client, f"/{path}")
    assert found["og:url"] == f"http://testserver/{path}"
    assert found["og:image"].startswith("http://testserver/graph.png?code=")
    assert found["og:image:alt"]
    assert found["og:title"]
    assert found["og:description"]
    assert ("oembed" in found) == path.startswith("learn/0") or path.startswith("learn/1")


def test_a_program_that_does_not_run_says_so_and_has_no_picture(client: TestClient) -> None:
    found = card(client, f"/?code={quote('a = (')}")
    assert found["og:description"] == "This `(` is never closed."
    assert found["twitter:card"] == "summary"
    assert "og:image" not in found


HOSTILE = [
    '"><script>alert(1)</script>', "a = 2 # \"'><img src=x onerror=alert(1)>", "</head><body onload=alert(1)>",
    "{{ 7*7 }}{% raw %}", "\x00\x1b", "a = 2\na.label = '\"><b>'\nb = a * a", "javascript:alert(1)",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
@pytest.mark.parametrize("path", ["", "embed/"])
def test_a_hostile_program_adds_nothing_to_the_page(client: TestClient, path: str, text: str) -> None:
    plain = Head(client.get(f"/{path}?code={quote(CODE)}").text)
    head = Head(client.get(f"/{path}?code={quote(text, safe='')}").text)
    kinds = set(plain.tags)
    assert set(head.tags) <= kinds
    assert head.tags.count("script") == plain.tags.count("script")


@pytest.mark.parametrize("query", ["code=%ff", "code=a&code=b", f"state={fragment({'text': 5})}", "state=1.", "code="])
def test_a_query_that_cannot_be_read_still_opens_the_page(client: TestClient, query: str) -> None:
    for path in ("", "embed", "embed/"):
        assert client.get(f"/{path}?{query}").status_code == 200


def test_a_link_with_half_a_character_still_opens_the_page(client: TestClient) -> None:
    state = fragment({"text": "a = 2", "level": "\\ud800"})
    assert client.get(f"/?state={state}").status_code == 200


@pytest.mark.parametrize("host", ['x"><script>', "a b", "a/b", "user@a", "", "[::1", "a:port", "é"])
def test_an_invalid_host_is_named_nowhere(client: TestClient, host: str) -> None:
    for path in ("/", f"/?code={quote(CODE)}", f"/learn/{LESSONS[0]}"):
        reply = client.get(path, headers=[(b"host", host.encode())])
        assert reply.status_code == 200
        assert Head(reply.text).card == {}


def test_the_configured_address_is_named_in_full(settings: Settings) -> None:
    with TestClient(create_app(settings.model_copy(update={"address": "https://school.example/play/"}))) as client:
        found = card(client, f"/?code={quote(CODE)}", host="10.0.0.7:8000")
        assert found["og:image"].startswith("https://school.example/play/graph.png?code=")
        assert found["oembed"].startswith(
            "https://school.example/play/oembed?url=https%3A%2F%2Fschool.example%2Fplay%2F"
        )


@pytest.mark.parametrize(
    "address", ["play.example", "https://play.example", "ftp://a/", "https://a/?b/", 'https://a"/']
)
def test_an_invalid_address_is_refused(bundle: Path, address: str) -> None:
    with pytest.raises(SettingsError, match=r"^PLAYGROUND_ADDRESS is .*with a slash at its end"):
        Settings(static=bundle, address=address)


def test_a_busy_server_still_sends_its_pages(settings: Settings) -> None:
    app = create_app(settings)
    app.state.pool.stop()
    with TestClient(app) as client:
        assert card(client, "/")["og:title"] == "Autograd Playground"
        assert "og:image" not in card(client, "/")
