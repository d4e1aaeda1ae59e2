"""Tests of the bundle over HTTP: its addresses, media types, Content-Encoding and caching."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from autograd_playground.web.http.assets import Assets
from tests.support.error_shape import assert_error

IMMUTABLE = "public, max-age=31536000, immutable"


@pytest.fixture(scope="module")
def static(bundle: Path) -> str:
    return f"/static/{Assets(bundle).digest}"


@pytest.fixture
def raw(client: TestClient) -> Iterator[TestClient]:
    """A client without Accept-Encoding, unless a test sets it."""
    accepted = client.headers.pop("accept-encoding")
    yield client
    client.headers["accept-encoding"] = accepted


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("app.js", "text/javascript; charset=utf-8"),
        ("app.css", "text/css; charset=utf-8"),
        ("pyodide/pyodide.mjs", "text/javascript; charset=utf-8"),
        ("pyodide/pyodide.asm.wasm", "application/wasm"),
        ("engine.zip", "application/zip"),
        ("first.svg", "image/svg+xml"),
        ("first.json", "application/json"),
    ],
)
def test_each_file_has_its_media_type(client: TestClient, static: str, path: str, media_type: str) -> None:
    reply = client.get(f"{static}/{path}")
    assert reply.status_code == 200
    assert reply.headers["content-type"] == media_type


@pytest.mark.parametrize(
    ("accept", "coding"),
    [
        (None, None),
        ("", None),
        ("identity", None),
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.0, gzip; q=0", None),
        ("br ; q=0.2, gzip", "br"),
        ("*", "br"),
        ("*;q=0", None),
        ("GZIP", "gzip"),
        ("br;q=banana", "br"),
    ],
)
def test_the_best_accepted_content_encoding_is_sent(
    raw: TestClient, bundle: Path, static: str, accept: str | None, coding: str | None
) -> None:
    headers = {} if accept is None else {"accept-encoding": accept}
    with raw.stream("GET", f"{static}/app.js", headers=headers) as reply:
        body = b"".join(reply.iter_raw())
    ending = {None: "", "gzip": ".gz", "br": ".br"}[coding]
    assert body == (bundle / f"app.js{ending}").read_bytes()
    assert reply.headers.get("content-encoding") == coding
    assert reply.headers["vary"] == "Accept-Encoding"
    assert reply.headers["content-length"] == str(len(body))


def test_a_file_without_compressed_variants_is_sent_uncompressed(client: TestClient, static: str) -> None:
    assert "content-encoding" not in client.get(f"{static}/engine.zip").headers


def test_each_encoding_has_its_own_etag_and_is_not_sent_twice(client: TestClient, static: str) -> None:
    tags = set()
    for coding in ("identity", "gzip"):
        tag = client.get(f"{static}/app.js", headers={"accept-encoding": coding}).headers["etag"]
        tags.add(tag)
        for given in (tag, f"W/{tag}", f'"other", {tag}', "*"):
            again = client.get(f"{static}/app.js", headers={"accept-encoding": coding, "if-none-match": given})
            assert again.status_code == 304
            assert again.content == b""
            assert again.headers["etag"] == tag
            assert again.headers["cache-control"] == IMMUTABLE
    assert len(tags) == 2
    assert client.get(f"{static}/app.js", headers={"if-none-match": '"other"'}).status_code == 200


def test_only_files_of_this_bundle_are_immutable(client: TestClient, static: str) -> None:
    assert client.get(f"{static}/app.js").headers["cache-control"] == IMMUTABLE
    assert client.get("/static/0000000000000000/app.js").headers["cache-control"] == "no-cache"


def test_the_digest_changes_with_any_file(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "app.js").write_text("1")
    one = Assets(tmp_path).digest
    (tmp_path / "app.js").write_text("2")
    two = Assets(tmp_path).digest
    (tmp_path / "app.js").rename(tmp_path / "main.js")
    assert len({one, two, Assets(tmp_path).digest}) == 3


def test_head_gives_the_headers_alone(client: TestClient, static: str) -> None:
    reply = client.head(f"{static}/app.css")
    assert reply.status_code == 200
    assert reply.headers["content-length"] == str(len("body { color: black }\n"))
    assert reply.content == b""


@pytest.mark.parametrize(
    "path",
    [
        "",
        "nothing.js",
        "app.js.br",
        "../settings.py",
        "..%2f..%2fserver.py",
        "%2e%2e/app.js",
        "/etc/passwd",
        "app.js/",
        "%00",
    ],
)
def test_what_is_not_in_the_bundle_is_not_found(client: TestClient, static: str, path: str) -> None:
    reply = client.get(f"{static}/{path}")
    assert reply.status_code == 404
    assert_error(reply.text)


def test_compressed_replies_of_the_api_hold_the_same_text(client: TestClient) -> None:
    replies = {
        coding: client.post("/api/trace", json={"source": "a = 2; b = a * a"}, headers={"accept-encoding": coding})
        for coding in ("identity", "gzip")
    }
    assert "content-encoding" not in replies["identity"].headers
    assert replies["gzip"].headers["content-encoding"] == "gzip"
    assert replies["gzip"].content == replies["identity"].content
