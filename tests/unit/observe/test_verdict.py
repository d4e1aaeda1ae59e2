"""Verdicts on the corpus: no alarm for a right class, and each fault by its kind and line."""

from __future__ import annotations

from random import Random

import pytest

from autograd_playground.engine.contract.notebook import Fault
from autograd_playground.engine.observe.experiments.experiment import Experiments, Outcome
from autograd_playground.engine.observe.experiments.programs import random_program
from autograd_playground.engine.observe.experiments.usage import Usage
from benchmarks.observed_programs import VALUE

from .faults import CELL, FAULTS, Wrong, right_class, right_names
from .judged import Notebook, notebook

# Shapes of which some results may not be seen.
HIDING = {"getattr", "operation_names", "subclasses"}
# Shapes of which no random programs are run: they need more than values, operations and a call, such as an open tape,
# or fail for reasons of their own, such as logarithms of negative numbers and dead branches.
WITHOUT_PROGRAMS = {"ctx_function", "gradient_tape", "lazy_graph", "no_grad", "parameter_modules", "recursion_counts"}
SIZES = (2, 3, 4, 6, 8, 12)
PROGRAMS = 3  # of each size


@pytest.mark.parametrize("name", right_names())
def test_a_right_class_is_called_right(name: str) -> None:
    verdicts = [each.verdict for each in Notebook(CELL.join(right_class(name))).judgements]
    assert verdicts
    if name in HIDING:
        assert {each["status"] for each in verdicts} <= {"right", "unjudged"}
    else:
        assert {each["status"] for each in verdicts} == {"right"}
    for verdict in verdicts:
        assert verdict["faults"] == []
        assert all(each["agrees"] for each in verdict["gradients"])


@pytest.mark.parametrize("name", sorted({*right_names()} - HIDING - WITHOUT_PROGRAMS))
def test_no_random_program_of_a_right_class_raises_an_alarm(name: str) -> None:
    outcomes = _random_outcomes(Notebook(CELL.join(right_class(name))))
    judged = [each.judgement.verdict for each in outcomes if each.judgement is not None]
    assert 2 * len(judged) > len(outcomes)
    assert [each for each in judged if each["status"] == "wrong"] == []
    assert sum(each["status"] == "right" for each in judged) > 0.9 * len(judged)


@pytest.mark.parametrize("wrong", FAULTS, ids=lambda wrong: wrong.name)
def test_a_fault_is_named_with_its_kind_and_line(wrong: Wrong) -> None:
    first = _faults(notebook(wrong.text))[0]
    assert first["place"] is not None
    assert (first["kind"], first["place"]["cell"], first["place"]["line"]) in wrong.marks


@pytest.mark.parametrize("wrong", FAULTS, ids=lambda wrong: wrong.name)
def test_a_fault_is_told_in_plain_words(wrong: Wrong) -> None:
    for fault in _faults(notebook(wrong.text)):
        assert fault["text"].endswith(".")
        assert fault["rule"].endswith(".")
        assert "None" not in fault["text"]
        assert "  " not in fault["text"]
        assert "-" not in fault["text"].replace("**-", "") or "`" in fault["text"]


@pytest.mark.parametrize("wrong", FAULTS, ids=lambda wrong: wrong.name)
def test_a_line_that_is_offered_as_the_fix_makes_the_class_right(wrong: Wrong) -> None:
    fault = _faults(notebook(wrong.text))[0]
    if fault["fix"]:
        assert Notebook(_corrected(wrong.text, fault)).judgement.verdict["status"] == "right"


def test_most_wrong_factors_and_lost_contributions_come_with_a_fix() -> None:
    faults = [_faults(notebook(wrong.text))[0] for wrong in FAULTS if wrong.base == "closures"]
    fixable = [each for each in faults if each["kind"] == "wrong factor"]
    assert sum(bool(each["fix"]) for each in fixable) > 0.8 * len(fixable)


def test_the_sentence_tells_which_factor_was_taken_for_which() -> None:
    wrong = next(each for each in FAULTS if each.name == "tanh without the square")
    fault = _faults(notebook(wrong.text))[0]
    assert fault["text"] == (
        "From c.tanh(), c.grad goes from 0 to 5.2848 and should become 1.2599. "
        "What it gets leaves out the square of tanh."
    )


def test_what_a_measurement_calls_is_undone() -> None:
    """The tape, the counter of values and the lists of uses are as the reader's own code has left them."""
    plain = {"__name__": "__main__"}
    definition, program = right_class("by_creation")
    exec(definition + program, plain)
    observed = Notebook(definition + CELL + program)
    assert observed.namespace["Value"].made == plain["Value"].made  # type: ignore[attr-defined]
    tape = Notebook(right_class("tape")[0].replace("tape.clear()", "pass") + CELL + right_class("tape")[1])
    assert len(tape.namespace["tape"]) == 4


def test_a_constants_gradient_raises_no_alarm() -> None:
    definition, _ = right_class("closures")
    cells = Notebook(
        definition.replace("other.grad += self.data * out.grad", "other.grad += 0.0", 1)
        + CELL
        + """
a = Value(3.0)
b = a * 2.0
b.backward()
"""
    )
    assert cells.judgement.verdict["status"] == "right"


