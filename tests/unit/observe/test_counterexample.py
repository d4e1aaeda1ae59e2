"""Search for the smallest program of a reader's class that fails."""

from __future__ import annotations

import pytest

from autograd_playground.engine.contract.notebook import CounterexampleReply
from autograd_playground.engine.observe.experiments.counterexample import MAX_PROGRAMS, Counterexample, reply, search

from .faults import CELL, FAULTS, Wrong, right_class
from .judged import Notebook

# One of each kind, and all orders: a search takes a second.
SEARCHED = {
    "= in a sum", "= in a product", "zeroing inside of the pass", "pre-order", "breadth first", "a stack",
    "a list without visited", "recursion that passes the whole gradient on", "visited by value", "the chain ends",
    "a logarithm to another base", "a function's factor", "a sigmoid of the input", "local gradients by operand",
    "a misspelt attribute", "a rule that shadows the method", "a seed of 0", "a reflected difference", "2.718",
}  # fmt: skip
RIGHT = ("closures", "local_gradients", "functions", "single_precision", "pulled", "renamed")


def found(notebook: Notebook) -> Counterexample:
    return search(notebook.judgement, notebook.observer, notebook.namespace, notebook.sources, clock=lambda: 0.0)


def answer(text: str) -> CounterexampleReply:
    notebook = Notebook(text)
    return reply(found(notebook), notebook.sources)


@pytest.mark.parametrize("wrong", [each for each in FAULTS if each.name in SEARCHED], ids=lambda wrong: wrong.name)
def test_a_small_program_shows_each_fault(wrong: Wrong) -> None:
    notebook = Notebook(wrong.text)
    result = found(notebook)
    assert result.program is not None
    assert result.outcome is not None
    judgement = result.outcome.judgement
    assert judgement is not None
    assert result.program.values <= 6
    named = {(each["kind"], each["place"] and each["place"]["line"]) for each in judgement.verdict["faults"]}
    assert named & {(kind, line) for kind, _, line in wrong.marks}


@pytest.mark.parametrize("name", RIGHT)
def test_no_small_program_of_a_right_class_fails(name: str) -> None:
    result = answer(CELL.join(right_class(name)))
    assert result["source"] == ""
    assert 50 < result["tried"] <= MAX_PROGRAMS
    assert (
        result["text"] == f"{result['tried']} small programs of your class were run, and all their gradients are right."
    )


def test_breadth_first_fails_at_a_value_at_two_depths() -> None:
    wrong = next(each for each in FAULTS if each.name == "breadth first")
    result = answer(wrong.text)
    assert result["source"] == "a = Value(3.0)\nb = Value(-2.0)\nd = a + b\ne = d + a\nf = e + d\nf.backward()\n"
    assert result["text"] == "A program of 5 values fails: the gradient of a is 2 and should be 3."
    assert result["found"]["program"] == result["source"]


def test_a_reflected_sum_that_is_a_plain_number_is_found() -> None:
    definition, _program = right_class("closures")
    text = definition.replace("        return self + other\n", "        return self.data + other\n", 1)
    result = answer(text + CELL + "a = Value(3.0)\nb = a * 2.0\nb.backward()\n")
    assert result["source"].startswith("a = Value(3.0)\nd = 2.0 + a\n")
    assert result["text"] == (
        "After d = 2.0 + a the result d is a plain number and no value of your class: no gradient can flow back "
        "through it."
    )


def test_an_order_that_is_right_only_by_luck_is_called_so() -> None:
    """Ten values in a set are in the right order in hardly any run, three in some of them."""
    definition, _ = right_class("closures")
    head, _, tail = definition.partition("        build_topo(self)\n")
    text = head + "        build_topo(self)\n" + tail.replace("reversed(topo)", "set(topo)")
    result = answer(text + CELL + "a = Value(3.0)\nb = a * 2.0\nb.backward()\n(b * b).backward()\n")
    assert result["source"]


def test_the_search_leaves_the_readers_namespace_and_passes_alone() -> None:
    notebook = Notebook(CELL.join(right_class("by_creation")))
    names, made = set(notebook.namespace), notebook.namespace["Value"].made
    kept = list(notebook.observer.recordings)
    found(notebook)
    assert set(notebook.namespace) == names
    assert notebook.namespace["Value"].made == made
    assert list(notebook.observer.recordings) == kept
    judgement = notebook.run("(a * b).backward()\n")
    assert judgement is not None
    assert judgement.recording.number == 1


def test_a_pass_that_no_method_does_is_not_searched() -> None:
    definition, _ = right_class("closures")
    result = answer(definition + CELL + "a = Value(2.0)\nb = a * a\nb.grad = 1.0\na.grad = 2.0\n")
    assert result == {
        "version": 1,
        "tried": 0,
        "text": "No other programs were tried. No method does this pass, so that it cannot be done again for another "
        "program.",
        "source": "",
    }
