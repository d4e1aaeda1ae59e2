"""Tests of the limit per reader: what one asks for too much does not reach the others."""

from __future__ import annotations

from fastapi.testclient import TestClient

from autograd_playground.web.app import create_app
from autograd_playground.web.operation.reader_limit import MAX_READERS, ReaderLimit
from autograd_playground.web.pool.requester import reader_of
from autograd_playground.web.settings import Settings
from tests.support.error_shape import assert_error


def test_a_reader_has_a_burst_and_then_the_rate() -> None:
    limit = ReaderLimit(60)
    assert [limit.wait("a", 0.0) for _ in range(15)] == [0.0] * 15
    assert limit.wait("a", 0.0) == 1.0
    assert limit.wait("b", 0.0) == 0.0
    assert limit.wait("a", 0.5) == 0.5
    assert limit.wait("a", 1.0) == 0.0
    assert limit.wait("a", 1.0) > 0.0


def test_a_rate_of_one_a_minute_lets_one_pass() -> None:
    limit = ReaderLimit(1)
    assert limit.wait("a", 0.0) == 0.0
    assert limit.wait("a", 1.0) > 58
    assert limit.wait("a", 61.0) == 0.0


def test_buckets_do_not_grow_without_end() -> None:
    limit = ReaderLimit(60)
    for number in range(MAX_READERS + 100):
        limit.wait(str(number), 0.0)
    assert len(limit._buckets) == MAX_READERS


def test_the_addresses_of_one_network_of_ipv6_are_one_reader() -> None:
    assert reader_of("2001:db8::1") == reader_of("2001:db8::ffff:1") != reader_of("2001:db8:0:1::1")
    assert reader_of("203.0.113.7") != reader_of("203.0.113.8")
    assert reader_of("") == ""


def test_a_reader_beyond_the_limit_gets_429_and_the_next_reader_does_not(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"reader_requests": 4, "proxies": "127.0.0.1"}))
    client = TestClient(app, client=("127.0.0.1", 1))

    def ask(reader: str) -> int:
        reply = client.get("/graph.svg", headers={"X-Forwarded-For": reader})
        if reply.status_code == 429:
            assert_error(reply.text, "limit")
            assert int(reply.headers["retry-after"]) >= 1
        return reply.status_code

    assert [ask("203.0.113.7") for _ in range(3)] == [422, 429, 429]
    assert ask("203.0.113.8") == 422
    assert client.get("/", headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 200
