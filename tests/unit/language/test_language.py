"""Tests of the language beyond the table of programs: spans, labels, order of values, given names, budgets."""

from __future__ import annotations

import inspect
import math
import re
import sys
from dataclasses import replace

import pytest

from autograd_playground.engine.budgets import BROWSER, SERVER
from autograd_playground.engine.errors import PlaygroundError
from autograd_playground.engine.language import run
from autograd_playground.engine.ops import NAMED
from autograd_playground.engine.service import api
from autograd_playground.engine.trace.tape import Tape
from tests.support.server import ROOT


def tape_of(source: str, **names: float) -> Tape:
    tape = Tape()
    run(source, tape, names)
    return tape


def refusal_of(source: str, tape: Tape) -> PlaygroundError:
    with pytest.raises(PlaygroundError) as refusal:
        run(source, tape)
    return refusal.value


@pytest.mark.parametrize("name", [name for name in NAMED if hasattr(math, name)])
def test_what_pythons_math_has_of_the_operations_is_in_this_math_too(name: str) -> None:
    source = f"from math import {name}\nimport math\na = Value(0.7)\nL = {name}(a) + math.{name}(0.7)\nL.backward()"
    tape = tape_of(source)
    assert tape.last is not None
    assert math.isclose(tape.last.data, 2 * getattr(math, name)(0.7), rel_tol=1e-15)
    assert [value.symbol for value in tape.values if value.symbol] == [name, "+"]


def test_values_come_from_the_very_characters() -> None:
    tape = tape_of("a = Value(2.0)\nL = (a*3 +\n  a).tanh()")
    assert [(value.op.symbol if value.op else "", value.span) for value in tape.values] == [
        ("", (1, 4, 1, 14)),
        ("", (2, 5, 2, 8)),
        ("*", (2, 5, 2, 8)),
        ("+", (2, 5, 3, 3)),
        ("tanh", (2, 4, 3, 11)),
    ]


def test_a_plain_leaf_comes_from_its_number() -> None:
    assert tape_of("a, b = -2.5, 3").values[0].span == (1, 7, 1, 11)


def test_columns_count_characters_after_text_beyond_ascii() -> None:
    assert tape_of("print('é𝄞'); a = Value(1.0)").values[0].span == (1, 17, 1, 27)


def test_fields_of_a_format_have_their_own_spans() -> None:
    error = refusal_of("a = 1.0\nprint(f'é {a:.2f} { a + oops }')", Tape())
    assert error.span == (2, 24, 2, 28)


def test_an_indented_program_keeps_its_spans() -> None:
    assert tape_of("\n   a = Value(1.0)\n   b = a").values[0].span == (2, 7, 2, 17)


def test_names_label_values_once() -> None:
    tape = tape_of("a = Value(1.0)\nb = a\nc = a * b\nc += 1\nd = Value(2.0, label='weight')\nfor x in [a + 1]: x\nx")
    assert [value.label for value in tape.values if value.kind != "constant"] == ["a", "c", "c", "weight", ""]


def test_given_names_are_leaves_that_the_program_may_replace() -> None:
    tape = tape_of("L = a * b\nb = 5\nM = L * b", a=2.0, b=3.0)
    assert tape.last is not None
    assert (tape.last.label, tape.last.data) == ("M", 30.0)
    assert [value.label for value in tape.values] == ["a", "b", "L", "b", "M"]


@pytest.mark.parametrize("name", ["tanh", "_a", "a b", "for", "é", "x" * 33, ""])
def test_a_given_name_must_be_one_that_a_program_can_write(name: str) -> None:
    with pytest.raises(PlaygroundError, match=r"name|belongs|underscore"):
        run("1", Tape(), {name: 1.0})


def test_plain_style_ends_where_a_value_is_made_by_hand() -> None:
    assert [value.kind for value in tape_of("a = 2\nb = a * 3").values] == ["leaf", "constant", "result"]
    assert [value.kind for value in tape_of("a = 2\nb = Value(a) * 3").values] == ["leaf", "constant", "result"]
    assert [value.label for value in tape_of("a = 2\nb = Value(a) * 3").values] == ["", "", "b"]


def test_a_sum_makes_its_values_in_pythons_order() -> None:
    tape = tape_of("xs = [Value(1.0), Value(2.0), Value(3.0)]\nsum(x * x for x in xs)")
    assert [value.op.symbol for value in tape.values if value.op] == ["*", "*", "+", "*", "+"]


def test_assignments_and_passes_are_on_the_tape() -> None:
    tape = tape_of("a = Value(2.0)\nL = a * a\nL.backward()\na.data += -0.5 * a.grad\na.zero_grad()")
    assert [(one.root.label, one.span) for one in tape.passes] == [("L", (3, 0, 3, 12))]
    assert [(change.kind, change.span) for change in tape.changes] == [
        ("assign", (4, 0, 4, 23)),
        ("zero", (5, 0, 5, 13)),
    ]


def test_the_lessons_program_runs_here_as_in_python() -> None:
    lesson = (ROOT / "lessons" / "09-pytorch-and-a-new-operation.md").read_text(encoding="utf-8")
    (program,) = re.findall(r"```playground name=operation\n(.*?)```", lesson, re.DOTALL)
    tape = tape_of(program)
    assert tape.passes[0].data == math.sqrt(5.0)
    assert tape.values[0].grad == -2.0 / math.sqrt(5.0)


def test_random_is_seeded_until_the_program_seeds_it() -> None:
    source = "import random\nrandom.uniform(-1, 1)"
    first, second = tape_of(source).last, tape_of(source).last
    reseeded = tape_of("import random\nrandom.seed(1)\nrandom.uniform(-1, 1)").last
    assert first is not None
    assert second is not None
    assert reseeded is not None
    assert first.data == second.data != reseeded.data


def test_the_time_budget_ends_a_run() -> None:
    error = refusal_of("for i in range(300): i", Tape(budget=replace(SERVER, seconds=-1.0)))
    assert (error.code, error.message) == (
        "limit",
        "This program runs longer than -1 s, the most that the server allows.",
    )


def test_the_browser_allows_more() -> None:
    source = "for i in range(9999):\n  for j in range(5): pass\n1"
    assert "server allows" in refusal_of(source, Tape()).message
    tape = Tape(budget=replace(BROWSER, seconds=1000.0))
    run(source, tape)
    assert tape.last is not None


def test_a_caller_who_has_used_up_the_stack_gets_an_error_too() -> None:
    def deep(frames: int) -> PlaygroundError:
        return deep(frames - 1) if frames else refusal_of("(" * 30 + "1" + ")" * 30 + "+ [2][0]", Tape())

    here = len(inspect.stack())
    error = deep(sys.getrecursionlimit() - here - 40)
    assert error.code == "limit"


@pytest.mark.parametrize("name", ["erf", "silu"])
def test_a_name_that_became_an_operation_later_can_still_be_a_variable(name: str) -> None:
    for source in (f"{name} = 2.0\nb = Value(3.0) * {name}", f"for {name} in [2.0]:\n    b = Value(3.0) * {name}"):
        reply = api.handle({"method": "trace", "params": {"source": source}})
        assert reply["nodes"][-1]["data"] == 6.0
