"""Tests of passes: their verdicts come with the cell's reply, and the page can ask for them."""

from __future__ import annotations

import pytest

from tests.support.cells import Cells

WRONG = """
class Value:
    def __init__(self, data, _children=()):
        self.data = data
        self.grad = 0.0
        self._prev = _children
        self._backward = lambda: None
    def __mul__(self, other):
        out = Value(self.data * other.data, (self, other))
        def _backward():
            self.grad = other.data * out.grad
            other.grad = self.data * out.grad
        out._backward = _backward
        return out
    def backward(self):
        self.grad = 1.0
        self._backward()
"""


def test_a_right_pass_is_said_to_be_right(cells: Cells) -> None:
    reply = cells.run("from micrograd.engine import Value\na = Value(3.0)\nb = a * a + a\nb.backward()")
    [summary] = reply["passes"]
    assert (summary["number"], summary["root"], summary["verdict"]["status"]) == (0, "b", "right")
    shown = cells.ask("pass", number=0)
    assert shown["verdict"] == summary["verdict"]
    assert len(shown["trace"]["nodes"]) == summary["values"]
    assert cells.ask("counterexample", number=0)["source"] == ""
    assert cells.ask("training", number=0)["own"]


def test_a_wrong_pass_is_said_with_its_line_and_a_smallest_program(cells: Cells) -> None:
    cells.run(WRONG, cell="class")
    [summary] = cells.run("a = Value(3.0)\n(a * a).backward()")["passes"]
    [fault] = summary["verdict"]["faults"]
    assert (fault["kind"], fault["place"]["cell"], fault["place"]["line"]) == ("overwritten", "class", 12)
    assert "*" in cells.ask("counterexample", number=0)["source"]


def test_the_last_twenty_passes_are_kept_and_an_older_one_is_refused(cells: Cells) -> None:
    reply = cells.run(
        "from micrograd.engine import Value\nfor i in range(23):\n    a = Value(1.0)\n    (a * a).backward()"
    )
    assert [summary["number"] for summary in reply["passes"]] == list(range(3, 23))
    assert reply["skipped"] == 3
    assert cells.ask("pass", number=2)["error"]["code"] == "unsupported"
    assert cells.ask("pass", number=3)["version"] == 1


def test_an_early_wrong_pass_is_not_hidden_by_the_right_ones_after_it(cells: Cells) -> None:
    cells.run(WRONG, cell="class")
    lines = "for i in range(50):\n    a = Value(3.0)\n    b = a * a if i == 3 else a * Value(2.0)\n    b.backward()"
    reply = cells.run(lines)
    assert (reply["right"], reply["wrong"], reply["skipped"]) == (49, 1, 29)
    assert [summary["ordinal"] for summary in reply["passes"]] == [4, *range(31, 51)]
    assert cells.ask("pass", number=reply["passes"][0]["number"])["version"] == 1


def test_an_unknown_method_is_an_error_of_the_api(cells: Cells) -> None:
    assert cells.ask("draw")["error"]["code"] == "name"


def test_a_pass_that_is_too_large_for_the_player_is_refused_with_a_way_out(
    cells: Cells, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograd_playground.engine.observe.player.pass_reply.MAX_STEPPED", 2)
    cells.run("from micrograd.engine import Value\na = Value(3.0)\n(a * a + a).backward()")
    refused = cells.ask("pass", number=0)["error"]
    assert (refused["code"], refused["message"]) == ("limit", "This pass has 3 values, and the player shows up to 2.")
    assert "one token" in refused["hint"]


def test_a_wrong_pass_comes_beside_its_true_run_up_to_the_first_difference(cells: Cells) -> None:
    cells.run(WRONG, cell="class")
    cells.run("a = Value(3.0)\n(a * a).backward()")
    found = cells.ask("counterexample", number=0)["found"]
    true_run = found["true_run"]
    left, right = true_run["stops"][true_run["different"]]
    theirs, ours = found["trace"]["steps"][left - 1], true_run["trace"]["steps"][right - 1]
    assert (theirs["set"][0][3], ours["set"][0][3]) == (3.0, 6.0)
    assert true_run["leaves"] == [{"name": "a", "left": 3.0, "right": 6.0, "agrees": False}]
    assert found["wrong_step"] == left - 1


def test_a_right_pass_has_no_true_run_beside_it(cells: Cells) -> None:
    cells.run("from micrograd.engine import Value\na = Value(3.0)\n(a * a).backward()")
    assert "true_run" not in cells.ask("pass", number=0)
