"""Tests of exports: programs that give the same numbers elsewhere, and LaTeX that is well-formed for any label."""

from __future__ import annotations

import contextlib
import io
import re
import sys
from importlib.util import find_spec
from types import ModuleType

import pytest

from autograd_playground.engine import nn, value
from autograd_playground.engine.examples import EXAMPLES, Example
from autograd_playground.engine.ops import NAMED, Op
from autograd_playground.engine.service import api
from tests.support.cases import CASES, FACTS, OPERATIONS, SHAPES, Case, close
from tests.support.programs import PROGRAMS
from tests.support.trace_player import Trace, trace

SOURCES = {case.name: case.source for case in CASES}
# An export holds the graph only, so programs that assign data or reuse old gradients are left out.
SOURCES |= {
    name: PROGRAMS[name]
    for name in ("plain numbers", "labels that look like other names", "labels of blanks and signs", "both conventions")
}
CONSTANT = "1 + 2\n"


def export(source: str, form: str, level: str = "lecture") -> str:
    reply = api.handle({"method": "export", "params": {"source": source, "format": form, "level": level}})
    assert "error" not in reply, reply
    return str(reply["text"])


def printed_by(program: str) -> list[tuple[str, float]]:
    """The names and numbers that the program prints. `exec` is safe: the engine wrote the program."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(program, {})
    lines = (line.rsplit(" ", 1) for line in output.getvalue().splitlines())
    return [(name, float(number)) for name, number in lines]


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


@pytest.mark.parametrize("case", [FACTS[0], FACTS[1], *FACTS[4:]], ids=lambda case: case.name)
def test_the_micrograd_text_runs_on_micrograd(case: Case) -> None:
    assert_prints_what_is_shown(export(case.source, "micrograd"), trace(case.source))


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


@pytest.mark.parametrize("form", ["torch", "jax"])
@pytest.mark.parametrize("op", NAMED.values(), ids=NAMED)
def test_a_named_operation_is_the_librarys_of_that_name(op: Op, form: str) -> None:
    operands = ", ".join(("Value(0.5)", "Value(2.0)")[: op.arity])
    text = export(f"y = {op.name}({operands})\n", form, "compact")
    (called,) = re.findall(r"^ *y = \S*?(\w+)\(", text, re.MULTILINE)
    assert called.startswith(op.name)


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
