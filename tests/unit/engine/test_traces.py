"""Tests of traces of all cases, examples and unusual programs, at every level of detail, played back and forth."""

from __future__ import annotations

import pytest

from autograd_playground.engine.budgets import SERVER
from autograd_playground.engine.contract.common import LEVELS, Level
from autograd_playground.engine.examples import EXAMPLES, Example
from autograd_playground.engine.service import api
from autograd_playground.engine.service.params import run
from autograd_playground.engine.trace.builder import build
from tests.support.cases import CASES, FACTS, Case
from tests.support.programs import PROGRAMS
from tests.support.trace_player import agrees, check, same, text_at, trace


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_gives_the_same_numbers_at_every_level(case: Case, level: Level) -> None:
    shown = trace(case.source, level=level)
    agrees(shown, case.data, case.grads)
    check(shown)


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_an_example_plays_back_and_forth(example: Example, level: Level) -> None:
    check(trace(example.source, level=level))


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("name", PROGRAMS)
def test_an_odd_program_plays_back_and_forth(name: str, level: Level) -> None:
    check(trace(PROGRAMS[name], level=level))


@pytest.mark.parametrize("name", PROGRAMS)
def test_every_pass_of_an_odd_program_can_be_opened(name: str) -> None:
    for index in range(len(trace(PROGRAMS[name])["passes"])):
        shown = trace(PROGRAMS[name], **{"pass": index})
        assert shown["pass"] == index
        assert [p["root"] is not None for p in shown["passes"]].index(True) == index
        check(shown)


@pytest.mark.parametrize("source", [case.source for case in CASES] + list(PROGRAMS.values()))
def test_the_steps_end_where_backward_itself_ends(source: str) -> None:
    """The trace computes the steps a second time; to the last bit they are the engine's."""
    for index in range(len(trace(source)["passes"])):
        # The run stops after the pass, so that no later statement has changed the values.
        tape = run({"source": source, "pass": index}, SERVER)
        try:
            assert tape.snapshot is not None
            changed = {value.id for change in tape.changes if change.passes > index for value, *_ in change.sets}
            last = index == len(tape.passes) - 1
            shown = build(tape, source)
            for node, value in zip(shown["nodes"], tape.snapshot.graph, strict=True):
                if last and value.id not in changed:
                    assert same(node["data"], value.data)
                    assert same(node["grad"], value.grad)
        finally:
            tape.close()


def test_the_lectures_graph_node_by_node() -> None:
    shown = trace(FACTS[1].source)
    assert [(node["name"], node["op"], node["parents"], node["data"], node["grad"]) for node in shown["nodes"]] == [
        ("a", "", [], 2.0, 6.0),
        ("b", "", [], -3.0, -4.0),
        ("c", "", [], 10.0, -2.0),
        ("f", "", [], -2.0, 4.0),
        ("e", "*", [0, 1], -6.0, -2.0),
        ("d", "+", [4, 2], 4.0, -2.0),
        ("L", "*", [5, 3], -8.0, 1.0),
    ]


@pytest.mark.parametrize("level", LEVELS)
def test_a_step_along_the_gradient_raises_the_lectures_root(level: Level) -> None:
    shown = trace(PROGRAMS["a step along the gradient"], level=level)
    assert [line["text"] for line in shown["output"]] == ["-7.286496"]


def test_the_lectures_steps_in_order() -> None:
    steps = trace(FACTS[1].source)["steps"]
    names = "abcfedL"
    sequence = [f"{step['kind']} {names[step['node']]}" for step in steps]
    assert sequence == [
        "leaf a", "leaf b", "leaf c", "leaf f", "operation e", "operation d", "operation L",
        "enter L", "enter d", "enter e", "enter a", "append a", "enter b", "append b", "append e", "enter c",
        "append c", "append d", "enter f", "append f", "append L",
        "seed L", "flow d", "flow f", "flow e", "flow c", "flow a", "flow b",
    ]  # fmt: skip


def test_a_contribution_states_its_numbers_and_its_rule() -> None:
    step = trace(FACTS[1].source)["steps"][-2]
    assert step["text"] == "a gets b.data × e.grad = −3 × −2 = 6. It had 0, now it has 6."
    assert step["rule"] == "self.grad += other.data * out.grad"
    assert (step["local"], step["upstream"], step["contribution"]) == (-3.0, -2.0, 6.0)


def test_spans_point_at_the_operations() -> None:
    shown = trace("a = Value(2.0)\nb = tanh(a*3 + 1) ** 2\nb.backward()\n")
    texts = {node["op"]: text_at(shown, node) for node in shown["nodes"] if node["op"]}
    assert texts == {"*": "a*3", "+": "a*3 + 1", "tanh": "tanh(a*3 + 1)", "**2": "tanh(a*3 + 1) ** 2"}
    assert text_at(shown, shown["passes"][0]) == "b.backward()"


def test_spans_count_characters_and_not_bytes() -> None:
    shown = trace("a = Value(2.0, label='日本')  # é\nL = (a * 3, 'é')[0] + a\nL.backward()\n")
    texts = {node["op"]: text_at(shown, node) for node in shown["nodes"] if node["op"]}
    assert texts == {"*": "a * 3", "+": "(a * 3, 'é')[0] + a"}
    check(shown)


@pytest.mark.parametrize("new_line", ["\n", "\r\n", "\r"])
def test_every_newline_of_python_ends_a_line_for_names(new_line: str) -> None:
    shown = trace(new_line.join(["a = Value(2.0)", "b = (a + 1) * a", "b.backward()"]))
    assert [node["name"] for node in shown["nodes"] if node["op"]] == ["a + 1", "b"]


def test_an_expression_is_bracketed_where_it_is_an_operand() -> None:
    steps = trace("a = Value(2.0)\nb = (a + 1)**2\nb.backward()\n")["steps"]
    texts = [step["text"] for step in steps if step["phase"] != "order"]
    assert "b = (a + 1)^2 = 3^2 = 9." in texts
    assert "a + 1 gets 2 × (a + 1).data^(2 − 1) × b.grad = 6 × 1 = 6. It had 0, now it has 6." in texts
    assert "a gets 1 × (a + 1).grad = 1 × 6 = 6. It had 0, now it has 6." in texts


def test_numbers_after_the_last_result_do_not_become_the_root() -> None:
    shown = trace(PROGRAMS["numbers after the last result"])
    assert shown["nodes"][shown["roots"][0]]["name"] == "L"


def test_the_same_program_gives_the_same_text() -> None:
    request = {"method": "trace", "params": {"source": EXAMPLES[-1].source}}
    assert api.encode(api.handle(request)) == api.encode(api.handle(request))
