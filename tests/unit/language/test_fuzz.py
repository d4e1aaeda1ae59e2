"""Fuzz tests of the language: a text runs or raises PlaygroundError, and Python parses what our grammar accepts."""

from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from autograd_playground.engine.budgets import SERVER
from autograd_playground.engine.errors import PlaygroundError, Span
from autograd_playground.engine.language import run
from autograd_playground.engine.language.syntax.parse import UNREADABLE, parse
from autograd_playground.engine.scan import scan
from autograd_playground.engine.trace.tape import Tape
from tests.support.language_cases import RUNS

VOCABULARY = r"""
    a b x f xs L 1 2.5 0 1e3 'a' '' f'{a:.2f}' f'{x}' ( ) [ ] { } , : ; . \ ! ? $ # " ' ...
    + - * / ** // % = == != < <= > += *= @ ^ ~ := ->
    if else elif for in def lambda return and or not True None while class import from as pass break
    assert set dict sorted isinstance np >>> In[1]: *xs **d lambda*a: is_not not\ in {1} {1:2} a:int
    Value MLP nn math random range zip enumerate sum len print tanh max data grad label backward append
"""
TOKENS = VOCABULARY.split()
SPACES = ["", " ", "  ", "\n", "\n    ", "\n  ", "\t", "\r\n"]

soup = st.lists(st.tuples(st.sampled_from(TOKENS), st.sampled_from(SPACES)), max_size=40).map(
    lambda pairs: "".join(token + space for token, space in pairs)
)


def only_playground_errors(source: str) -> None:
    span: Span | None = None
    try:
        run(source, Tape(), {"a": 2.0, "b": -3.0, "x": 1.5})
    except PlaygroundError as error:
        span = error.span
    if span is not None:
        line, column, end_line, end_column = span
        assert (1, 0) <= (line, column) < (end_line, end_column)


@given(soup)
@example("f'{")
@example("(")
@example("\\")
@example("a\\")
@example("f'''{a\n")
@example("    ")
@example("\\\n")
@example("a\n    \\\na")
@example("a \\\n")
@example("if 1 < 2: 1; 2\n")
def test_a_soup_of_tokens(source: str) -> None:
    only_playground_errors(source)


FUNCTION = """import torch
class P3(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        ctx.save_for_backward(x)
        return torch.pow(x, 3)
    @staticmethod
    def backward(ctx, g):
        x, = ctx.saved_tensors
        return g * 3 * x**2
P3.apply(a).backward()
"""
PIECES = re.findall(r"\w+|\n *| +|.", FUNCTION)


@given(
    st.lists(
        st.tuples(st.integers(0, len(PIECES) - 1), st.sampled_from([*TOKENS, *PIECES, "", "", ""])),
        min_size=1,
        max_size=3,
    )
)
def test_a_class_with_other_tokens_in_it(changes: list[tuple[int, str]]) -> None:
    pieces = [*PIECES]
    for place, text in changes:
        pieces[place] = text
    only_playground_errors("".join(pieces))


@given(st.text(max_size=60))
def test_any_text(source: str) -> None:
    only_playground_errors(source)


# Programs generated from the grammar, so that most of them pass it.
names = st.sampled_from(["a", "b", "x", "xs", "f"])
atoms = st.one_of(names, st.sampled_from(["1", "2.5", "0", "'s'", "f'{a} {b:.3f}'", "[]", "()", "True"]))
expressions = st.recursive(
    atoms,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([*"+-*/<>", "**", "//", "%", "==", "and", "or"]), inner).map(
            lambda t: f"({t[0]} {t[1]} {t[2]})"
        ),
        st.tuples(st.sampled_from(["-", "not ", "+"]), inner).map("".join),
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(inner, max_size=3).map(lambda items: f"f({', '.join(items)})"),
        st.tuples(inner, inner).map(lambda t: f"{t[0]}[{t[1]}]"),
        st.tuples(inner, st.sampled_from(["in", "not in", "is", "is not"]), inner).map(
            lambda t: f"({t[0]} {t[1]} {t[2]})"
        ),
        st.lists(inner, min_size=1, max_size=3).map(lambda items: f"{{{', *'.join(items)}}}"),
        st.lists(inner, min_size=2, max_size=2).map(lambda pair: f"{{{pair[0]}: {pair[1]}}}"),
        inner.map(lambda e: f"f(a, *{e}, y={e})"),
        st.tuples(inner, inner).map(lambda t: f"{{{t[0]} for x in {t[1]}}}"),
        st.tuples(inner, inner, inner).map(lambda t: f"({t[0]} if {t[1]} else {t[2]})"),
        st.tuples(inner, inner).map(lambda t: f"[{t[0]} for x in {t[1]}]"),
        st.tuples(inner, st.sampled_from(["data", "grad", "tanh()", "append(1)", "backward()", "_op"])).map(
            lambda t: f"({t[0]}).{t[1]}"
        ),
        inner.map(lambda e: f"(lambda x, y=1: {e})"),
        st.tuples(st.sampled_from(["Value", "sum", "len", "print", "range", "max", "abs", "round"]), inner).map(
            lambda t: f"{t[0]}({t[1]})"
        ),
    ),
    max_leaves=12,
)
statements = st.recursive(
    st.one_of(
        expressions,
        st.tuples(names, st.sampled_from(["=", "+=", "*="]), expressions).map(lambda t: f"{t[0]} {t[1]} {t[2]}"),
        expressions.map(lambda e: f"a.data = {e}"),
        expressions.map(lambda e: f"a, *b = {e}"),
        expressions.map(lambda e: f"assert {e}, {e}"),
        st.tuples(names, expressions).map(lambda t: f"{t[0]}: list[int] | None = {t[1]}"),
        expressions.map(lambda e: f"xs = [1, {e}]; xs[0] = 2"),
        expressions.map(lambda e: f"x, b = {e}, 1"),
        st.sampled_from(["pass", "break", "continue", "return a", "import math"]),
    ),
    lambda inner: st.one_of(
        st.tuples(expressions, inner).map(lambda t: f"if {t[0]} == 1:\n" + indent(t[1]) + "\nelse:\n  pass"),
        st.tuples(expressions, inner).map(lambda t: f"for x in {t[0]}:\n" + indent(t[1])),
        inner.map(lambda body: "def f(x, y=2):\n" + indent(body)),
        st.lists(inner, min_size=1, max_size=3).map("\n".join),
    ),
    max_leaves=5,
)


def indent(block: str) -> str:
    return "\n".join("  " + line for line in block.split("\n"))


@given(statements)
def test_a_program_generated_from_the_grammar(source: str) -> None:
    only_playground_errors(source)


@given(st.one_of(soup, statements))
def test_what_the_grammar_accepts_python_parses(source: str) -> None:
    """A warning of Python's parser fails the test too: warnings are errors here."""
    refusal = ""
    try:
        parse(source, SERVER)
    except PlaygroundError as error:
        refusal = error.message
    assert refusal != UNREADABLE


def test_the_skeleton_keeps_every_position() -> None:
    for case in RUNS:
        scanned = scan(case.source, SERVER)
        lines = scanned.skeleton.split("\n")
        assert scanned.skeleton.isascii()
        for token in (
            token for line in scanned.lines for token in line.tokens if token.kind in ("name", "number", "keyword")
        ):
            number, column, _, end = token.span
            assert lines[number - 1][column:end] == token.text
