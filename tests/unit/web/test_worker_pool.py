"""Tests of the worker pool: a bounded queue with 429 beyond it, and internal errors logged without user data."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from autograd_playground.engine.service import api
from autograd_playground.web.app import create_app
from autograd_playground.web.http.worker_pool import STACK_BYTES
from autograd_playground.web.settings import Settings
from tests.support.error_shape import assert_error

BODY = {"source": "secret_name = 2"}


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """An event that blocks every program until it is set."""
    opened = threading.Event()

    def handle(*_: Any) -> dict[str, Any]:
        assert opened.wait(30)
        return {"version": 1}

    monkeypatch.setattr(api, "handle", handle)
    yield opened
    opened.set()


def test_a_request_beyond_the_queue_gets_429_and_retry_after(settings: Settings, gate: threading.Event) -> None:
    async def send_four() -> None:
        app = create_app(settings.model_copy(update={"runs": 1, "waiting": 2}))
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app), base_url="http://test") as client:
            tasks = [asyncio.create_task(client.post("/api/trace", json=BODY)) for _ in range(4)]
            done, waiting = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            refused = done.pop().result()
            assert refused.status_code == 429
            assert refused.headers["retry-after"] == "2"
            assert_error(refused.text, "limit")
            assert len(waiting) == 3
            assert (await client.get("/healthz")).status_code == 200
            gate.set()
            assert {task.result().status_code for task in (await asyncio.wait(waiting))[0]} == {200}
            assert (await client.post("/api/trace", json=BODY)).status_code == 200

    # In a thread of its own: the browser tests leave an event loop running in the main thread.
    with ThreadPoolExecutor(1) as executor:
        executor.submit(asyncio.run, send_four()).result()


def test_programs_run_on_stacks_that_the_parser_cannot_overflow(client: TestClient) -> None:
    assert STACK_BYTES >= 2 * 1024 * 1024
    assert threading.stack_size() == STACK_BYTES


def test_an_internal_error_has_the_error_shape_and_its_log_holds_no_user_text(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(request: dict[str, Any], *_: Any) -> dict[str, Any]:
        raise KeyError(request["params"]["source"])

    monkeypatch.setattr(api, "handle", broken)
    reply = TestClient(create_app(settings)).post("/api/trace", json=BODY)
    assert reply.status_code == 500
    assert_error(reply.text)
    assert "content-security-policy" in reply.headers
    assert "KeyError" in caplog.text
    assert "test_worker_pool.py" in caplog.text
    assert "secret_name" not in caplog.text


def test_no_body_and_no_query_is_logged(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="playground")
    caplog.set_level(logging.DEBUG, logger="uvicorn")
    for body in (BODY, {"source": "secret_name = ="}, {"source": 1, "secret_name": 2}):
        client.post("/api/trace?secret_query=1", json=body)
    assert [record for record in caplog.records if not record.name.startswith(("httpx2", "httpcore2", "asyncio"))] == []
