"""Tests of the two workers in the page: Pyodide against the server, restarts and time-outs, layouts."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from collections.abc import Callable
from typing import cast

import pytest
from playwright.sync_api import Page, Route

from autograd_playground.engine.contract.common import LEVELS
from tests.support.bundle import bundle
from tests.support.cases import CASES
from tests.support.chromium import Faults
from tests.support.hostile import NAMES, hostile_cases
from tests.support.programs import ENDLESS, PROGRAMS

# A request that the page never sends: 100 000 brackets overflow the stack under Python's JSON parser, and Pyodide does
# not survive that in a worker.
FATAL = "[" * 100_000
SIMPLE = json.dumps({"method": "trace", "params": {"source": "a = 2; b = a*3"}})


@pytest.fixture
def playground(page: Page) -> Page:
    """The playground, with the exports of workers.ts in the global `front`."""
    page.route(
        "**/workers.js",
        lambda route: route.fulfill(content_type="text/javascript", body=bundle("tests/support/worker_probe.ts")),
    )
    page.goto("/")
    page.evaluate("async () => { globalThis.front = await import('/workers.js') }")
    return page


def answers(page: Page, *requests: str) -> list[str]:
    return cast(list[str], page.evaluate("requests => front.answers(requests)", requests))


def outcome(reply: str) -> str:
    error = json.loads(reply).get("error")
    return "ok" if error is None else "limit" if error["code"] == "limit" else "error"


def test_pyodide_boots_with_progress_in_bytes(playground: Page) -> None:
    playground.evaluate("front.host.boot()")
    playground.evaluate("front.reached('ready')")
    statuses = playground.evaluate("front.statuses")
    kinds = [status["kind"] for status in statuses]
    assert list(dict.fromkeys(kinds)) == ["loading", "starting", "ready"]
    loaded = [status["loaded"] for status in statuses if status["kind"] == "loading"]
    assert loaded == sorted(loaded)
    # The total is a constant in python-host.ts, because a compressed response does not have the decompressed size.
    assert 0.9 * statuses[0]["total"] <= loaded[-1] <= statuses[0]["total"]


def test_browser_and_server_give_the_same_trace_byte_for_byte(playground: Page) -> None:
    sources = PROGRAMS | {case.name: case.source for case in CASES}
    for name, level in itertools.product(sources, LEVELS):
        params = {"source": sources[name], "level": level}
        server, browser = playground.evaluate("params => front.bothReplies(params)", params)
        assert browser == server, f"{name} at level {level}"


def test_hostile_inputs_reach_their_outcomes(playground: Page) -> None:
    cases = hostile_cases()
    requests = [json.dumps({"method": "trace", "params": {"source": c.source, "names": NAMES}}) for c in cases]
    assert [outcome(reply) for reply in answers(playground, *requests)] == [case.outcome for case in cases]


def test_after_a_fatal_error_python_starts_again_by_itself(playground: Page, faults: Faults) -> None:
    faults.allow("Pyodide has suffered a fatal error")
    faults.allow("The cause of the fatal error was")
    faults.allow("Maximum call stack size exceeded")
    broken, mended = answers(playground, FATAL, SIMPLE)
    assert broken == "fault: Python broke under this program and is starting again. Your text is kept."
    assert outcome(mended) == "ok"
    kinds = dict.fromkeys(status["kind"] for status in playground.evaluate("front.statuses"))
    assert list(kinds) == ["loading", "starting", "ready", "restarting"]


def test_the_reader_can_stop_a_run(playground: Page) -> None:
    playground.evaluate("request => { globalThis.replies = front.answers([request]) }", SIMPLE)
    playground.evaluate("replies")
    request = json.dumps({"method": "trace", "params": {"source": ENDLESS}})
    playground.evaluate(
        "request => { globalThis.replies = front.answers([request]); setTimeout(() => front.host.stop()) }", request
    )
    [reply] = playground.evaluate("replies")
    assert reply == "fault: You stopped the run. Python is starting again."
    assert [outcome(reply) for reply in answers(playground, SIMPLE)] == ["ok"]


def test_an_aborted_request_is_dropped_and_the_next_one_answered(playground: Page) -> None:
    name = playground.evaluate(
        """async request => {
            const abort = new AbortController();
            const call = front.host.call(request, abort.signal);
            abort.abort();
            return call.then(() => "answered", (error) => error.name);
        }""",
        SIMPLE,
    )
    assert name == "AbortError"
    assert [outcome(reply) for reply in answers(playground, SIMPLE)] == ["ok"]


def test_a_bug_of_the_engine_is_said_and_costs_no_restart(playground: Page) -> None:
    engine = io.BytesIO()
    with zipfile.ZipFile(engine, "w") as archive:
        folder = "autograd_playground"
        for name in ("", "/engine", "/engine/service"):
            archive.writestr(f"{folder}{name}/__init__.py", "")
        archive.writestr(f"{folder}/engine/service/api.py", "def handle_json(text, backend):\n    return 1 / 0\n")
    playground.route("**/engine.zip", lambda route: route.fulfill(body=engine.getvalue()))
    replies = answers(playground, SIMPLE, SIMPLE)
    assert replies == ["fault: The engine failed on this program: ZeroDivisionError: division by zero"] * 2
    kinds = [status["kind"] for status in playground.evaluate("front.statuses")]
    assert kinds.count("ready") == 1


def test_where_webassembly_is_blocked_it_says_so_at_once(playground: Page, faults: Faults) -> None:
    faults.allow("WebAssembly")

    def forbid(route: Route) -> None:
        response = route.fetch()
        policy = response.headers["content-security-policy"].replace("'wasm-unsafe-eval'", "")
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": policy})

    playground.route("**/python-worker.js", forbid)
    [reply] = answers(playground, SIMPLE)
    assert reply.startswith("fault: ")
    assert "WebAssembly" in reply
    assert playground.evaluate("front.host.status.kind") == "failed"


@pytest.mark.fresh_profile
def test_a_boot_that_never_ends_is_given_up(playground: Page, faults: Faults) -> None:
    # Where its WebAssembly is broken, loadPyodide never settles and only logs to the console.
    faults.allow("wasm|WebAssembly")
    playground.clock.install()
    playground.route(
        "**/pyodide.asm.wasm", lambda route: route.fulfill(body=b"broken", content_type="application/wasm")
    )
    playground.evaluate("request => { globalThis.replies = front.answers([request]) }", SIMPLE)
    playground.evaluate("front.reached('starting')")
    playground.clock.fast_forward(30_000)
    [reply] = playground.evaluate("replies")
    assert reply == "fault: Python did not start within 30 seconds. WebAssembly may be blocked here."


def test_a_program_that_is_not_answered_is_given_up_and_the_next_one_runs(playground: Page) -> None:
    assert [outcome(reply) for reply in answers(playground, SIMPLE)] == ["ok"]
    playground.clock.install()
    request = json.dumps({"method": "trace", "params": {"source": ENDLESS}})
    playground.evaluate("request => { globalThis.replies = front.answers([request]) }", request)
    playground.clock.fast_forward(20_000)
    [reply] = playground.evaluate("replies")
    assert reply == "fault: Python did not answer within 20 seconds and is starting again."
    assert [outcome(reply) for reply in answers(playground, SIMPLE)] == ["ok"]


def test_files_that_do_not_come_are_named(playground: Page, faults: Faults) -> None:
    faults.allow("status of 503")
    playground.route("**/engine.zip", lambda route: route.fulfill(status=503, body="busy"))
    [reply] = answers(playground, SIMPLE)
    assert reply.startswith("fault: Python could not be loaded: ")
    assert "engine.zip answered 503" in reply
    playground.unroute("**/engine.zip")
    assert [outcome(reply) for reply in answers(playground, SIMPLE)] == ["ok"]


@pytest.fixture
def draw(playground: Page) -> Callable[[str], str]:
    def svg_of(dot: str) -> str:
        result = playground.evaluate("dot => front.layout.draw(dot)", dot)
        return str(result["value"] if result["ok"] else f"fault: {result['error']['message']}")

    return svg_of


def test_a_graph_is_laid_out(draw: Callable[[str], str]) -> None:
    assert '<g id="n0" class="node">' in draw('digraph { a [id="n0"] }')


def test_after_a_failed_layout_the_next_one_works(draw: Callable[[str], str]) -> None:
    assert draw("digraph {").startswith("fault: This graph could not be drawn: ")
    chain = "digraph { " + " ".join(f"{i} -> {i + 1}" for i in range(8_000)) + " }"
    assert draw(chain) == "fault: This graph could not be drawn: its paths are too long to be laid out in one piece."
    assert "<svg" in draw("digraph { a }")


def test_a_newer_graph_takes_the_place_of_an_older_one(playground: Page) -> None:
    outcomes = playground.evaluate(
        """() => Promise.all(["digraph { a }", "digraph { b }", "digraph { c }"].map((dot) =>
            front.layout.draw(dot).then((result) => result.ok, (error) => error.name)))"""
    )
    assert outcomes == ["AbortError", "AbortError", True]


@pytest.mark.fresh_profile
def test_a_layout_that_takes_too_long_is_ended(playground: Page) -> None:
    tangle = "digraph { " + " ".join(f"{i} -> {j}" for i in range(60) for j in range(i)) + " }"
    playground.evaluate("front.layout.draw('digraph { a }')")
    playground.clock.install()
    playground.evaluate("dot => { globalThis.drawing = front.layout.draw(dot) }", tangle)
    playground.clock.fast_forward(15_000)
    result = playground.evaluate("drawing")
    assert result["error"]["message"] == "Drawing this graph took longer than 15 seconds."
    assert playground.evaluate("front.layout.draw('digraph { b }')")["ok"]
