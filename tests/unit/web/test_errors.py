"""Tests of FastAPI's own errors: they have the project's error shape and echo no input."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.exceptions import HTTPException

from autograd_playground.web import refusal
from autograd_playground.web.http import errors
from tests.support.error_shape import assert_error


@pytest.fixture
def client() -> TestClient:
    app = FastAPI()
    errors.install_handlers(app)
    app.add_middleware(errors.InternalErrorMiddleware)

    @app.post("/number")
    async def number(n: int) -> int:
        return n

    @app.post("/texts")
    async def texts(body: dict[str, int]) -> dict[str, int]:
        return body

    @app.get("/teapot")
    async def teapot() -> None:
        raise HTTPException(418, headers={"X-Tea": "no"})

    return TestClient(app)


@pytest.mark.parametrize(
    "body", [b'{"a": "\\ud800"}', b'{"\\ud800": "x"}', b'"\\ud800"', b"{", b"\xff", b"[" * 100_000, b""]
)
def test_a_failed_validation_has_the_shape(client: TestClient, body: bytes) -> None:
    reply = client.post("/texts", content=body, headers={"content-type": "application/json"})
    assert 400 <= reply.status_code < 500
    assert_error(reply.text)
    assert "ud800" not in reply.text


def test_a_query_that_does_not_fit_has_the_shape(client: TestClient) -> None:
    reply = client.post("/number?n=secret")
    assert reply.status_code == 422
    assert_error(reply.text, "type")
    assert "secret" not in reply.text


def test_any_status_has_the_shape_and_keeps_its_headers(client: TestClient) -> None:
    reply = client.get("/teapot")
    assert reply.status_code == 418
    assert reply.headers["x-tea"] == "no"
    assert_error(reply.text, "unsupported")


def test_quoted_text_is_short_and_printable() -> None:
    assert refusal.quoted("a") == "'a'"
    assert refusal.quoted("a\nb\ud800") == r"'a\nb\ud800'"
    assert len(refusal.quoted("x" * 1_000)) == 42
