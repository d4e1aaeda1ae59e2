"""Tests of the page's HTML: complete before any script runs, and safe for any first example."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from importlib.metadata import version
from pathlib import Path

from fastapi.testclient import TestClient

from autograd_playground.web.app import create_app
from autograd_playground.web.http.assets import Assets
from autograd_playground.web.http.templates import script_json
from autograd_playground.web.settings import Settings
from tests.support.error_shape import assert_error
from tests.unit.web.conftest import FIRST_JSON, write_bundle


def test_the_page_carries_the_first_examples_trace(client: TestClient) -> None:
    html = client.get("/").text
    found = re.search(r'<script type="application/json" id="first-trace">(.*?)</script>', html, re.DOTALL)
    assert found
    assert json.loads(found.group(1)) == json.loads(FIRST_JSON)


def test_the_page_carries_the_first_drawing_without_its_prologue(client: TestClient) -> None:
    html = client.get("/").text
    found = re.search(r'<div id="first-drawing"[^>]*>\s*(.*?)\s*</div>', html, re.DOTALL)
    assert found
    assert ET.fromstring(found.group(1)).tag == "{http://www.w3.org/2000/svg}svg"


def test_every_address_that_the_page_loads_is_relative_and_carries_the_bundles_digest(
    client: TestClient, bundle: Path
) -> None:
    html = client.get("/").text
    links = re.findall(r"<(?:link|script)\b[^>]*>", html)
    loaded = [link for link in links if 'rel="alternate"' not in link]
    addresses = re.findall(r'(?:href|src)="([^"]*)"', "".join(loaded))
    digest = Assets(bundle).digest
    assert {f"static/{digest}/app.js", f"static/{digest}/app.css"} <= set(addresses)
    for address in addresses:
        assert address == "data:," or address.startswith(f"static/{digest}/")
        if address != "data:,":
            assert client.get(f"/{address}").status_code == 200


def test_the_page_holds_no_script_and_no_style_that_its_policy_forbids(client: TestClient) -> None:
    html = client.get("/").text
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", html) == []
    assert "<style" not in html
    assert re.findall(r"\s(?:style|on\w+)=", html) == []


def test_the_page_says_what_it_needs_scripts_for(client: TestClient) -> None:
    assert "needs JavaScript" in client.get("/").text.split("<noscript>")[1].split("</noscript>")[0]


def test_text_in_a_script_element_can_neither_end_it_nor_open_a_comment() -> None:
    hostile = json.dumps("</script><!-- <script> & \u2028\u2029", ensure_ascii=False)
    escaped = script_json(hostile)
    assert not set("<>&\u2028\u2029") & set(escaped)
    assert json.loads(escaped) == json.loads(hostile)


def test_a_hostile_first_example_stays_text(tmp_path: Path) -> None:
    bundle = write_bundle(tmp_path)
    (bundle / "first.json").write_text(json.dumps({"source": "# </script><img src=x onerror=alert(1)> {{ 7*7 }}"}))
    html = TestClient(create_app(Settings(static=bundle))).get("/").text
    assert "<img" not in html
    assert "{{ 7*7 }}" in html


def test_the_page_is_revalidated_and_sent_compressed(client: TestClient) -> None:
    reply = client.get("/")
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert reply.headers["cache-control"] == "no-cache"
    assert reply.headers["content-encoding"] == "gzip"
    assert client.get("/", headers={"if-none-match": reply.headers["etag"]}).status_code == 304


def test_healthz_says_that_the_process_is_alive(client: TestClient) -> None:
    reply = client.get("/healthz")
    assert reply.status_code == 200
    assert reply.json() == {"status": "ok", "version": version("autograd-playground")}
    assert reply.headers["cache-control"] == "no-store"


def test_an_unknown_address_is_not_found(client: TestClient) -> None:
    for path in ("/nothing", "/api/nothing", "/docs", "/redoc", "/static", "/api/trace/"):
        reply = client.get(path)
        assert reply.status_code == 404, path
        assert_error(reply.text, "unsupported")
