"""Tests of exports: programs that give the same numbers elsewhere, and LaTeX that is well-formed for any label."""

from __future__ import annotations

import re
import sys
from importlib.util import find_spec
from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings

from autograd_playground.engine import nn, value
from autograd_playground.engine.examples import EXAMPLES, Example
from autograd_playground.engine.ops import OPS
from autograd_playground.engine.service import api
from autograd_playground.engine.trace.export import call_template
from tests.data.make_reference import LIBRARIES, read_calls
from tests.support.cases import CASES, FACTS, OPERATIONS, SHAPES, Case, close
from tests.support.exported import export, printed_by
from tests.support.operations import ROWS
from tests.support.programs import PROGRAMS
from tests.support.random_expressions import EXPRESSIONS, Expression
from tests.support.trace_player import Trace, trace

SOURCES = {case.name: case.source for case in CASES}
# An export holds the graph only, so programs that assign data are left out.
SOURCES |= {
    name: PROGRAMS[name]
    for name in ("plain numbers", "labels that look like other names", "labels of blanks and signs", "both conventions")
}
CONSTANT = "1 + 2\n"
CALLS = read_calls()
_VALUE_EXPONENT = re.compile(r"\*\* ?[a-z(]")  # micrograd takes plain numbers alone


def assert_prints_what_is_shown(program: str, shown: Trace) -> None:
    root, *leaves = printed_by(program)
    assert close(root[1], shown["nodes"][shown["roots"][0]]["data"]), root
    nodes = [node for node in shown["nodes"] if node["kind"] == "leaf"]
    assert len(leaves) == len(nodes)
    for (name, grad), node in zip(leaves, nodes, strict=True):
        assert name.endswith(".grad")
        assert close(grad, node["grad"], relative=1e-11, absolute=1e-13), (name, grad, node)


@pytest.fixture
def aliased(monkeypatch: pytest.MonkeyPatch) -> None:
    """Imports of `micrograd` get this engine."""
    package = ModuleType("micrograd")
    for name, module in {"micrograd": package, "micrograd.engine": value, "micrograd.nn": nn}.items():
        monkeypatch.setitem(sys.modules, name, module)


@pytest.mark.usefixtures("aliased")
@pytest.mark.parametrize("level", ["atoms", "lecture", "compact"])
@pytest.mark.parametrize("name", SOURCES)
def test_the_micrograd_text_runs_on_this_engine(name: str, level: str) -> None:
    assert_prints_what_is_shown(export(SOURCES[name], "micrograd", level), trace(SOURCES[name], level=level))


@pytest.mark.parametrize("case", FACTS, ids=lambda case: case.name)
def test_the_micrograd_text_runs_on_micrograd(case: Case) -> None:
    assert_prints_what_is_shown(export(case.source, "micrograd"), trace(case.source))


@pytest.mark.usefixtures("aliased")
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_the_micrograd_text_of_every_example_prints_what_is_shown(example: Example) -> None:
    assert_prints_what_is_shown(export(example.source, "micrograd"), trace(example.source))


@settings(max_examples=200, suppress_health_check=[HealthCheck.filter_too_much])
@given(EXPRESSIONS.filter(lambda expression: not _VALUE_EXPONENT.search(expression.source)))
def test_the_micrograd_text_of_random_expressions_prints_what_is_shown(expression: Expression) -> None:
    assert_prints_what_is_shown(export(expression.source, "micrograd"), trace(expression.source))


SEVERAL_PASSES = {
    "two roots": "a = Value(2.0)\nb = a * a\nb.backward()\nc = a * a * a\nc.backward()\n",
    "the same root twice": PROGRAMS["backward twice"],
    "a shared graph": PROGRAMS["a graph shared by two passes"],
    "cleared in between": PROGRAMS["zero_grad between"],
    "a second derivative": PROGRAMS["a second derivative"],
    "set beforehand": PROGRAMS["gradients set beforehand"],
    "descent without clearing": (
        "w = Value(2.0)\nfor k in range(3):\n    L = (w*3 - 1)**2\n    L.backward()\n    w.data += -0.01*w.grad\n"
    ),
}


@pytest.mark.parametrize("index", [0, None], ids=["first pass", "last pass"])
@pytest.mark.parametrize("name", SEVERAL_PASSES)
def test_after_several_passes_the_micrograd_text_prints_what_is_shown(name: str, index: int | None) -> None:
    params = {"source": SEVERAL_PASSES[name], "pass": index}
    shown = trace(SEVERAL_PASSES[name], **{"pass": index})
    reply = api.handle({"method": "export", "params": {**params, "format": "micrograd"}})
    assert_prints_what_is_shown(reply["text"], shown)


def test_gradients_by_hand_are_named_beside_the_computed_ones() -> None:
    text = export("a = Value(2.0)\nb = a * a\nb.grad = 1.0\na.grad = 5.0\n", "torch")
    assert "# The page shows the gradients that the program sets by hand; these are computed." in text


@pytest.mark.skipif(find_spec("torch") is None, reason="torch is not installed: make test TORCH=1")
@pytest.mark.filterwarnings("ignore:Failed to initialize NumPy")
@pytest.mark.parametrize("level", ["atoms", "lecture", "compact"])
@pytest.mark.parametrize("name", SOURCES)
def test_the_pytorch_text_runs_on_pytorch(name: str, level: str) -> None:
    assert_prints_what_is_shown(export(SOURCES[name], "torch", level), trace(SOURCES[name], level=level))


@pytest.mark.skipif(find_spec("jax") is None, reason="jax is not installed: make test TORCH=1")
def test_the_jax_text_runs_on_jax() -> None:
    for case in FACTS + OPERATIONS + SHAPES:  # JAX has other conventions at kinks
        assert_prints_what_is_shown(export(case.source, "jax"), trace(case.source))


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("name", ROWS)
def test_what_a_row_calls_in_another_library_gave_the_rows_numbers_there(name: str, library: str) -> None:
    """The numbers are committed, with the call that gave them: a name that the library lacks has none."""
    call, numbers = CALLS[library][name]
    assert call == call_template(OPS[name], library)
    for point, (data, *grads) in zip((ROWS[name].at, *ROWS[name].points), numbers, strict=True):
        result, operands = ROWS[name].values(point)
        assert close(result.data, data), (call, point)
        assert all(close(operand.grad, grad) for operand, grad in zip(operands, grads, strict=True)), (call, point)


@pytest.mark.parametrize("name", sorted(set(ROWS) - {"**"}))  # micrograd's exponents are plain numbers
def test_the_micrograd_text_defines_what_micrograd_lacks(name: str) -> None:
    for point in (ROWS[name].at, *ROWS[name].points):
        source = ROWS[name].source(point)
        assert_prints_what_is_shown(export(source, "micrograd"), trace(source))


def test_a_label_may_be_the_name_of_a_function_that_the_micrograd_text_defines() -> None:
    labels = ("sigmoid", "math", "value_silu", "sign")
    source = "".join(f"v{i} = Value(0.5, label='{label}')\n" for i, label in enumerate(labels))
    source += "L = silu(v0) * v1 + v2.abs() * v3\nL.backward()\n"
    assert_prints_what_is_shown(export(source, "micrograd"), trace(source))


@pytest.mark.parametrize("form", ["torch", "jax", "micrograd"])
@pytest.mark.parametrize("source", [*SOURCES.values(), *PROGRAMS.values(), CONSTANT])
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
