"""Tests of API replies: the engine's own text, byte for byte, with the status that fits."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.service import api

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
