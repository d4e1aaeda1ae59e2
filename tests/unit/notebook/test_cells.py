"""Tests of cells: results, output, magics, and files."""

from __future__ import annotations

import math

import pytest

from autograd_playground.engine import elementary
from tests.support.cells import Cells


def test_the_last_expression_is_shown_and_names_stay(cells: Cells) -> None:
    assert cells.result("a = 2\na + 1") == {"text/plain": "3"}
    assert cells.result("a") == {"text/plain": "2"}
    assert cells.result("a;") is None
    assert cells.result("a = 3") is None
    assert cells.run("a")["count"] == 5


def test_print_is_output_in_order_with_what_is_displayed(cells: Cells) -> None:
    cells.run("import sys\nprint('one')\ndisplay(2)\nprint('three', file=sys.stderr)\nprint('four')")
    assert [each.get("text") or each["data"]["text/plain"] for each in cells.outputs] == [
        "one\n", "2", "three\n", "four\n"
    ]  # fmt: skip


def test_a_print_of_the_readers_own_changes_nothing(cells: Cells) -> None:
    assert cells.printed("import builtins\nprint('a')\nprint = None\nbuiltins.print('b')") == "a\nb\n"


def test_endless_output_is_cut_and_said(cells: Cells) -> None:
    text = cells.printed("for i in range(100_000): print('0123456789')")
    assert 200_000 < len(text) < 200_200
    assert "a cell shows 200,000 characters" in text
    cells.run("for i in range(150): display(i)")
    assert len(cells.outputs) == 101


@pytest.mark.parametrize("source", ["list(range(10**6))", "'x' * 10**6", "dict.fromkeys(range(10**5))"])
def test_a_huge_result_is_cut(cells: Cells, source: str) -> None:
    assert len(cells.result(source)["text/plain"]) < 21_000


def test_values_and_graphs_draw_themselves(cells: Cells) -> None:
    bundle = cells.result("from micrograd.engine import Value\na = Value(2.0)\nb = a * 3.0\nb")
    assert bundle["text/plain"] == "Value(data=6.0, grad=0)"
    assert 'id="op2"' in bundle["text/vnd.graphviz"]
    assert "text/vnd.graphviz" not in cells.result("a")
    digraph = cells.result("import graphviz\ng = graphviz.Digraph()\ng.edge('x', 'y')\ng")
    assert "x -> y" in digraph["text/vnd.graphviz"]


def test_modules_keep_their_classes_from_cell_to_cell(cells: Cells) -> None:
    cells.run("from micrograd.engine import Value\na = Value(1.0)")
    assert cells.result("from micrograd.engine import Value as Again\nisinstance(a, Again)") == {"text/plain": "True"}


def test_math_is_the_same_on_every_machine(cells: Cells) -> None:
    cells.run("import math\nfrom math import tanh")
    assert cells.result("math.exp(1.3), tanh(0.5), math.log(2.0)") == {
        "text/plain": str((elementary.exp(1.3), elementary.tanh(0.5), elementary.log(2.0)))
    }
    assert cells.error("math.log(-1.0)")["type"] == "ValueError"
    assert cells.error("math.exp(1000)")["type"] == "OverflowError"
    assert cells.result("math.log(10**400) > 900") == {"text/plain": "True"}
    assert math.exp.__module__ == "math"
    assert type(math.exp).__name__ == "builtin_function_or_method"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("%matplotlib inline\n%load_ext autoreload\n%autoreload 2", ""),
        ("!pip install numpy", "Nothing is installed here"),
        ("%pip install numpy", "Nothing is installed here"),
        ("pip install numpy", "Nothing is installed here"),
        ("import pandas as pd, numpy as np\nprint(np.arange(2))", "[0 1]"),
        ("!ls", "no command line"),
        ("%foo 1", "does not have the magic %foo"),
        ("%%bash\nls -l", "does not have the magic %%bash"),
        ("%timeit 1 + 1", "per loop"),
        ("%time 1 + 1", "Wall time: "),
        ("%%time\nprint(5)", "5\nWall time: "),
        ("len?", "number of items"),
        ("?len", "number of items"),
        ("if True:\n    %foo", "does not have the magic %foo"),
        ("text = '''\n%no\n!no\n'''\nprint(text)", "%no\n!no"),
        ("print(7\n% 4)", "3"),
        ("sum = 3\nprint(__builtin__.sum([1, 2]))", "3"),
    ],
)
def test_a_line_of_ipython_does_its_work_or_says_why_not(cells: Cells, source: str, said: str) -> None:
    text = cells.printed(source)
    assert said in text if said else text == ""
    assert not [each for each in cells.outputs if each["type"] == "error"]


def test_the_names_for_microgpt_are_there_and_files_can_be_written(cells: Cells) -> None:
    assert cells.result("import os\nos.path.exists('input.txt'), len(open('input.txt').read().split()) > 50") == {
        "text/plain": "(True, True)"
    }
    cells.run("with open('a.txt', 'w') as file: file.write('abc')")
    assert cells.result("open('a.txt').read()") == {"text/plain": "'abc'"}


def test_libraries_in_small_and_a_figure(cells: Cells) -> None:
    cells.run("import numpy as np\nimport matplotlib.pyplot as plt\nplt.plot(np.arange(3), np.arange(3))")
    assert any("application/vnd.autograd-playground.chart+json" in each.get("data", {}) for each in cells.outputs)
