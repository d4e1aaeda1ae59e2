"""Every answer carries the security headers; a worker's own script carries a policy of its own."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from web.headers import COMMON

PAGE = {
    "default-src": "'none'",
    "script-src": "'self'",
    "worker-src": "'self'",
    "connect-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: blob:",
    "font-src": "'self'",
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
        ("GET", "/static/x/app.js", 200),
        ("GET", "/nothing", 404),
        ("DELETE", "/", 405),
        ("POST", "/api/trace", 422),
    ],
)
def test_every_answer_has_the_headers(client: TestClient, method: str, path: str, status: int) -> None:
    reply = client.request(method, path)
    assert reply.status_code == status
    assert {name: reply.headers[name] for name in COMMON} == COMMON
    assert directives(reply.headers["content-security-policy"]) == PAGE


@pytest.mark.parametrize("worker", ["python-worker.js", "layout-worker.js"])
def test_only_workers_may_compile_webassembly_and_they_have_no_network(client: TestClient, worker: str) -> None:
    reply = client.get(f"/static/x/{worker}")
    assert directives(reply.headers["content-security-policy"]) == WORKER
    assert reply.headers["cross-origin-embedder-policy"] == "require-corp"
