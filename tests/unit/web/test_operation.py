"""Tests of health, readiness, the request log, the metrics and what proxies say of a request."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from autograd_playground.web.api import answer
from autograd_playground.web.app import create_app
from autograd_playground.web.operation import json_log
from autograd_playground.web.operation.readiness import Readiness
from autograd_playground.web.operation.request_log import REQUEST_ID
from autograd_playground.web.pictures.renderer import Renderer
from autograd_playground.web.refusal import Refusal
from autograd_playground.web.settings import Settings
from tests.support import jobs
from tests.support.error_shape import assert_error

PROGRAM = {"source": "secret_name = Value(2.0)"}


@pytest.fixture
def operated(settings: Settings) -> Iterator[TestClient]:
    """A server with all that operators can switch on, behind a proxy that the tests' client is."""
    changes = {"access_log": True, "metrics": True, "proxies": "127.0.0.1"}
    with TestClient(create_app(settings.model_copy(update=changes)), client=("127.0.0.1", 1)) as client:
        yield client


def figures(client: TestClient) -> dict[str, float]:
    """The metrics by name and labels."""
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {
        " ".join([sample.name, *(f"{name}={value}" for name, value in sorted(sample.labels.items()))]): sample.value
        for family in families
        for sample in family.samples
    }


@pytest.mark.parametrize(("path", "status"), [("/healthz", "ok"), ("/readyz", "ready")])
def test_health_and_readiness_answer_get_and_head(client: TestClient, path: str, status: str) -> None:
    reply = client.get(path)
    assert (reply.status_code, reply.json()["status"]) == (200, status)
    assert reply.headers["cache-control"] == "no-store"
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")


def test_a_server_that_cannot_draw_is_not_ready_but_healthy(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with TestClient(create_app(settings)) as client:
        reply = client.get("/readyz")
        assert reply.status_code == 503
        assert_error(reply.text, "unsupported")
        assert client.get("/healthz").status_code == 200


def test_readiness_is_checked_once_for_all_who_ask_within_two_seconds() -> None:
    now, drawn = 0.0, 0

    class Counting(Renderer):
        def __init__(self) -> None:
            """No pool, no cache."""

        async def picture_anew(self, *_: Any) -> Any:
            nonlocal drawn
            drawn += 1

    async def ask() -> None:
        nonlocal now
        readiness = Readiness(Counting(), lambda: now)
        assert await asyncio.gather(*(readiness.status() for _ in range(20))) == ["ready"] * 20
        now = 1.9
        await readiness.status()
        assert drawn == 1
        now = 2.1
        await readiness.status()
        assert drawn == 2

    with ThreadPoolExecutor(1) as executor:
        executor.submit(asyncio.run, ask()).result()


def test_a_full_queue_leaves_a_server_ready() -> None:
    class Full(Renderer):
        def __init__(self) -> None:
            """No pool, no cache."""

        async def picture_anew(self, *_: Any) -> Any:
            raise Refusal(429, "limit", "The server is busy with other programs.")

    with ThreadPoolExecutor(1) as executor:
        assert executor.submit(asyncio.run, Readiness(Full()).status()).result() == "busy"


def test_a_request_is_logged_as_json_without_query_body_and_sender(
    operated: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="playground.requests")
    reply = operated.post("/api/trace?secret_query=1", json=PROGRAM)
    (record,) = [each for each in caplog.records if each.name == "playground.requests"]
    text = json_log.JsonFormatter().format(record)
    line = json.loads(text)
    assert {name: line[name] for name in ("level", "method", "path", "route", "status", "error", "id")} == {
        "level": "info",
        "method": "POST",
        "path": "/api/trace",
        "route": "/api/trace",
        "status": 200,
        "error": "",
        "id": reply.headers[REQUEST_ID],
    }
    assert line["size"] == int(reply.headers["content-length"])
    assert line["seconds"] > 0
    assert "secret" not in text
    assert "127.0.0.1" not in text


def test_a_path_cannot_break_a_line_of_the_log(operated: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="playground.requests")
    operated.get("/%0A%22%7D" + "x" * 1_000)
    text = json_log.JsonFormatter().format(caplog.records[-1])
    assert "\n" not in text
    assert len(json.loads(text)["path"]) == 200
    assert json.loads(text)["route"] == "unmatched"


def test_a_fault_is_logged_with_the_id_of_its_request(
    operated: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(answer, "answer", jobs.break_down)
    reply = operated.post("/api/trace", json=PROGRAM)
    assert reply.status_code == 500
    assert f"fault in request {reply.headers[REQUEST_ID]}" in caplog.text
    assert "ValueError: no node for …" in caplog.text
    assert "secret" not in caplog.text


def test_an_id_counts_only_behind_a_proxy(client: TestClient, operated: TestClient) -> None:
    given = {REQUEST_ID: "from-the-proxy-1"}
    assert operated.get("/healthz", headers=given).headers[REQUEST_ID] == "from-the-proxy-1"
    assert client.get("/healthz", headers=given).headers[REQUEST_ID] != "from-the-proxy-1"
    assert operated.get("/healthz", headers={REQUEST_ID: "short"}).headers[REQUEST_ID] != "short"
    assert client.get("/healthz").headers[REQUEST_ID] != client.get("/healthz").headers[REQUEST_ID]


def test_only_a_named_proxy_says_by_which_scheme_a_reader_came(client: TestClient, operated: TestClient) -> None:
    given = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
    assert '"https://testserver/' in operated.get("/", headers=given).text
    assert '"https://testserver/' not in client.get("/", headers=given).text


def test_the_metrics_count_requests_times_limits_queue_and_caches(operated: TestClient) -> None:
    operated.post("/api/trace", json=PROGRAM)
    operated.post("/api/trace", json={"source": "x" * 9_000})
    operated.get("/nothing/at/all")
    operated.request("BREW", "/")
    for _ in range(2):
        assert operated.get("/graph.svg?code=a+%3D+Value(2.0)").status_code == 200
    seen = figures(operated)
    assert seen["playground_requests_total method=POST route=/api/trace status=200"] == 1
    assert seen["playground_requests_total method=POST route=/api/trace status=413"] == 1
    assert seen["playground_requests_total method=GET route=unmatched status=404"] == 1
    assert seen["playground_requests_total method=other route=/ status=405"] == 1
    assert seen["playground_limits_hit_total route=/api/trace status=413"] == 1
    assert seen["playground_request_seconds_count route=/api/trace"] == 2
    assert seen["playground_cache_hits_total cache=pictures"] == 1
    assert seen["playground_cache_entries cache=pictures"] == 1
    assert seen["playground_cache_bytes cache=pictures"] > 100
    assert seen["playground_queue_waited_seconds_count"] == 3
    assert seen["playground_queue_refused_total"] == seen["playground_queue_waiting"] == 0


def test_metrics_are_there_only_if_the_settings_say_so(client: TestClient) -> None:
    assert client.get("/metrics").status_code == 404


def test_the_description_of_the_api_is_made_once_and_sent_compressed(client: TestClient) -> None:
    first, second = client.get("/openapi.json"), client.get("/openapi.json")
    assert first.headers["content-encoding"] == "gzip"
    assert first.content == second.content
    assert client.get("/openapi.json", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    assert client.head("/openapi.json").status_code == 200
