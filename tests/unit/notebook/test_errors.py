"""Tests of what goes wrong in a cell: the reader's own frames, and one sentence for what a notebook cannot do."""

from __future__ import annotations

import sys

import pytest

from tests.support.cells import Cells


def test_a_traceback_has_the_readers_frames_only(cells: Cells) -> None:
    cells.run("class V:\n    def __add__(self, o):\n        return 1 / 0", cell="first")
    error = cells.error("def f():\n    return V() + 1\nf()")
    assert (error["type"], error["message"]) == ("ZeroDivisionError", "division by zero")
    assert [(each["cell"], each["line"], each["function"], each["text"]) for each in error["traceback"]] == [
        ("cell", 3, "", "f()"),
        ("cell", 2, "f", "return V() + 1"),
        ("first", 3, "__add__", "return 1 / 0"),
    ]


def test_a_syntax_error_has_its_column(cells: Cells) -> None:
    [frame] = cells.error("a = 1\nif a:\n    b = = 2")["traceback"]
    assert (frame["line"], frame["column"], frame["text"]) == (3, 8, "b = = 2")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("input('name?')", "A notebook cannot ask"),
        ("import socket\nsocket.socket()", "no network"),
        ("import urllib.request\nurllib.request.urlopen('http://example.org')", "no network"),
        ("import js", "cannot reach the page"),
        ("from pyodide.ffi import run_sync", "cannot reach the page"),
        ("import threading\nthreading.Thread(target=print).start()", "no threads"),
        ("import subprocess", "no processes"),
        ("import asyncio", "no event loop"),
        ("await print()", "no event loop"),
        ("print = 3\nprint('hi')", "`del print` brings that back"),
        ("def f():\n    max = 3\n    return max(1, 2)\nf()", "hides Python's own function"),
        ("import sys\nsys.exit(3)", "ends only the cell"),
        ("exit()", "ends only the cell"),
        ("import tensorflow", "Nothing can be installed"),
        ("def f(n): return f(n + 1)\nf(0)", "write it as a loop"),
        ("a" + ".b" * 20_000, "split it into statements"),
        ("[" * 5_000, "split it into statements"),
        ("-" * 5_000 + "1", "split it into statements"),
        ("x = 1\n" * 100_000, "a cell may have 200,000"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(cells: Cells, source: str, said: str) -> None:
    error = cells.error(source)
    cells.run("for name in ('print',): globals().pop(name, None)")
    assert said in error["message"] + error["hint"]
    assert cells.result("1") == {"text/plain": "1"}


def test_the_finder_of_the_browsers_modules_is_put_aside_while_a_cell_runs(
    cells: Cells, monkeypatch: pytest.MonkeyPatch
) -> None:
    finder = type("JsFinder", (), {"__module__": "_pyodide._importhook", "find_spec": lambda *_: None})()
    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, finder])
    found = "import sys\nprint(any('pyodide' in type(each).__module__ for each in sys.meta_path))"
    assert cells.printed(found) == "False\n"
    assert cells.printed("sys.meta_path.clear()") == ""
    assert finder in sys.meta_path


def test_the_garbage_collector_stays_on(cells: Cells) -> None:
    assert "was left out" in cells.printed("import gc\ngc.disable()")


@pytest.mark.parametrize(
    "body",
    [
        "def __repr__(self): raise ValueError('no')",
        "def __repr__(self): return 3",
        "def __getattr__(self, name): return getattr(self, name + '_')",
        "def __eq__(self, other): raise ValueError('no')",
        "__hash__ = None",
        "def __setattr__(self, name, content): raise ValueError('no')",
        "def __getattribute__(self, name): raise ValueError('no')",
        "def __bool__(self): raise ValueError('no')",
        "_repr_html_ = 5",
    ],
)
def test_a_class_that_breaks_what_all_objects_have_breaks_only_its_cell(cells: Cells, body: str) -> None:
    cells.run(f"class Odd:\n    {body}\nodd = Odd()\nodd")
    cells.run("class Bad(Exception):\n    def __str__(self): raise ValueError\nraise Bad")
    assert "could not be read" in cells.outputs[-1]["error"]["message"]
    assert cells.result("1") == {"text/plain": "1"}


@pytest.mark.parametrize(
    "source",
    [
        "while True: pass",
        "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
        "def f():\n    f()\nwhile True:\n    try: f()\n    except RecursionError: pass",
    ],
)
def test_a_cell_past_its_limit_ends_and_its_names_are_kept(cells: Cells, source: str) -> None:
    reply = cells.run(f"kept = 7\n{source}", limit=0.05)
    assert reply["status"] == "interrupted"
    assert "limit of 0.05 seconds" in cells.outputs[-1]["error"]["hint"]
    assert cells.result("kept") == {"text/plain": "7"}


def test_an_interrupted_cell_says_that_it_was_stopped(cells: Cells) -> None:
    cells.run("0")
    vars(sys.modules[__name__])["stop"] = cells.kernel.interrupt
    reply = cells.run(f"from {__name__} import stop\nstop()\nwhile True: pass")
    assert reply["status"] == "interrupted"
    assert "was stopped" in cells.outputs[-1]["error"]["hint"]
