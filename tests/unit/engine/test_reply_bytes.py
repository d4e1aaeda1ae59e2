"""Tests of the bytes of replies: the costliest known requests, long labels, and the examples."""

from __future__ import annotations

from typing import Any

import pytest

from autograd_playground.engine.budgets import SERVER
from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.service import api
from autograd_playground.engine.service.params import run
from autograd_playground.engine.trace import builder
from tests.worst.search import Genome, corpus, params_of

EMOJI = "s = '\U0001f600' * 200 * 5\nt = Value(1.0, label=s)\nfor i in range(400):\n    t = t * t\n    t.label = s\n"
REQUESTS = [(method, genome) for method, genomes in corpus().items() for genome in genomes]


def reply_bytes(method: str, params: Any) -> int:
    return len(api.encode(api.handle({"method": method, "params": params}, SERVER)))


@pytest.mark.parametrize(("method", "genome"), REQUESTS, ids=lambda each: each if isinstance(each, str) else "")
def test_the_costliest_known_request_keeps_to_the_servers_bytes(method: str, genome: Genome) -> None:
    assert reply_bytes(method, params_of(method, genome)) <= SERVER.reply_bytes


@pytest.mark.parametrize("method", ["trace", "check", "draw"])
def test_long_labels_do_not_multiply(method: str) -> None:
    reply = api.handle({"method": method, "params": {"source": EMOJI}}, SERVER)
    if method == "check":
        assert "error" in reply or len(api.encode(reply)) <= SERVER.reply_bytes
        return
    assert (reply["error"]["code"], reply["error"]["line"]) == ("limit", 4)
    assert "8 MB" in reply["error"]["message"]
    assert "shorter labels" in reply["error"]["hint"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.title)
@pytest.mark.parametrize("level", ["atoms", "lecture", "compact"])
def test_an_example_stays_below_half_of_what_a_server_sends(example: Any, level: str) -> None:
    params = {"source": example.source, "level": level}
    assert "error" not in api.handle({"method": "trace", "params": params}, SERVER)
    assert reply_bytes("trace", params) < SERVER.reply_bytes / 2
    assert reply_bytes("export", {**params, "format": "json"}) < SERVER.reply_bytes / 2


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.title)
def test_what_is_charged_is_at_least_what_is_sent(example: Any) -> None:
    tape = run({"source": example.source}, SERVER)
    sent = len(api.encode(builder.build(tape, example.source)))
    assert sent <= tape.meter.bytes < 1.6 * sent + 1_000
    tape.close()


@pytest.mark.parametrize("label", ["'x'", "'y' * 200 * 5", "'\U0001f600' * 200 * 5"])
def test_two_runs_beside_each_other_share_the_bytes_of_one_reply(label: str) -> None:
    for count in (100, 227, 1200):
        source = (
            f"s = {label}\nvs = [Value(0.5, label=s)]\nfor i in range({count}):\n"
            "    vs.append(vs[-1]*vs[i//2] + vs[i//3])\n    vs[-1].label = s\ny = vs[-1]\ny.backward()"
        )
        assert reply_bytes("beside", {"source": source, "mistake": "overwrite"}) <= SERVER.reply_bytes
