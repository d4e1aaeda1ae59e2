"""Hostile inputs of hostile.json with the required outcome of each: error, limit or ok.

The list is written for a language of scalars only. `WIDER` lists the cases in which this language allows more on
purpose, or has another budget. Only the standard library is used, so any Python can run the cases, and Pyodide too.
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

# Names that the cases expect to be assigned.
NAMES = {"a": 2.0, "b": -3.0, "c": 10.0, "x": 1.5}

_LAST = "a last line that is no Value is only evaluated, as in Python, with a warning"

# class of the input, prefix of its text, which a line end closes -> outcome here, and why it differs from that for
# scalars only
WIDER: dict[tuple[str, str], tuple[str, str]] = {
    ("bracket-nest", "[[["): ("limit", "lists are in the language, so too many brackets are a matter of the budget"),
    ("graph-size", "x = x + 1 + 2 + 3"): ("ok", "the budget is 5,000 values in the graph shown, not 400"),
    ("lambda", "(lambda f:f(f))"): (
        "limit",
        "lambda is in the language; what calls itself for ever meets the budget of calls",
    ),
    ("builtins", "print(1)"): ("ok", "a program that only prints is no error"),
    ("empty", "# only a comment"): ("ok", "a program that computes nothing is no error"),
    ("attribute-access", "a._backward"): ("ok", _LAST),
    ("callable-misuse", "tanh\n"): ("ok", _LAST),
    ("callable-misuse", "a.tanh"): ("ok", _LAST),
    ("container", "(1,2)"): ("ok", _LAST),
    ("container", "{1}"): ("ok", _LAST),
    ("format-string", "'%s' % a"): ("ok", _LAST),
    ("literal-type", "'a'"): ("ok", _LAST),
    ("operator-not-allowed", "a//b"): ("ok", "in plain style a name's number is taken where Python needs one"),
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
    for (wider_kind, prefix), (wider, _) in WIDER.items():
        if kind == wider_kind and f"{source}\n".startswith(prefix):
            return wider
    return outcome


def hostile_cases() -> list[Hostile]:
    cases = json.loads((ROOT / "tests/data/hostile.json").read_text(encoding="utf-8"))["cases"]
    return [Hostile(c["source"], c["class"], _wider(c["source"], c["class"], c["expect"])) for c in cases]


# The limits of size decide the outcome; a busy machine must not.
WITHOUT_TIME_LIMIT = replace(SERVER, seconds=60.0)


def outcome(source: str, names: dict[str, float]) -> tuple[str, object]:
    """The outcome (error, limit or ok) and the reply: the error as sent, or the last value and the printed lines."""
    tape = Tape(budget=WITHOUT_TIME_LIMIT)
    try:
        run(source, tape, names)
    except PlaygroundError as error:
        return ("limit" if error.code == "limit" else "error"), error.reply()
    printed = [output.text for output in tape.outputs]
    return "ok", [tape.last.label, repr(tape.last.data), printed] if tape.last else [printed]
