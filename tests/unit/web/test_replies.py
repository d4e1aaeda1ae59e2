"""Tests of API replies: the engine's own text, byte for byte, with the status that fits."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.service import api
from autograd_playground.web.api import answer
from autograd_playground.web.api.replies import program_of
from autograd_playground.web.app import create_app
from autograd_playground.web.settings import Settings

RUNS_AT_START = 0  # the processes start without one

REQUESTS: dict[str, tuple[str, dict[str, Any], int]] = {
    **{f"trace of {example.id}": ("trace", {"source": example.source}, 200) for example in EXAMPLES},
    "atoms": ("trace", {"source": "b = tanh(Value(0.5))", "level": "atoms"}, 200),
    "numbers that JSON lacks": ("trace", {"source": "a = Value(0.0); b = a.log(); c = b * a"}, 200),
    "beyond ASCII": ("trace", {"source": "# é 日本語 🙂\na = Value(1.0)\nprint('θ', a)"}, 200),
    "names": ("trace", {"source": "c = a * b", "names": {"a": 2, "b": -3.5}}, 200),
    "leaves": ("trace", {"source": "a = Value(1.0); b = a * a", "leaves": {"0": 4}}, 200),
    "check": ("check", {"source": "a = Value(2.0); b = a ** 2"}, 200),
    "draw": ("draw", {"source": "a = Value(2.0); b = a ** 2"}, 200),
    "export": ("export", {"source": "a = Value(2.0); b = a ** 2", "format": "latex"}, 200),
    "plot": ("plot", {"source": "a = Value(2.0); b = a ** 2", "x": {"leaf": 0, "from": -1, "to": 1, "count": 5}}, 200),
    "nudge": ("nudge", {"source": "a = Value(2.0); b = a ** 2", "by": {"0": 0.01}}, 200),
    "compile": ("compile", {"source": "a = Value(2.0); b = a.tanh()"}, 200),
    "syntax": ("trace", {"source": "a = ("}, 422),
    "unsupported": ("trace", {"source": "async def f(): pass"}, 422),
    "a pass that is not there": ("trace", {"source": "a = Value(2.0)", "pass": 7}, 422),
    "a lone surrogate": ("trace", {"source": "a = '\ud800'"}, 422),
    "too long": ("trace", {"source": "a = 1\n" * 2_000}, 413),
    "too many values": ("trace", {"source": "x = Value(1.0)\nfor i in range(9000):\n  x = x + 1"}, 422),
}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_reply_is_the_engines_text(client: TestClient, name: str) -> None:
    method, params, status = REQUESTS[name]
    reply = client.post(f"/api/{method}", content=json.dumps(params), headers={"content-type": "application/json"})
    assert reply.text == api.encode(api.handle({"method": method, "params": params}))
    assert reply.text.isascii()
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    ("body", "program"),
    [
        (b'{"source": "a = 1\\nfor b in c: pass"}', b"a = 1\nfor b in c: pass"),
        (b'{"level":"atoms","source" : "\\u0066or \\"x\\""}', b'for "x"'),
        (b'{"source": "\\ud800"}', b"\xed\xa0\x80"),
        (b'{"source": "\\x"}', b""),
        (b'{"source": 1}', b""),
        (b'{"source": "' + b"a" * 20_000 + b'"}', b""),
        (b"\xff", b""),
    ],
)
def test_the_program_is_found_in_a_body_that_nobody_has_read(body: bytes, program: bytes) -> None:
    assert program_of(body) == program


def test_the_same_request_gets_the_reply_that_was_kept_in_any_coding(settings: Settings) -> None:
    app = create_app(settings)
    with TestClient(app) as client:
        first, *others = (
            client.post("/api/trace", json={"source": EXAMPLES[0].source}, headers={"accept-encoding": coding})
            for coding in ("gzip", "gzip", "identity")
        )
        started = app.state.pool.started
        again = client.post("/api/trace", json={"source": EXAMPLES[0].source + "\n"})
        assert app.state.pool.started == started + 1
    assert again.headers["etag"] != first.headers["etag"]
    assert [reply.content for reply in others] == [first.content] * 2
    assert [reply.headers.get("content-encoding") for reply in (first, *others)] == ["gzip", "gzip", None]
    assert {reply.headers["vary"] for reply in (first, *others)} == {"Accept-Encoding"}
    assert started == RUNS_AT_START + 1


def test_an_error_is_not_kept(settings: Settings) -> None:
    app = create_app(settings)
    with TestClient(app) as client:
        for _ in range(2):
            reply = client.post("/api/trace", json={"source": "a = ("})
            assert "etag" not in reply.headers
        assert app.state.pool.started == RUNS_AT_START + 2


def test_a_reply_that_the_client_has_is_not_sent_again(client: TestClient) -> None:
    body = {"source": "a = Value(2.0)"}
    tag = client.post("/api/trace", json=body).headers["etag"]
    known = client.post("/api/trace", json=body, headers={"if-none-match": tag})
    assert (known.status_code, known.content) == (304, b"")
    assert client.post("/api/trace", json=body, headers={"if-none-match": '"other"'}).status_code == 200


def test_a_kept_reply_is_unpacked_in_parts_as_the_client_reads_it() -> None:
    text = b"[" + b"0.125, " * 100_000 + b"1]"
    parts = list(answer.unpacked(gzip.compress(text, mtime=0)))
    assert b"".join(parts) == text
    assert max(map(len, parts)) <= answer.PART_BYTES
