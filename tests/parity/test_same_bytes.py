"""Tests of replies byte for byte: the same JSON from CPython, over HTTP and from Pyodide, errors included."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from autograd_playground.engine.contract.common import LEVELS
from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.service import api
from autograd_playground.web.app import create_app
from autograd_playground.web.settings import Settings
from tests.support.cases import CASES, FACTS, LECTURE
from tests.support.error_shape import assert_error
from tests.support.programs import BAD_REQUESTS, ENDLESS, PROGRAMS
from tests.support.pyodide import RunInPyodide
from tests.support.trainings import DEMO, VARIED
from tests.unit.web.conftest import write_bundle

BY_HAND = "a = Value(2.0)\nb = a * a\nb.grad = 1.0\nb._backward()\na.data -= 0.1 * a.grad\n"

Request = dict[str, Any]

TRAININGS = [DEMO, *(VARIED[name] for name in ("the lecture", "adam", "own rows of one input"))]


def ask(method: str, source: str, **params: Any) -> Request:
    return {"method": method, "params": {"source": source, **params}}


def answerable() -> list[Request]:
    requests = [ask("trace", case.source, level=level) for case in CASES for level in LEVELS]
    requests += [ask("trace", example.source, level=level) for example in EXAMPLES for level in LEVELS]
    requests += [ask("trace", source) for source in PROGRAMS.values()]
    requests += [ask("trace", PROGRAMS["a training loop"], **{"pass": index}) for index in (0, 7)]
    requests += [ask("trace", LECTURE, mistake=mistake) for mistake in ("overwrite", "shuffled")]
    requests += [ask("trace", LECTURE, names={"w": 0.5}, leaves={"1": 2.5})]
    for mistake in (None, "overwrite", "shuffled"):
        requests += [ask("check", LECTURE, mistake=mistake), ask("export", LECTURE, mistake=mistake, format="torch")]
        requests += [ask("numbers", LECTURE, mistake=mistake, leaves={"1": 2.5}, contribution=3)]
    requests += [ask(method, BY_HAND) for method in ("trace", "check")]
    for case in FACTS:
        requests += [ask("check", case.source), ask("draw", case.source), ask("compile", case.source)]
        requests += [
            ask("export", case.source, format=form) for form in ("torch", "jax", "micrograd", "latex", "json", "dot")
        ]
    axis = {"leaf": 0, "from": -3, "to": 3.5, "count": 14}
    requests += [ask("plot", LECTURE, x=axis), ask("plot", LECTURE, x=axis, y={**axis, "leaf": 1})]
    requests += [ask("nudge", LECTURE, by={"0": 0.06, "3": 0.04})]
    return requests + [request for settings in TRAININGS for request in of_the_lab(settings)]


def of_the_lab(settings: dict[str, Any]) -> list[Request]:
    asked = {"settings": settings}
    start = api.handle({"method": "lab", "params": asked})["parameters"]
    texts = [{"format": form, "mistakes": {"forget": True}} for form in ("micrograd", "torch", "jax")]
    return [
        {"method": "lab", "params": asked},
        *({"method": "lab_code", "params": {**asked, **text}} for text in texts),
        {"method": "lab_sample", "params": {**asked, "parameters": start, "row": 1}},
    ]


def unanswerable() -> list[Any]:
    """Requests with an error. The endless program is left out: the machine's speed decides where it is stopped."""
    return [request for request, _ in BAD_REQUESTS if not _source_is(request, ENDLESS)]


def _source_is(request: Any, source: str) -> bool:
    return isinstance(request, dict) and request.get("params") == {"source": source}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = Settings(static=write_bundle(tmp_path_factory.mktemp("dist")))
    with TestClient(create_app(settings)) as client:
        yield client


def test_http_sends_the_bytes_of_the_engine(client: TestClient) -> None:
    for request in answerable():
        response = client.post(f"/api/{request['method']}", json=request["params"])
        assert response.status_code == 200, response.text
        assert response.text == api.encode(api.handle(request)), request


def test_http_sends_the_engines_errors(client: TestClient) -> None:
    for request in unanswerable():
        if isinstance(request, dict) and request.get("method") in ("trace", "check", "export"):
            body = json.dumps(request.get("params", {}))
            response = client.post(
                f"/api/{request['method']}", content=body, headers={"Content-Type": "application/json"}
            )
            assert response.status_code in (413, 422)
            if "0" * 400 in body:  # a number too large for a float: HTTP refuses it before the engine
                assert_error(response.text)
            else:
                assert response.text == api.encode(api.handle(request)), request


def test_pyodide_gives_the_bytes_of_cpython(run_in_pyodide: RunInPyodide) -> None:
    requests = [json.dumps(request) for request in [*answerable(), *unanswerable()]]
    requests += [
        "",
        "{",
        "[" * 100,
        '{"method": "trace", "params": {"source": "a = \\ud800"}}',
        "1e999",
        '{"method": NaN}',
    ]
    program = f"""
import json
from autograd_playground.engine.service.api import handle_json
json.dumps([handle_json(request, "browser") for request in json.loads({json.dumps(requests)!r})])
"""
    replies = json.loads(run_in_pyodide(program))
    assert len(replies) == len(requests)
    for request, reply in zip(requests, replies, strict=True):
        assert reply == api.handle_json(request, "browser"), request


def test_the_server_and_the_browser_answer_alike() -> None:
    """Where neither meets its limits, which a text of the lab names."""
    for request in [each for each in answerable() if not each["method"].startswith("lab")][::7]:
        text = json.dumps(request)
        assert api.handle_json(text, "server") == api.handle_json(text, "browser")
