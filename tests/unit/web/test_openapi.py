"""Tests of /openapi.json: real requests and replies are validated against its schemas."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient

from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.service import api
from autograd_playground.web.http.errors import error_response
from autograd_playground.web.refusal import Refusal
from tests.support.error_shape import assert_error

# Required parameters of each method beside the source.
NEEDS: dict[str, dict[str, Any]] = {
    "trace": {},
    "check": {},
    "draw": {},
    "export": {"format": "torch"},
    "plot": {"x": {"leaf": 0, "from": -1.0, "to": 1, "count": 3}},
    "nudge": {"by": {"0": 0.01}},
    "compare": {"library": "torch"},
    "beside": {},
    "compile": {},
}
OF_THE_LAB = ("lab", "lab_code", "lab_sample")  # see test_lab.py
LEVELS = ("atoms", "lecture", "compact")

PROGRAMS = {
    **{example.id: example.source for example in EXAMPLES},
    "not finite": "a = Value(0.0)\nb = a.log() * a\nb.backward()\nprint('b', b.data)",
    "two passes": "a = Value(2.0)\nfor k in range(2):\n  b = a * a\n  a.grad = 0.0\n  b.backward()\n  a.data -= 0.1",
    "a leaf alone": "a = Value(2.0)",
}


@pytest.fixture(scope="module")
def description(client: TestClient) -> dict[str, Any]:
    document: dict[str, Any] = client.get("/openapi.json").json()
    return document


def validate(description: dict[str, Any], schema: dict[str, Any], instance: object) -> None:
    whole = {**schema, "components": description["components"]}
    jsonschema.Draft202012Validator.check_schema(whole)
    jsonschema.Draft202012Validator(whole).validate(instance)


def reply_schema(description: dict[str, Any], method: str, status: int) -> dict[str, Any]:
    responses = description["paths"][f"/api/{method}"]["post"]["responses"]
    schema: dict[str, Any] = responses[str(status)]["content"]["application/json"]["schema"]
    return schema


def request_schema(description: dict[str, Any], method: str) -> dict[str, Any]:
    body = description["paths"][f"/api/{method}"]["post"]["requestBody"]
    assert body["required"]
    schema: dict[str, Any] = body["content"]["application/json"]["schema"]
    return schema


def without_constants(text: str) -> Any:
    def refuse(name: str) -> None:
        raise AssertionError(f"{name} is no JSON")

    return json.loads(text, parse_constant=refuse)


def thinned(reply: dict[str, Any]) -> dict[str, Any]:
    """The reply with 25 steps of each kind: validating a step takes milliseconds, and a training loop has thousands."""
    kept: dict[str, list[object]] = {}
    for step in reply.get("steps", ()):
        kept.setdefault(step["kind"], []).append(step)
    steps = [step for alike in kept.values() for step in alike[:25]]
    return {**reply, "steps": steps} if steps else reply


def test_every_method_is_described(description: dict[str, Any]) -> None:
    assert {*NEEDS, "numbers", *OF_THE_LAB} == set(api.METHODS)
    assert set(description["paths"]) == {f"/api/{method}" for method in api.METHODS} | {
        "/healthz",
        "/readyz",
        "/graph.svg",
        "/graph.png",
        "/oembed",
    }


@pytest.mark.parametrize("method", NEEDS)
@pytest.mark.parametrize("program", PROGRAMS)
def test_replies_are_as_described(client: TestClient, description: dict[str, Any], method: str, program: str) -> None:
    for level in LEVELS:
        body = {"source": PROGRAMS[program], "level": level, **NEEDS[method]}
        validate(description, request_schema(description, method), body)
        reply = client.post(f"/api/{method}", json=body)
        assert reply.status_code == 200, reply.text
        validate(description, reply_schema(description, method, 200), thinned(without_constants(reply.text)))


@pytest.mark.parametrize("form", ["torch", "jax", "micrograd", "latex", "json", "dot"])
def test_every_export_is_as_described(client: TestClient, description: dict[str, Any], form: str) -> None:
    reply = client.post("/api/export", json={"source": PROGRAMS["readme"], "format": form})
    validate(description, reply_schema(description, "export", 200), reply.json())


def test_a_drawing_is_as_described(client: TestClient, description: dict[str, Any]) -> None:
    reply = client.post("/api/draw", json={"source": PROGRAMS["lecture"], "format": "svg"})
    validate(description, reply_schema(description, "draw", 200), reply.json())


@pytest.mark.parametrize("method", NEEDS)
@pytest.mark.parametrize("status", [413, 422, 429, 503])
def test_errors_are_as_described(description: dict[str, Any], method: str, status: int) -> None:
    text = bytes(error_response(Refusal(status, "limit", "It is too much.")).body)
    assert_error(text)
    validate(description, reply_schema(description, method, status), json.loads(text))


@pytest.mark.parametrize("mistake", ["overwrite", "shuffled"])
def test_a_trace_with_a_mistake_is_as_described(client: TestClient, description: dict[str, Any], mistake: str) -> None:
    reply = client.post("/api/trace", json={"source": PROGRAMS["neuron"], "mistake": mistake})
    assert reply.json()["mistake"] == mistake
    validate(description, reply_schema(description, "trace", 200), reply.json())


@pytest.mark.parametrize("mistake", [None, "overwrite"])
def test_the_numbers_are_as_described(client: TestClient, description: dict[str, Any], mistake: str | None) -> None:
    body = {"source": PROGRAMS["neuron"], "leaves": {"0": 1.5}, "mistake": mistake, "contribution": 2}
    reply = client.post("/api/numbers", json=body)
    assert reply.json()["text"]
    validate(description, request_schema(description, "numbers"), body)
    validate(description, reply_schema(description, "numbers", 200), reply.json())


def test_a_surface_is_as_described(client: TestClient, description: dict[str, Any]) -> None:
    axes = {name: {"leaf": leaf, "from": -1, "to": 1, "count": 4} for leaf, name in enumerate("xy")}
    reply = client.post("/api/plot", json={"source": PROGRAMS["lecture"], **axes})
    assert len(reply.json()["values"]) == 4
    validate(description, reply_schema(description, "plot", 200), reply.json())


def test_a_folded_drawing_is_as_described(client: TestClient, description: dict[str, Any]) -> None:
    body = {"source": PROGRAMS["mlp"], "closed": ["MLP/Layer 0"], "constants": False}
    reply = client.post("/api/draw", json=body)
    assert [box["path"] for box in reply.json()["boxes"]] == ["MLP/Layer 0"]
    validate(description, request_schema(description, "draw"), body)
    validate(description, reply_schema(description, "draw", 200), reply.json())


def test_an_error_with_a_place_is_as_described(client: TestClient, description: dict[str, Any]) -> None:
    reply = client.post("/api/trace", json={"source": "a = 2\nb = a +"})
    assert assert_error(reply.text)["line"] == 2
    validate(description, reply_schema(description, "trace", 422), reply.json())


# The engine validates parameters itself, and must accept exactly those that the description allows.
PARAMETERS: list[dict[str, Any]] = [
    {},
    {"level": "atoms"},
    {"level": "deep"},
    {"level": None},
    {"level": ["atoms"]},
    {"pass": None},
    {"pass": 0},
    {"pass": -1},
    {"pass": 0.5},
    {"pass": "0"},
    {"pass": True},
    {"names": {}},
    {"names": {"x": 1}},
    {"names": {"x": 1.5, "y_2": -3}},
    {"names": {"_y": 1}},
    {"names": None},
    {"names": {"x": True}},
    {"names": {"x": None}},
    {"names": {"x": "1"}},
    {"names": {"x": 1e300}},
    {"names": {"x": 1e301}},
    {"names": {"1x": 1}},
    {"names": {"": 1}},
    {"names": {"é": 1}},
    {"names": {"n" * 32: 1}},
    {"names": {"n" * 33: 1}},
    {"names": {f"x{i}": 1 for i in range(64)}},
    {"names": {f"x{i}": 1 for i in range(65)}},
    {"names": []},
    {"leaves": {"0": 3}},
    {"leaves": {"0": 3, "000001": 4.5}},
    {"leaves": {"-1": 3}},
    {"leaves": {"x": 3}},
    {"leaves": {"1234567": 3}},
    {"leaves": {"0": "3"}},
    {"leaves": None},
    {"leaves": []},
    {"mistake": "overwrite"},
    {"mistake": None},
    {"mistake": "none"},
    {"mistake": ["overwrite"]},
    {"closed": []},
    {"closed": ["MLP", "line 1"]},
    {"closed": None},
    {"closed": [1]},
    {"closed": "MLP"},
    {"constants": False},
    {"constants": None},
    {"constants": 1},
    {"x": None},
    {"y": None},
    {"y": {"leaf": 0, "from": 0, "to": 1, "count": 2}},
    {"y": {"leaf": 0, "from": 0, "to": 1, "count": 1}},
    {"y": {"leaf": 0, "from": 0, "to": 1, "count": 400}},
    {"y": {"leaf": 0, "from": 0, "to": 1, "count": 401}},
    {"y": {"leaf": 0, "from": 0, "to": 1, "count": True}},
    {"y": {"leaf": 0, "from": 0, "to": 1e301, "count": 2}},
    {"y": {"leaf": 0, "from": 0, "to": "1", "count": 2}},
    {"y": {"leaf": "0", "from": 0, "to": 1, "count": 2}},
    {"y": {"leaf": [0], "from": 0, "to": 1, "count": 2}},
    {"y": {"leaf": True, "from": 0, "to": 1, "count": 2}},
    {"y": {"leaf": 0, "to": 1, "count": 2}},
    {"y": {"leaf": 0, "from": 0, "to": 1, "count": 2, "step": 1}},
    {"y": []},
    {"by": {}},
    {"by": None},
    {"by": {"0": "1"}},
    {"other": 1},
    {"format": 1},
    {"source": None},
    {"source": 2},
]


# One function reads the parameters of all methods (engine/service/params.py), so only `trace` is sent all of them. The
# others are sent a few, those that only they take, and those that only another method takes.
OWN = {
    "draw": {"closed", "constants"},
    "export": {"format"},
    "plot": {"x", "y"},
    "nudge": {"by"},
    "compare": {"library"},
}
OF_ALL: list[dict[str, Any]] = [
    {},
    {"level": "atoms"},
    {"level": "deep"},
    {"pass": 0},
    {"pass": -1},
    {"names": {"x": 1.5, "y_2": -3}},
    {"names": []},
    {"leaves": {"0": 3}},
    {"leaves": {"x": 3}},
    {"mistake": "overwrite"},
    {"closed": []},
    {"constants": False},
    {"y": {"leaf": 0, "from": 0, "to": 1, "count": 2}},
    {"by": {}},
    {"format": 1},
    {"other": 1},
    {"source": None},
]
# Names come first among the leaves: leaf 0 of plot and nudge would then be one that the program does not use.
ASKED = [
    (method, given)
    for given in PARAMETERS
    for method in NEEDS
    if (method == "trace" or given in OF_ALL or given.keys() <= OWN.get(method, set()))
    and not (method in ("plot", "nudge") and given.get("names"))
]


@pytest.mark.parametrize(("method", "given"), ASKED, ids=lambda part: ascii(part)[:40])
def test_the_description_allows_what_the_engine_takes(
    client: TestClient, description: dict[str, Any], method: str, given: dict[str, Any]
) -> None:
    body = {"source": "a = Value(2.0); b = Value(3.0); c = a * b", **NEEDS[method], **given}
    whole = {**request_schema(description, method), "components": description["components"]}
    reply = client.post(f"/api/{method}", json=body)
    assert reply.is_success == jsonschema.Draft202012Validator(whole).is_valid(body), reply.text[:200]
