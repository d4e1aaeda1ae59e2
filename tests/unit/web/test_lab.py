"""Tests of the lab over HTTP: its page at all addresses, and its methods as /openapi.json describes them."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from autograd_playground.engine.service import api
from autograd_playground.web.api.routes import LAB_BYTES
from autograd_playground.web.settings import Settings
from tests.support.error_shape import assert_error
from tests.support.trainings import LECTURE, VARIED
from tests.unit.lab.test_settings import OWN, REFUSED
from tests.unit.web.test_openapi import reply_schema, request_schema, validate

PAGES = {"/lab": "./", "/lab/": "../", "/embed/lab": "../", "/embed/lab/": "../../"}


@pytest.fixture(scope="module")
def description(client: TestClient) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/openapi.json").json()
    return document


def baked(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="first-lab">(.*?)</script>', page, re.DOTALL)
    assert found
    reply: dict[str, Any] = json.loads(found[1])
    return reply


@pytest.mark.parametrize(("path", "home"), PAGES.items())
def test_the_page_loads_its_files_from_where_it_is(client: TestClient, path: str, home: str) -> None:
    page = client.get(path).text
    assert f'data-page="lab" data-backend="server" data-home="{home}"' in page
    assert re.search(rf'<script type="module" src="{re.escape(home)}static/[0-9a-f]+/lab.js">', page)
    assert ("data-embed" in page) == path.startswith("/embed")
    assert ("noindex" in page) == path.startswith("/embed")


def test_the_first_training_is_in_the_page(client: TestClient) -> None:
    reply = baked(client.get("/lab").text)
    assert reply == client.post("/api/lab", json={}).json()
    assert len(reply["parameters"]) == 337
    assert b64decode(reply["module"]).startswith(b"\0asm")


def test_the_page_has_a_social_card(client: TestClient) -> None:
    page = client.get("/lab").text
    assert '<meta property="og:title" content="Lab">' in page
    assert '<meta property="og:url" content="http://testserver/lab">' in page
    image = re.search(r'<meta property="og:image" content="http://testserver(/graph\.png\?[^"]+)">', page)
    assert image


@pytest.mark.parametrize("path", PAGES)
def test_only_the_page_for_frames_may_be_embedded(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    framed = path.startswith("/embed")
    assert ("frame-ancestors 'none'" in headers["content-security-policy"]) != framed
    assert headers["cross-origin-resource-policy"] == ("cross-origin" if framed else "same-origin")
    assert "no-cache" in headers["cache-control"]


@pytest.mark.parametrize("training", ["the lecture", "adam", "own rows of one input"])
def test_replies_are_as_described(client: TestClient, description: dict[str, Any], training: str) -> None:
    bodies: dict[str, dict[str, Any]] = {"lab": {"settings": VARIED[training]}}
    bodies["lab_code"] = {**bodies["lab"], "format": "micrograd", "mistakes": {"sign": True}, "steps": 5}
    start = client.post("/api/lab", json=bodies["lab"]).json()["parameters"]
    bodies["lab_sample"] = {**bodies["lab"], "parameters": start, "row": 1}
    for method, body in bodies.items():
        validate(description, request_schema(description, method), body)
        reply = client.post(f"/api/{method}", json=body)
        assert reply.status_code == 200, reply.text
        assert reply.json() == json.loads(api.encode(api.handle({"method": method, "params": body})))
        validate(description, reply_schema(description, method, 200), reply.json())


@pytest.mark.parametrize("given", [row[0] for row in REFUSED], ids=lambda part: ascii(part)[:40])
def test_what_the_engine_refuses_is_not_in_the_description(
    client: TestClient, description: dict[str, Any], given: object
) -> None:
    reply = client.post("/api/lab", json={"settings": given})
    assert reply.status_code == 422
    error = assert_error(reply.text)
    validate(description, reply_schema(description, "lab", 422), reply.json())
    whole = {**request_schema(description, "lab"), "components": description["components"]}
    # A schema cannot say which fields exclude each other, and that 1.0 is not an integer.
    beyond_the_schema = error["message"].startswith(("data.rows is given", "seed is 1.0"))
    assert jsonschema.Draft202012Validator(whole).is_valid({"settings": given}) == beyond_the_schema


@pytest.mark.parametrize("rows", [row[0] for row in OWN], ids=lambda part: ascii(part)[:40])
def test_rows_are_refused_with_the_row(client: TestClient, rows: object) -> None:
    reply = client.post("/api/lab", json={"settings": {"data": {"kind": "own", "rows": rows}}})
    assert reply.status_code == 422
    assert_error(reply.text)


@pytest.mark.parametrize("method", ["lab", "lab_code", "lab_sample"])
@pytest.mark.parametrize(
    ("body", "status", "code", "says"),
    [
        (b"", 422, "syntax", "The body is not JSON"),
        (b"[1]", 422, "type", "must be an object"),
        (b'{"settings": null}', 422, "type", "settings must be an object."),
        (b'{"settings": {"rate": NaN}}', 422, "syntax", "NaN is no JSON number"),
        (b'{"settings": {"rate": 1e999}}', 422, "value", "'1e999' is too large"),
        (b'{"settings": {"\\ud800": 1}}', 422, "name", "settings has no field"),
        (b'{"settings": {"seed": 99999999999999999999}}', 422, "value", "seed is 1e+20"),
        (b'{"settings": {"data": {"kind": "own", "rows": ' + b"[" * 50_000, 422, "limit", "nested too deeply"),
        (b'{"source": "a = 2"}', 422, "name", "There is no parameter 'source'."),
        (b" " * (LAB_BYTES + 1), 413, "limit", f"{LAB_BYTES} bytes"),
    ],
    ids=lambda part: ascii(part)[:30],
)
def test_a_bad_body_gets_the_error_that_fits(
    client: TestClient, body: bytes, status: int, code: str, says: str, method: str
) -> None:
    if method == "lab_code":
        body = body.replace(b'{"settings', b'{"format": "jax", "settings', 1)
    reply = client.post(f"/api/{method}", content=body, headers={"Content-Type": "application/json"})
    assert reply.status_code == status, reply.text
    assert says in assert_error(reply.text, code)["message"]


def test_ten_thousand_rows_fit_into_a_request(client: TestClient) -> None:
    rows = [[(i + k) / 7000 for k in range(8)] + [1] for i in range(10_000)]
    body = {"settings": {**LECTURE, "data": {"kind": "own", "rows": rows}}}
    assert len(json.dumps(body)) > Settings().body_bytes
    assert client.post("/api/lab", json=body).status_code == 200
    body["settings"]["data"]["rows"] = rows * 2
    assert assert_error(client.post("/api/lab", json=body).text)["code"] == "limit"
