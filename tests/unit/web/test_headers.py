"""Tests of the security headers: every answer carries them, and a worker's script has its own policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from autograd_playground.web.app import create_app
from autograd_playground.web.settings import Settings

COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}
CROSS_ORIGIN = {"access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin"}
PAGE = {
    "default-src": "'none'",
    "script-src": "'self'",
    "worker-src": "'self'",
    "connect-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
    "frame-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "frame-ancestors": "'none'",
}
WORKER = {"default-src": "'none'", "script-src": "'self' 'wasm-unsafe-eval'"}


def directives(policy: str) -> dict[str, str]:
    pairs = (directive.strip().partition(" ") for directive in policy.split(";"))
    return {name: value for name, _, value in pairs}


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/healthz", 200),
        ("GET", "/openapi.json", 200),
        ("GET", "/nothing", 404),
        ("DELETE", "/", 405),
    ],
)
def test_every_answer_has_the_headers(client: TestClient, method: str, path: str, status: int) -> None:
    reply = client.request(method, path)
    assert reply.status_code == status
    assert {name: reply.headers[name] for name in COMMON} == COMMON
    assert directives(reply.headers["content-security-policy"]) == PAGE


@pytest.mark.parametrize("worker", ["python-worker.js", "layout-worker.js", "notebook-worker.js"])
def test_only_workers_may_compile_webassembly_and_they_have_no_network(client: TestClient, worker: str) -> None:
    reply = client.get(f"/static/x/{worker}")
    assert directives(reply.headers["content-security-policy"]) == WORKER
    assert reply.headers["cross-origin-embedder-policy"] == "require-corp"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/static/x/app.js", 200),
        ("GET", "/static/x/nothing.js", 404),
        ("GET", "/autograd-playground.js", 200),
        ("POST", "/api/trace", 422),
        ("OPTIONS", "/api/trace", 204),
    ],
)
def test_what_embeds_need_may_be_used_by_every_site(client: TestClient, method: str, path: str, status: int) -> None:
    reply = client.request(method, path)
    assert reply.status_code == status
    assert {name: reply.headers[name] for name in COMMON | CROSS_ORIGIN} == COMMON | CROSS_ORIGIN
    assert directives(reply.headers["content-security-policy"]) == PAGE


def test_a_sandboxed_embed_may_call_the_api(client: TestClient) -> None:
    preflight = {
        "Origin": "null",
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    reply = client.options("/api/trace", headers=preflight)
    assert reply.headers["access-control-allow-origin"] == "*"
    assert reply.headers["access-control-allow-methods"] == "POST"
    assert reply.headers["access-control-allow-headers"] == "content-type"


@pytest.mark.parametrize("path", ["/embed", "/embed/"])
def test_an_embed_may_stand_in_the_frames_of_every_site(client: TestClient, path: str) -> None:
    reply = client.get(path)
    policy = directives(reply.headers["content-security-policy"])
    assert policy["frame-ancestors"] == "*"
    assert policy["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert policy["worker-src"] == "'self' blob:"
    assert policy["default-src"] == "'none'"
    assert policy["style-src"] == "'self'"
    assert policy["connect-src"] == "'self'"
    assert reply.headers["cross-origin-resource-policy"] == "cross-origin"
    assert "cross-origin-opener-policy" not in reply.headers
    assert "x-frame-options" not in reply.headers


def test_the_operator_can_name_the_sites_that_embed(bundle: Path) -> None:
    settings = Settings(static=bundle, embedders="https://school.example https://*.edu.example")
    reply = TestClient(create_app(settings)).get("/embed")
    policy = directives(reply.headers["content-security-policy"])
    assert policy["frame-ancestors"] == "https://school.example https://*.edu.example"