def test_gradients_on_top_of_an_earlier_pass_are_right_and_noted() -> None:
    definition, _ = right_class("closures")
    cells = Notebook(
        definition
        + CELL
        + """
a = Value(3.0)
for x in (1.0, 2.0):
    (a * x).backward()
"""
    )
    verdict = cells.judgement.verdict
    assert verdict["status"] == "right"
    assert verdict["notes"] == ["a began this pass with the gradient of an earlier one; this pass comes on top of it."]
    assert [(each["grad"], each["truth"]) for each in verdict["gradients"] if each["leaf"]] == [(3.0, 3.0)]


@pytest.mark.parametrize("x", [0.001, -5e-4, 3e-9])
def test_the_lectures_tanh_near_0_is_right_though_it_loses_digits_there(x: float) -> None:
    tanh = (
        "import math\ndef tanh(self):\n    t = (math.exp(2*self.data) - 1)/(math.exp(2*self.data) + 1)\n"
        "    out = Value(t, (self,), 'tanh')\n    def _backward(): self.grad += (1 - t**2) * out.grad\n"
        "    out._backward = _backward\n    return out\nValue.tanh = tanh\n"
    )
    cells = [VALUE, tanh, f"a = Value({x})\nb = a.tanh()\nb.backward()"]
    assert notebook(CELL.join(cells)).judgement.verdict["status"] == "right"


def test_a_value_on_a_kink_may_have_any_slope_in_between() -> None:
    definition, _ = right_class("closures")
    for comparison in (">", ">="):
        text = definition.replace("(out.data > 0)", f"(self.data {comparison} 0)")
        cells = Notebook(text + CELL + "a = Value(0.0)\nb = a.relu() * 3.0\nb.backward()\n")
        assert cells.judgement.verdict["status"] == "right"


def test_an_operation_of_the_readers_own_is_measured() -> None:
    definition, _ = right_class("closures")
    own = """

    def cube(self):
        out = Value(self.data * self.data * self.data, (self,), "cube")

        def _backward():
            self.grad += FACTOR * self.data**2 * out.grad

        out._backward = _backward
        return out
"""
    program = CELL + "a = Value(1.7)\nb = a.cube() * 2.0\nb.backward()\n"
    right, wrong = (Notebook(definition + own.replace("FACTOR", each) + program) for each in ("3", "2"))
    assert right.judgement.verdict["status"] == "right"
    assert _faults(wrong)[0]["kind"] == "wrong factor"


def test_gradients_set_by_hand_are_compared_one_by_one() -> None:
    definition, _ = right_class("closures")
    cells = Notebook(
        definition
        + CELL
        + """
a = Value(2.0)
b = Value(-3.0)
c = a * b
c.grad = 1.0
a.grad = -3.0
b.grad = 3.0
"""
    )
    verdict = cells.judgement.verdict
    assert [(each["name"], each["agrees"]) for each in verdict["gradients"] if each["leaf"]] == [
        ("a", True), ("b", False),
    ]  # fmt: skip
    assert [each["place"] and each["place"]["line"] for each in verdict["faults"]] == [7]


def test_rules_called_by_hand_may_leave_contributions_for_later() -> None:
    definition, _ = right_class("closures")
    cells = Notebook(definition + CELL + "a = Value(2.0)\nb = a * 3.0\nc = b + a\nc.grad = 1.0\nc._backward()\n")
    assert cells.judgement.verdict["status"] == "unjudged"
    assert cells.judgement.verdict["text"] == "This pass by hand is not complete; what it has done so far is right."
    again = Notebook(definition + CELL + "a = Value(2.0)\nb = a * 3.0\nb.grad = 1.0\nb._backward()\n")
    assert again.judgement.verdict["status"] == "right"


def test_a_hidden_result_is_said_and_not_called_wrong() -> None:
    definition, program = right_class("getattr")
    verdict = Notebook(definition + CELL + program).judgement.verdict
    assert verdict["status"] in ("right", "unjudged")
    assert verdict["faults"] == []


def test_a_leaf_whose_gradient_is_no_number_is_said_to_have_no_part_in_the_verdict() -> None:
    definition, _ = right_class("closures")
    spoilt = definition.replace("other.grad += self.data * out.grad", "other.grad = 'x'", 1)
    assert spoilt != definition
    cells = Notebook(spoilt + CELL + "a = Value(2.0)\nb = Value(3.0)\nL = a * b\nL.backward()\n")
    assert any(note.startswith("b has no gradient that is a number") for note in cells.judgement.verdict["notes"])


def _faults(notebook: Notebook) -> list[Fault]:
    return [fault for each in notebook.judgements for fault in each.verdict["faults"]]


def _corrected(text: str, fault: Fault) -> str:
    """The cells with the fault's line replaced by its fix."""
    place = fault["place"]
    assert place is not None
    cells = text.split(CELL)
    number = int(place["cell"].removeprefix("cell"))
    lines = cells[number].split("\n")
    line = lines[place["line"] - 1]
    lines[place["line"] - 1] = line[: len(line) - len(line.lstrip())] + fault["fix"]
    cells[number] = "\n".join(lines)
    return CELL.join(cells)


def _random_outcomes(notebook: Notebook) -> list[Outcome]:
    judgement, random = notebook.judgement, Random(7)
    usage = Usage(judgement.recording, judgement.attributes, notebook.namespace)
    assert usage.problem == ""
    experiments = Experiments(notebook.observer, notebook.namespace, notebook.sources)
    usage.operations = experiments.supported(usage)
    return [experiments.run(random_program(usage, random, size)) for size in SIZES for _ in range(PROGRAMS)]
