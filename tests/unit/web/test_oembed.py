"""Tests of oEmbed: a link to this site becomes a frame that fits, and any other address is not found."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import jsonschema
import pytest
from fastapi.testclient import TestClient

from autograd_playground.engine.examples import FIRST
from autograd_playground.web.app import create_app
from autograd_playground.web.lessons.source import read_all
from autograd_playground.web.link import fragment
from autograd_playground.web.settings import Settings
from tests.support.error_shape import assert_error

SITE = "http://testserver/"
CODE = "a = Value(2.0)\nb = a + a*3\nb.backward()"
CODED = quote(CODE, safe="")
STATE = fragment({"text": CODE, "step": 2})


class Frame(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes = dict(attrs)


def fetch(client: TestClient, url: str, **params: Any) -> dict[str, Any]:
    reply = client.get("/oembed", params={"url": url, **params})
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "application/json"
    answer: dict[str, Any] = reply.json()
    frame = Frame(answer["html"])
    assert frame.tags == ["iframe"]
    assert frame.attributes["width"] == str(answer["width"])
    assert frame.attributes["height"] == str(answer["height"])
    assert frame.attributes["title"] == answer["title"]
    return answer


def source(answer: dict[str, Any]) -> str:
    return Frame(answer["html"]).attributes["src"] or ""


@pytest.mark.parametrize(
    ("url", "content"),
    [
        (f"{SITE}?code={CODED}", f"code={CODED}"),
        (f"{SITE}?code={CODED}&step=3&level=atoms", f"code={CODED}&step=3&level=atoms"),
        (f"{SITE}?state={STATE}", STATE),
        (f"{SITE}#{STATE}", STATE),
        (f"{SITE}embed/#code={CODED}&phase=backward", f"code={CODED}&phase=backward"),
        (f"{SITE}embed?code={CODED}", f"code={CODED}"),
        (f"https://TESTSERVER/?code={CODED}&utm_source=mail", f"code={CODED}"),
        (SITE, f"code={quote(FIRST.source, safe='')}"),
    ],
)
def test_a_link_becomes_a_frame_with_the_same_program(client: TestClient, url: str, content: str) -> None:
    answer = fetch(client, url)
    assert {name: answer[name] for name in ("version", "type", "provider_name", "provider_url")} == {
        "version": "1.0",
        "type": "rich",
        "provider_name": "Autograd Playground",
        "provider_url": SITE,
    }
    address, _, shown = source(answer).partition("#")
    assert address == f"{SITE}embed/"
    assert sorted(shown.split("&")) == sorted(content.split("&"))
    assert answer["cache_age"] > 0


def test_the_title_has_the_result(client: TestClient) -> None:
    assert fetch(client, f"{SITE}?code={CODED}")["title"] == "b = 8 · Autograd Playground"


def test_a_lesson_becomes_its_first_program(client: TestClient) -> None:
    for lesson in read_all():
        answer = fetch(client, f"{SITE}learn/{lesson.name}")
        assert answer["title"] == f"{lesson.title} · Autograd Playground"
        assert source(answer).startswith(f"{SITE}embed/#code=")
        assert answer["thumbnail_width"] > 0


def test_an_embed_keeps_its_display_options(client: TestClient) -> None:
    url = f"{SITE}embed/?panels=graph,step&theme=dark&height=auto&onload=x&start=%22%3E#code={CODED}"
    assert source(fetch(client, url)).startswith(f"{SITE}embed/?panels=graph,step&theme=dark#code=")


@pytest.mark.parametrize(
    ("width", "height"), [(None, None), (300, None), (None, 200), (300, 200), (5000, 5000), (10, 10)]
)
def test_the_frame_and_its_thumbnail_fit_the_requested_size(
    client: TestClient, width: int | None, height: int | None
) -> None:
    bounds = {name: value for name, value in (("maxwidth", width), ("maxheight", height)) if value}
    answer = fetch(client, f"{SITE}?code={CODED}", **bounds)
    assert (answer["width"], answer["height"]) == (min(800, width or 800), min(520, height or 520))
    if width == 10:
        assert "thumbnail_url" not in answer
        return
    assert answer["thumbnail_width"] <= (width or 800)
    assert answer["thumbnail_height"] <= (height or 800)
    parts = urlsplit(answer["thumbnail_url"])
    picture = client.get(f"{parts.path}?{parts.query}").content
    size = (int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big"))
    assert size == (answer["thumbnail_width"], answer["thumbnail_height"])


def test_a_program_that_does_not_run_is_embedded_without_a_picture(client: TestClient) -> None:
    answer = fetch(client, f"{SITE}?code={quote('a = (')}")
    assert answer["title"] == "Autograd Playground"
    assert not {name for name in answer if name.startswith("thumbnail")}


def test_without_graphviz_there_is_no_picture(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with TestClient(create_app(settings)) as client:
        answer = fetch(client, f"{SITE}?code={CODED}")
    assert answer["title"].startswith("b = 8")
    assert "thumbnail_url" not in answer


@pytest.mark.parametrize(
    "url",
    [
        "", "x", "javascript:alert(1)", "file:///etc/passwd", "https://other.example/", "//testserver/",
        "http://testserver@evil.example/",
        "http://evil.example/?http://testserver/", "http://testserver.evil.example/", "http://user@testserver/",
        "http://[::1", "http://testserver:81/",
        f"{SITE}gallery/", f"{SITE}learn/", f"{SITE}learn/99-nothing", f"{SITE}api/trace", f"{SITE}graph.svg?code=a",
        f"{SITE}embed",
        f"{SITE}embed/../?code=a", "http://testserver\\@evil.example/", "\x00", "http://testserver/%2e%2e",
    ],
)  # fmt: skip
def test_any_other_address_is_not_found(client: TestClient, url: str) -> None:
    reply = client.get("/oembed", params={"url": url})
    assert reply.status_code == 404, reply.text
    assert_error(reply.text, "unsupported")


@pytest.mark.parametrize(
    ("params", "status"),
    [
        ({"format": "xml"}, 501),
        ({"format": "yaml"}, 501),
        ({"maxwidth": "0"}, 422),
        ({"maxwidth": "-1"}, 422),
        ({"maxheight": "1e3"}, 422),
        ({"maxheight": "many"}, 422),
    ],
)
def test_an_invalid_parameter_is_refused(client: TestClient, params: dict[str, str], status: int) -> None:
    reply = client.get("/oembed", params={"url": SITE, **params})
    assert reply.status_code == status
    assert_error(reply.text)


def test_a_request_without_url_says_so(client: TestClient) -> None:
    reply = client.get("/oembed")
    assert reply.status_code == 422
    assert "no url" in assert_error(reply.text)["message"]


@pytest.mark.parametrize("code", ['"><script>alert(1)</script>', "a = 2\na.label = '\"><b>'\nb = a", "#&<>'\"", "é∂\n"])
def test_a_hostile_program_stays_inside_the_address_of_the_frame(client: TestClient, code: str) -> None:
    answer = fetch(client, f"{SITE}?code={quote(code, safe='')}")
    shown = urlsplit(source(answer)).fragment
    assert unquote(shown.removeprefix("code=")) == code


def test_an_invalid_host_has_no_embeds(client: TestClient) -> None:
    reply = client.get("/oembed", params={"url": 'http://x"><b>/'}, headers={"host": 'x"><b>'})
    assert reply.status_code == 404
    assert "<b>" not in reply.text


def test_below_a_path_only_what_is_below_it_is_found(settings: Settings) -> None:
    with TestClient(create_app(settings.model_copy(update={"address": "https://school.example/play/"}))) as client:
        for url in ("https://school.example/play/", "https://school.example/play"):
            assert source(fetch(client, url)).startswith("https://school.example/play/embed/#code=")
        for url in ("https://school.example/", "https://school.example/player/", SITE):
            assert client.get("/oembed", params={"url": url}).status_code == 404


def test_every_site_may_fetch_and_cache_the_answer(client: TestClient) -> None:
    reply = client.get("/oembed", params={"url": SITE})
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.headers["cache-control"] == "public, max-age=86400"
    again = client.get("/oembed", params={"url": SITE}, headers={"if-none-match": reply.headers["etag"]})
    assert again.status_code == 304
    head = client.head("/oembed", params={"url": SITE})
    assert head.status_code == 200
    assert head.content == b""


def test_answers_are_as_described(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    described = document["paths"]["/oembed"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    validator = jsonschema.Draft202012Validator({**described, "components": document["components"]})
    for url in (SITE, f"{SITE}?code={quote('a = (')}"):
        validator.validate(json.loads(client.get("/oembed", params={"url": url}).text))
