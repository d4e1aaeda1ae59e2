"""Tests of the comparison with other libraries: which of their lines stands beside which of the reader's."""

from __future__ import annotations

from typing import Any

import pytest

from autograd_playground.engine.contract.common import LIBRARIES
from autograd_playground.engine.service.api import handle
from autograd_playground.engine.trace.comparison import MOST_LINES
from tests.support.cases import LECTURE

LOOP = "x = Value(0.5)\n\n# three times\nfor i in range(3):\n    x = x.tanh()\nx.backward()\nprint(x.grad)\n"


def compare(source: str, library: str, **params: object) -> dict[str, Any]:
    reply = handle({"method": "compare", "params": {"source": source, "library": library, **params}})
    assert "error" not in reply, reply
    return reply


def texts(reply: dict[str, Any], line: int | None) -> list[str]:
    return [each["text"] for row in reply["rows"] if row["line"] == line for each in row["theirs"]]


def test_a_line_of_pytorch_stands_beside_the_line_that_it_comes_from() -> None:
    reply = compare(LOOP, "torch")
    assert texts(reply, 1) == ["x1 = torch.tensor(0.5, dtype=torch.float64, requires_grad=True)"]
    assert texts(reply, 5) == ["x2 = torch.tanh(x1)", "x3 = torch.tanh(x2)", "x4 = torch.tanh(x3)"]
    assert texts(reply, 6) == ["x4.backward()"]
    assert texts(reply, 7) == []


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_rows_hold_the_readers_lines_in_order_and_the_whole_export(library: str) -> None:
    reply = compare(LECTURE, library)
    export = handle({"method": "export", "params": {"source": LECTURE, "format": library}})
    assert reply["text"] == export["text"]
    written = [(i, line) for i, line in enumerate(LECTURE.splitlines(), 1) if line.strip()]
    assert [(row["line"], row["ours"]) for row in reply["rows"] if row["line"] is not None] == written
    beside = [each["text"] for row in reply["rows"] for each in row["theirs"]]
    assert sorted(beside) == sorted(line for line in str(export["text"]).splitlines() if line)


@pytest.mark.parametrize(
    ("library", "words"),
    [
        ("torch", ("requires_grad", "retain_graph", "zero_grad", "item()", "32 bits")),
        ("jax", ("a function of its leaves", "jax.grad", "32 bits")),
        ("micrograd", ("in 90 lines", "a second call on the same graph")),
    ],
)
def test_what_differs_is_said_once(library: str, words: tuple[str, ...]) -> None:
    notes = [note for row in compare(LECTURE, library)["rows"] for note in row["notes"]]
    assert len(notes) == len(set(notes))
    for word in words:
        assert any(word.lower() in note.lower() for note in notes), word


def test_gradients_from_earlier_passes_stand_before_the_pass_that_adds_to_them() -> None:
    rows = compare("a = Value(3.0)\nb = a*a\nb.backward()\nb.backward()\n", "torch")["rows"]
    carried = next(i for i, row in enumerate(rows) if "left by earlier passes" in str(row["theirs"]))
    assert rows[carried]["line"] is None
    assert rows[carried + 1]["line"] == 4
    assert rows[carried + 1]["theirs"][0]["text"] == "b.backward()"


def test_a_line_with_many_counterparts_shows_the_first_and_counts_the_rest() -> None:
    reply = compare("n = MLP(2, [3, 1])\ny = n([1.0, 2.0])\ny.backward()\n", "torch")
    long = next(row for row in reply["rows"] if row["line"] == 2)
    assert len(long["theirs"]) == MOST_LINES
    assert long["more"] == 15


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize(
    "source", ["2", "a = Value(2.0)\na.backward()", "a = 2\na*a", "b = Value(2.0)*3\nb.grad = 1.0\n"]
)
def test_programs_without_a_call_of_backward_or_without_a_result_are_compared_too(source: str, library: str) -> None:
    beside = [each["text"] for row in compare(source, library)["rows"] for each in row["theirs"]]
    assert any(line.lstrip().startswith("print(") for line in beside)


def test_a_program_that_computes_nothing_says_so() -> None:
    reply = handle({"method": "compare", "params": {"source": "print(1)", "library": "torch"}})
    assert "nothing to compare" in reply["error"]["message"]


TRAINED = """w = Value(1.0)
for k in range(2):
    loss = (w*2 - 1)**2
    w.zero_grad()
    loss.backward(retain_graph=True)
    w.data -= 0.1 * w.grad
print(w.grad)
"""


@pytest.mark.parametrize(
    ("library", "line", "words"),
    [
        ("torch", 1, "float64, or double()"),
        ("torch", 1, "requires_grad=True"),
        ("torch", 4, "A tensor has no zero_grad()"),
        ("torch", 5, "which the first call frees"),
        ("torch", 6, "torch.no_grad()"),
        ("torch", 7, "w.grad.item()"),
        ("jax", 4, "nothing to set to zero"),
        ("jax", 5, "no graph to keep"),
        ("jax", 5, "takes the place of backward()"),
        ("jax", 6, "Arrays do not change"),
        ("jax", 7, "item() makes a Python number"),
        ("micrograd", 1, "no requires_grad"),
        ("micrograd", 1, "no double()"),
        ("micrograd", 4, "write w.grad = 0"),
        ("micrograd", 5, "takes no arguments"),
        ("micrograd", 6, "data is a plain number"),
        ("micrograd", 7, "grad is a plain number"),
    ],
)
def test_what_differs_of_a_line_is_said_beside_it(library: str, line: int, words: str) -> None:
    [row] = [row for row in compare(TRAINED, library)["rows"] if row["line"] == line]
    assert any(words in note for note in row["notes"]), row["notes"]
