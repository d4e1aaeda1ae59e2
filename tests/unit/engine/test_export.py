"""Tests of exports' texts: programs that compile, and LaTeX that is well-formed for any label."""

from __future__ import annotations

import re

import pytest

from autograd_playground.engine.contract.common import Library
from autograd_playground.engine.examples import EXAMPLES, Example
from autograd_playground.engine.ops import OPS
from autograd_playground.engine.service import api
from autograd_playground.engine.trace.export import call_template
from tests.data.make_reference import LIBRARIES, read_calls
from tests.support.cases import CASES, FACTS, close
from tests.support.exported import export
from tests.support.operations import ROWS
from tests.support.programs import PROGRAMS
from tests.support.trace_player import trace

CONSTANT = "1 + 2\n"
CALLS = read_calls()


@pytest.mark.parametrize("form", ["torch", "jax", "micrograd"])
@pytest.mark.parametrize("where", ["before its use", "after its use"])
def test_the_text_says_that_a_gradient_set_in_between_has_no_part(form: str, where: str) -> None:
    lines = ["b.grad = 5.0", "c = b * b"]
    middle = "\n".join(lines if where == "before its use" else reversed(lines))
    text = export(f"a = Value(2.0)\nb = a * 3\n{middle}\nc.backward()\n", form)
    assert "# b.grad, 5.0 before, is left out: backward() starts the gradients of results afresh." in text


def test_a_gradient_that_an_earlier_pass_has_left_in_between_is_not_named() -> None:
    text = export(PROGRAMS["a graph shared by two passes"], "torch")
    assert "left out" not in text


def test_gradients_by_hand_are_named_beside_the_computed_ones() -> None:
    text = export("a = Value(2.0)\nb = a * a\nb.grad = 1.0\na.grad = 5.0\n", "torch")
    assert "# The page shows the gradients that the program sets by hand; these are computed." in text


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", ROWS)
def test_what_a_row_calls_in_another_library_gave_the_rows_numbers_there(name: str, library: Library) -> None:
    """The numbers are committed, with the call that gave them: a name that the library lacks has none."""
    call, numbers = CALLS[library][name]
    assert call == call_template(OPS[name], library)
    for point, (data, *grads) in zip((ROWS[name].at, *ROWS[name].points), numbers, strict=True):
        result, operands = ROWS[name].values(point)
        assert close(result.data, data), (call, point)
        assert all(close(operand.grad, grad) for operand, grad in zip(operands, grads, strict=True)), (call, point)


@pytest.mark.parametrize("form", ["torch", "jax", "micrograd"])
@pytest.mark.parametrize("source", [*(case.source for case in CASES), *PROGRAMS.values(), CONSTANT])
def test_every_export_is_a_python_program(source: str, form: str) -> None:
    compile(export(source, form), form, "exec")


@pytest.mark.parametrize("form", ["torch", "jax", "micrograd"])
@pytest.mark.parametrize(
    "label", ["torch", "print", "float", "lambda", "Value", "f", "a", "v1", "1", "'''\\nimport os", "é"]
)
def test_a_label_never_becomes_code(label: str, form: str) -> None:
    source = f'a = Value(1.0); b = Value(2.0, label="{label}"); c = Value(3.0); c.label = "a"; L = a * b * c\n'
    program = export(source, form)
    compile(program, form, "exec")
    assert len(re.findall(r"\bimport\b", program)) == len(re.findall(r"\bimport\b", export("a = Value(1.0)", form)))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_latex_is_balanced(example: Example) -> None:
    assert_balanced(export(example.source, "latex"))


@pytest.mark.parametrize("name", PROGRAMS)
def test_latex_is_balanced_for_odd_programs(name: str) -> None:
    assert_balanced(export(PROGRAMS[name], "latex"))


@pytest.mark.parametrize(
    "label", [r"\input{/etc/passwd}", "}", "{", "$x$", "%", "a_b^c", "~", "#1", "&", r"\\", r"\end{document}"]
)
def test_latex_shows_a_hostile_label_as_it_was_typed(label: str) -> None:
    written = label.replace("\\", "\\\\")
    text = export(f"a = Value(1.0, label='{written}')\nL = a * 2  # {label}\n", "latex")
    assert_balanced(text)
    commands = set(re.findall(r"\\([a-zA-Z]+)", text))
    assert commands <= {
        "documentclass", "usepackage", "begin", "end", "section", "noindent", "texttt", "textbackslash",
        "textasciicircum", "textasciitilde", "cdot", "frac", "partial", "mathrel",
    }  # fmt: skip


def assert_balanced(text: str) -> None:
    bare = re.sub(r"\\[\\{}$&#_%^~ ]", "", text)
    depth = 0
    for sign in bare:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0
    assert "$" not in bare
    assert "%" not in bare
    assert [f"\\begin{{{name}}}" for name in re.findall(r"\\begin\{(\w+\*?)\}", text)].count(r"\begin{document}") == 1
    assert re.findall(r"\\begin\{(\S+?)\}", text).count("align*") == re.findall(r"\\end\{(\S+?)\}", text).count(
        "align*"
    )


def test_json_is_the_trace_and_dot_the_drawing() -> None:
    shown = trace(FACTS[1].source)
    assert export(FACTS[1].source, "json") == api.encode(shown)
    assert export(FACTS[1].source, "dot") == shown["dot"]
