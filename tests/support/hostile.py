"""The hostile inputs of hostile.json with the outcome that each must have here: error, limit or ok.

That list is for a language of scalars only. Where this language is wider on purpose, or where its budgets are, `WIDER` says
so case by case. Only the standard library is used, so that any Python, and Pyodide in a browser, can run this file's data.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import NamedTuple

from autograd_playground.engine.budgets import SERVER
from autograd_playground.engine.errors import PlaygroundError
from autograd_playground.engine.language import run
from autograd_playground.engine.trace.tape import Tape
from tests.support.server import ROOT

# What the cases find assigned.
NAMES = {"a": 2.0, "b": -3.0, "c": 10.0, "x": 1.5}

# class of the input, how its text begins -> outcome here, and why it is another than for scalars only
WIDER: dict[tuple[str, str], tuple[str, str]] = {
    ("bracket-nest", "[[["): ("limit", "lists are in the language, so too many brackets are a matter of the budget"),
    ("graph-size", "x = x + 1 + 2 + 3"): ("ok", "the budget is 5,000 values in the graph shown, not 400"),
    ("lambda", "(lambda f:f(f))"): (
        "limit",
        "lambda is in the language; what calls itself for ever meets the budget of calls",
    ),
    ("long-input", "1   "): ("ok", "the budget is 8,000 characters, not 4,000"),
    ("repeat-bomb", "(0,)*99999999"): ("limit", "tuples are in the language, up to the budget of items"),
    ("repeat-bomb", "[0]*10**10"): ("limit", "lists are in the language, up to the budget of items"),
    ("wide", "tanh(1,1,1"): ("error", "rows of data are long, so 600 arguments are too many for tanh, not for a line"),
}


class Hostile(NamedTuple):
    source: str
    kind: str
    outcome: str


def _wider(source: str, kind: str, outcome: str) -> str:
    for (other, beginning), (wider, _) in WIDER.items():
        if kind == other and source.startswith(beginning):
            return wider
    return outcome


def hostile_cases() -> list[Hostile]:
    cases = json.loads((ROOT / "tests/data/hostile.json").read_text(encoding="utf-8"))["cases"]
    return [Hostile(c["source"], c["class"], _wider(c["source"], c["class"], c["expect"])) for c in cases]


# Limits of size decide the outcome; a busy machine must not.
UNHURRIED = replace(SERVER, seconds=60.0)


def outcome(source: str, names: dict[str, float]) -> tuple[str, object]:
    """error, limit or ok, and the reply: the error as it is sent, or the last value and what was printed."""
    tape = Tape(budget=UNHURRIED)
    try:
        run(source, tape, names)
    except PlaygroundError as error:
        return ("limit" if error.code == "limit" else "error"), error.reply()
    assert tape.last is not None
    return "ok", [tape.last.label, repr(tape.last.data), [output.text for output in tape.outputs]]
