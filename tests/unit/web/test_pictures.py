"""Tests of pictures by address: drawing and alt text, caching, hostile input, and errors as pictures."""

from __future__ import annotations

import base64
import json
import logging
import os
import re
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from autograd_playground.engine.budgets import SERVER
from autograd_playground.web.app import create_app
from autograd_playground.web.link import fragment
from autograd_playground.web.pictures import graphviz
from autograd_playground.web.pictures.options import THEMES
from autograd_playground.web.settings import Settings
from tests.support.server import ROOT

CODE = "a = Value(2.0)\nb = Value(-3.0)\nc = Value(10.0)\nL = a*b + c\nL.backward()"
SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {
    SVG + tag for tag in ("svg", "g", "title", "desc", "polygon", "polyline", "path", "ellipse", "text", "rect")
}


def address(form: str = "svg", code: str = CODE, **params: Any) -> str:
    more = "".join(f"&{name}={quote(str(param), safe='')}" for name, param in params.items())
    return f"/graph.{form}?code={quote(code, safe='')}{more}"


def remove_graphviz(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the server's processes find no Graphviz from now on."""
    monkeypatch.setenv("PATH", "/nowhere")
    assert isinstance(client.app, FastAPI)
    for worker in client.app.state.pool.workers:
        worker.kill()


def svg(reply: Response, status: int = 200) -> ET.Element:
    assert reply.status_code == status, reply.text
    assert reply.headers["content-type"] == "image/svg+xml"
    root = ET.fromstring(reply.text)
    assert {element.tag for element in root.iter()} <= ELEMENTS
    attributes = {attribute.lower() for element in root.iter() for attribute in element.attrib}
    assert not {name for name in attributes if name.startswith(("on", "{")) or "href" in name or name == "style"}
    return root


def title_and_description(root: ET.Element) -> tuple[str, str]:
    """The title and the description."""
    title, description = root.findtext(SVG + "title"), root.findtext(SVG + "desc")
    assert title
    assert description
    return title, description


def size(reply: Response) -> tuple[int, int]:
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "image/png"
    assert reply.content.startswith(b"\x89PNG\r\n\x1a\n")
    return int.from_bytes(reply.content[16:20], "big"), int.from_bytes(reply.content[20:24], "big")


def texts(root: ET.Element) -> list[str]:
    return [(text.text or "").replace("\u00a0", " ").strip() for text in root.iter(SVG + "text")]


def test_a_program_is_drawn_with_its_data_and_grad_and_described_in_text(client: TestClient) -> None:
    root = svg(client.get(address()))
    assert title_and_description(root) == (
        "L = 4",
        "The graph: a has data 2 and grad −3; b has data −3 and grad 2; c has data 10 and grad 1; "
        "a*b has data −6 and grad 1; L has data 4 and grad 1.",
    )
    assert root.get("role") == "img"
    assert {"a", "data", "2", "grad", "−3", "L", "4", "×"} <= set(texts(root))
    assert len(list(root.iter(SVG + "title"))) == 1


def test_a_png_has_the_requested_pixels(client: TestClient) -> None:
    width, height = size(client.get(address("png")))
    double = size(client.get(address("png", scale=2)))
    assert [abs(2 * width - double[0]) <= 2, abs(2 * height - double[1]) <= 2] == [True, True]
    bounds: list[dict[str, Any]] = [
        {"width": 200},
        {"height": 100},
        {"width": 16, "height": 16},
        {"scale": 4, "width": 333},
    ]
    for params in bounds:
        bounded = size(client.get(address("png", **params)))
        assert bounded[0] <= params.get("width", 4096)
        assert bounded[1] <= params.get("height", 4096)


def test_a_long_graph_is_drawn_smaller_than_its_most_pixels(client: TestClient) -> None:
    chain = "x = Value(1.0)\n" + "x = x + 1.0\n" * 60
    assert max(size(client.get(address("png", chain, scale=4)))) <= 4096


def test_a_field_that_is_unknown_at_a_step_is_empty(client: TestClient) -> None:
    root = svg(client.get(address(step=1)))
    assert title_and_description(root)[1].startswith(
        "The graph: a has data 2 and no grad yet; b has no data yet and no grad yet;"
    )
    assert texts(root).count("") == 9  # four of five data, and every grad
    assert title_and_description(svg(client.get(address(phase="backward"))))[1].endswith("L has data 4 and grad 1.")
    assert "a has data 2 and no grad yet" in title_and_description(svg(client.get(address(phase="backward"))))[1]
    assert client.get(address(step="end")).content == client.get(address()).content


def test_the_theme_and_the_level_are_followed(client: TestClient) -> None:
    light, dark = client.get(address()).text, client.get(address(theme="dark")).text
    assert "#15171a" in dark
    assert "#15171a" not in light
    tanh = "x = Value(0.5)\ny = tanh(x)"
    assert "tanh" in texts(svg(client.get(address(code=tanh))))
    assert "exp" in texts(svg(client.get(address(code=tanh, level="atoms"))))


@pytest.mark.parametrize("theme", THEMES)
def test_a_picture_has_the_tints_of_the_page(theme: str) -> None:
    style_sheet = (ROOT / "static" / "src" / "styles" / "graph.css").read_text(encoding="utf-8")
    for name, tints in (("up", THEMES[theme].up), ("down", THEMES[theme].down)):
        pairs = re.findall(rf"--{name}-\d: light-dark\((#\w+), (#\w+)\);", style_sheet)
        assert tints == tuple(pair[list(THEMES).index(theme)] for pair in pairs)


def test_a_link_is_drawn_as_it_opens(client: TestClient) -> None:
    link = fragment({"text": CODE, "step": 1, "level": "compact", "leaves": {"0": 7.0}, "panel": "values"})
    root = svg(client.get(f"/graph.svg?state={link}"))
    assert "a has data 7" in title_and_description(root)[1]
    assert "no grad yet" in title_and_description(root)[1]
    assert title_and_description(svg(client.get(f"/graph.svg?state={fragment({'text': CODE})}")))[0] == "L = 4"


def test_a_plus_is_a_space_as_in_every_query(client: TestClient) -> None:
    assert title_and_description(svg(client.get("/graph.svg?code=a+=+Value(1.0)%0Ab+=+a%2Ba")))[0] == "b = 2"


def test_head_gives_the_headers_alone(client: TestClient) -> None:
    get, head = client.get(address("png")), client.head(address("png"))
    assert head.status_code == 200
    assert head.content == b""
    assert head.headers["content-length"] == str(len(get.content))
    assert head.headers["etag"] == get.headers["etag"]


def test_a_picture_is_not_sent_twice_and_not_drawn_twice(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with TestClient(create_app(settings)) as client:
        first = client.get(address())
        assert first.headers["cache-control"] == "public, max-age=86400"
        assert re.fullmatch(r'"[\w-]+"', first.headers["etag"])
        remove_graphviz(client, monkeypatch)
        assert client.get(address()).content == first.content
        again = client.get(address(), headers={"if-none-match": first.headers["etag"]})
        assert again.status_code == 304
        assert again.content == b""
        assert client.get(address(theme="dark")).status_code == 503
        assert client.get(address("png")).status_code == 503


def test_a_cache_of_no_bytes_stores_nothing(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with TestClient(create_app(settings.model_copy(update={"picture_megabytes": 0}))) as client:
        assert client.get(address()).status_code == 200
        remove_graphviz(client, monkeypatch)
        assert client.get(address()).status_code == 503


def test_other_sites_may_show_a_picture_which_can_run_nothing_as_a_document(client: TestClient) -> None:
    for reply in (client.get(address()), client.get(address("png")), client.get(address(code="a = ("))):
        assert reply.headers["access-control-allow-origin"] == "*"
        assert reply.headers["cross-origin-resource-policy"] == "cross-origin"
        assert reply.headers["content-security-policy"] == "default-src 'none'; sandbox; frame-ancestors *"
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "cross-origin-opener-policy" not in reply.headers


DAMAGED = fragment({"text": CODE})[:-5]
DEEP = base64.urlsafe_b64encode(zlib.compress(b"[" * 60_000, wbits=-15)).rstrip(b"=").decode()

FAULTY = {
    "nothing": ("", 422, "The query has no program."),
    "both": ("code=a&state=1.AA", 422, "The query has both a code and a state."),
    "a code twice": ("code=a&code=b", 422, "The query has 'code' twice."),
    "an unknown word": ("code=a&thme=dark", 422, "There is no 'thme' here."),
    "an option of the other form": ("code=a&scale=2", 422, "There is no 'scale' here."),
    "an unknown theme": ("code=a&theme=pink", 422, "theme is 'pink'."),
    "an unknown level": ("code=a%3D2&level=deep", 422, "level is 'deep'."),
    "an unknown phase": ("code=a%3D2&phase=later", 422, "phase is 'later'."),
    "a step that is none": ("code=a%3D2&step=-1", 422, "step is '-1'."),
    "a step in other digits": ("code=a%3D2&step=%D9%A3", 422, "step is"),
    "no UTF-8": ("code=%ff%fe", 422, "The query is not UTF-8."),
    "a surrogate": ("code=%ED%A0%80", 422, "The query is not UTF-8."),
    "too many words": ("&".join(f"w{i}=1" for i in range(40)), 422, "The query has more than 32 words."),
    "an empty program": ("code=", 422, "this program computes no value."),
    "a program that only prints": ("code=print(1)", 422, "There is nothing to draw yet"),
    "a mistake in line 2": ("code=a%20%3D%202%0Ab%20%3D%20(", 422, "Line 2: This `(` is never closed."),
    "a long program": ("code=" + "a%3D2%0A" * 2_001, 414, "8,000"),
    "a link of another version": ("state=9.AAAA", 422, "it is of version 9"),
    "a link that is none": ("state=hello", 422, "it is not one that the playground made"),
    "a damaged link": (f"state={DAMAGED}", 422, "it is cut off or damaged"),
    "a deep link": (f"state=1.{DEEP}", 422, "it is cut off or damaged"),
    "a link that unpacks without end": (f"state={fragment({'text': 'a' * 70_000})}", 422, "it holds more than 64 KB"),
    "a link that holds a list": (f"state={fragment([])}", 422, "it holds no state"),  # type: ignore[arg-type]
    "a link with a text that is none": (f"state={fragment({'text': 5})}", 422, "source must be the program"),
    "a link with a step that is none": (
        f"state={fragment({'text': 'a=2', 'step': 'x'})}", 422, "The step of this link"
    ),
    "a link with leaves that are none": (
        f"state={fragment({'text': 'a=2', 'leaves': [1]})}", 422, "The leaves of this link"
    ),
    "a link with deep leaves": (
        f"state={fragment({'text': 'a=2', 'leaves': {'0': [[1]]}})}", 422, "The leaves of this link"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTY)
@pytest.mark.parametrize("form", ["svg", "png"])
def test_an_error_is_a_picture_with_its_message(client: TestClient, name: str, form: str) -> None:
    query, status, says = FAULTY[name]
    if form == "png" and "scale" in query:
        query, says = "code=a&scale=5", "scale is '5'."
    reply = client.get(f"/graph.{form}?{query}")
    title, description = title_and_description(svg(reply, status))
    assert title == "There is no picture"
    assert says in description
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("params", [{"scale": 0}, {"scale": "1.5"}, {"width": 15}, {"height": 4097}, {"width": "٣٣"}])
def test_invalid_pixels_are_refused(client: TestClient, params: dict[str, Any]) -> None:
    svg(client.get(address("png", **params)), 422)


HOSTILE = [
    "</title></svg><script>alert(1)</script>", "<img src=x onerror=alert(1)>", "]]>", "<!--", "&lt;b&gt;", "\\N",
    '"];n9[label="x', "\x00", "\x1b[31m", "\u202e", "\ufffe", "{{7*7}}", "%s",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_a_hostile_label_is_text_in_the_drawing_and_in_its_title(client: TestClient, text: str) -> None:
    label = json.dumps(text, ensure_ascii=False)
    code = f"a = Value(2.0)\na.label = {label}\nb = a * 2\nb.label = {label}"
    reply = client.get(address(code=code))
    svg(reply, reply.status_code)
    assert reply.status_code in (200, 422)
    assert "alert(1)>" not in reply.text
    assert "49" not in title_and_description(ET.fromstring(reply.text))[1]


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_text_in_the_picture_of_its_error(client: TestClient, text: str) -> None:
    for query in (address(code=text), address(theme=text), f"/graph.svg?{quote(text, safe='')}=1"):
        root = svg(client.get(query), 422)
        assert title_and_description(root)[0] == "There is no picture"
        assert {element.tag for element in root} == {SVG + tag for tag in ("title", "desc", "rect", "text")}


def test_a_drawing_over_the_limits_is_said_in_a_picture(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    talkative = tmp_path / "dot"
    talkative.write_text(f"#!/bin/sh\ncat > /dev/null\nhead -c {graphviz.OUTPUT_BYTES + 1} /dev/zero\n")
    talkative.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with TestClient(create_app(settings)) as client:
        root = svg(client.get(address()), 503)
    assert title_and_description(root)[1].startswith("The drawing is larger than 16777216 bytes.")


def test_without_graphviz_the_picture_says_so(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    client = TestClient(create_app(Settings(static=bundle)))
    for form in ("svg", "png"):
        assert title_and_description(svg(client.get(address(form)), 503))[1].startswith(
            "Graphviz is not installed on this server."
        )


def test_a_program_over_the_limits_is_said_in_a_picture(client: TestClient) -> None:
    many = f"x = Value(1.0)\nfor i in range({SERVER.shown_values}):\n    x = x + i"
    assert "5,000" in title_and_description(svg(client.get(address(code=many)), 422))[1]


def test_no_query_is_logged(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="playground")
    caplog.set_level(logging.DEBUG, logger="uvicorn")
    for path in ("/graph.svg", "/graph.png", "/", "/embed/"):
        for code in ("secret_name%20%3D%202", "secret_name%20%3D%20("):
            client.get(f"{path}?code={code}")
    assert [record for record in caplog.records if not record.name.startswith(("httpx2", "httpcore2", "asyncio"))] == []


DOCS = ROOT / "docs"
SHOWN = re.compile(r"https://play\.example(/graph\.(?:svg|png)\?[^\s\"…]+)(?=[)\"])")
DOCUMENTED = [(path, found) for path in sorted(DOCS.rglob("*.md")) for found in SHOWN.findall(path.read_text())]


@pytest.mark.parametrize(("path", "address"), DOCUMENTED, ids=[path.name for path, _ in DOCUMENTED])
def test_every_picture_in_the_documentation_is_there(client: TestClient, path: Path, address: str) -> None:
    assert svg(client.get(address.replace("&amp;", "&"))).get("role") == "img", path


def test_the_documentation_shows_pictures() -> None:
    assert "embedding.md" in [path.name for path, _ in DOCUMENTED]
