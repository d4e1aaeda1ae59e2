"""Tests of the notebook's worker: long chains, interrupts, and attempts to reach the network, in a real browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.support.bundle import bundle


def opened(page: Page) -> Page:
    page.route(
        "**/kernel-probe.js",
        lambda route: route.fulfill(content_type="text/javascript", body=bundle("tests/support/kernel_probe.ts")),
    )
    page.goto("/")
    page.evaluate("async () => { globalThis.front = await import('/kernel-probe.js') }")
    return page


@pytest.fixture
def notebook(page: Page) -> Page:
    return opened(page)


def run(page: Page, source: str, limit: float | None = 60.0) -> Any:
    return page.evaluate("([source, limit]) => front.run(source, limit)", [source, limit])


def shown(page: Page, source: str) -> str:
    reply = run(page, source)
    assert reply["status"] == "ok", reply
    text: str = reply["outputs"][-1]["data"]["text/plain"]
    return text


SLOTS = """
class Value:
    __slots__ = ("data", "grad", "children")
    def __init__(self, data, children=()):
        self.data, self.grad, self.children = data, 0, children
    def __add__(self, other):
        return Value(self.data + other.data, (self, other))
    def __repr__(self):
        return f"Value({self.children})"
one = Value(1.0)
"""
CHAIN = "x = one\nfor i in range(20_000): x = x + one\n"


def test_long_chains_are_freed_and_what_nests_too_deep_is_an_error(notebook: Page) -> None:
    assert shown(notebook, f"{SLOTS}{CHAIN}x = None\n'freed'") == "'freed'"
    assert (
        shown(notebook, f"from micrograd.engine import Value\none = Value(1.0)\n{CHAIN}x = None\n'freed'") == "'freed'"
    )
    reply = run(notebook, f"{SLOTS}{CHAIN}print(repr(x))")
    assert reply["outputs"][-1]["error"]["type"] == "RecursionError"
    for text in ("[" * 5_000, "-" * 5_000 + "1", "1" + "+1" * 5_000, "a" + ".b" * 5_000, "1" + "+1" * 450):
        assert run(notebook, text)["status"] == "error"
    assert shown(notebook, "one.data") == "1.0"


def test_an_interrupt_keeps_the_names_and_where_it_cannot_the_worker_is_replaced(notebook: Page) -> None:
    endless = "kept = 7\nprint('on')\nwhile True: pass"
    assert notebook.evaluate("source => front.interrupted(source)", endless) == {
        "how": "interrupted", "status": "interrupted"
    }  # fmt: skip
    assert shown(notebook, "kept") == "7"
    outcome = notebook.evaluate("source => front.interrupted(source)", "print('on')\nsum(range(10**13))")
    assert outcome["how"] == "restarted"
    assert "Run the cells again" in outcome["status"]
    assert run(notebook, "kept")["outputs"][-1]["error"]["type"] == "NameError"


# The kernel's own frames hold a function of JavaScript, from which the worker's scope would be reached.
REACH = """
import sys
frame = sys._getframe()
while "emit" not in frame.f_locals: frame = frame.f_back
emit = frame.f_locals["emit"]
while not hasattr(emit, "constructor"): emit = emit.__closure__[0].cell_contents
def attempt(text):
    try: return str(emit.constructor.new(text)())
    except Exception as error: return str(error)
"""
# What is put aside while a cell runs can be found among the garbage collector's objects.
FIND = "import gc\njs = next(each['js'] for each in gc.get_objects() if type(each) is dict and 'js' in each)"
NAMES = (
    "fetch",
    "XMLHttpRequest",
    "WebSocket",
    "EventSource",
    "importScripts",
    "Worker",
    "indexedDB",
    "caches",
    "eval",
)
ATTEMPTS = (
    "fetch('/attempt')",
    "import('/attempt')",
    "new XMLHttpRequest()",
    "indexedDB",
    "caches",
    "importScripts('/attempt')",
    "new WebSocket('ws://127.0.0.1/attempt')",
)


@pytest.mark.parametrize("policy", [True, False], ids=["with the server's policy", "on a static site"])
def test_a_cell_reaches_neither_network_nor_storage(page: Page, policy: bool) -> None:
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))

    def without_policy(route: Route) -> None:
        response = route.fetch()
        kept = {name: text for name, text in response.headers.items() if name != "content-security-policy"}
        route.fulfill(response=response, headers=kept)

    if not policy:
        page.route("**/*-worker.js", without_policy)
    opened(page)
    reply = run(page, REACH)
    assert reply["status"] == "ok", reply
    for text in ATTEMPTS:
        assert "A text is not run as code in here." in shown(page, f"attempt({text!r})")
    assert run(page, FIND)["status"] == "ok"
    assert shown(page, f"[name for name in {NAMES} if getattr(js, name, None) is not None]") == "[]"
    assert shown(page, "hasattr(js, 'console'), getattr(js.navigator, 'storage', None)") == "(True, None)"
    assert shown(page, "[getattr(js, name, None) for name in ('close', 'postMessage')]") == "[None, None]"
    for source in ("import js", "import pyodide_js", "import socket\nsocket.create_connection(('127.0.0.1', 80))"):
        assert run(page, source)["status"] == "error"
    assert [url for url in requested if "attempt" in url] == []


def test_what_is_no_output_is_taken_for_a_broken_worker(notebook: Page) -> None:
    reply = run(notebook, f"{REACH}frame.f_locals['emit']('junk')")
    assert "Python broke in this cell" in reply["status"]
    assert shown(notebook, "1") == "1"
