"""What a kernel is promised: a deadline, pauses, modules, and an end of recording that is said."""

from __future__ import annotations

import gc
import sys
import weakref
from collections import deque
from typing import Any

import pytest

from autograd_playground.engine.observe.recording import Recording
from autograd_playground.engine.observe.tracing import graph, state
from autograd_playground.engine.observe.tracing.observer import Observer
from benchmarks.observed_programs import VALUE

ENDLESS = {
    "a loop": "while True: pass",
    "a loop that catches all": "while True:\n    try: 1 / 0\n    except: pass",
    "a comprehension": "import itertools\n[i for i in itertools.count()]",
    "calls": "def f(): return g()\ndef g(): return 1\nfor _ in iter(f, 2): pass",
    "a generator": "def g():\n    while True: yield 1\nsum(g())",
}


class Kernel:
    """An observer and its namespace."""

    def __init__(self, observer: Observer) -> None:
        self.observer = observer
        self.namespace: dict[str, Any] = {"__name__": "__main__", **observer.hooks()}

    def run(self, source: str, deadline: float | None = None) -> None:
        code = self.observer.compile(source, "cell")
        self.observer.begin("cell", deadline, self.namespace)
        try:
            exec(code, self.namespace)
        finally:
            self.observer.end()


@pytest.mark.parametrize("source", ENDLESS.values(), ids=ENDLESS)
def test_a_cell_that_does_not_end_is_interrupted_and_the_namespace_stays(source: str) -> None:
    kernel = Kernel(Observer())
    kernel.run("x = 1")
    with pytest.raises(KeyboardInterrupt):
        kernel.run(source, deadline=0.0)
    assert kernel.observer.interrupted
    kernel.run("y = x + 1\nfor _ in range(1000): y += 1")
    assert kernel.namespace["y"] == 1002
    assert not kernel.observer.interrupted


def test_a_syntax_error_is_that_of_the_readers_text() -> None:
    with pytest.raises(SyntaxError) as caught:
        Observer().compile("x = 1\nfor i in range(3)\n    pass\n", "cell")
    assert (caught.value.lineno, caught.value.filename, caught.value.msg) == (2, "cell", "expected ':'")


def test_what_the_judge_calls_is_not_recorded() -> None:
    def judge(recording: Recording) -> None:
        call = recording.nodes[-1].call
        assert call is not None
        (call.function(*call.arguments)).backward()

    kernel = Kernel(Observer(judge))
    kernel.run(VALUE + "a = Value(2.0)\nb = a * a\nb.backward()")
    assert len(kernel.observer.recordings) == 1


def test_recording_ends_after_many_values_and_is_on_again_in_the_next_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "MAX_COUNT", 10)
    kernel = Kernel(Observer())
    kernel.run(VALUE + "a = Value(2.0)\nfor _ in range(10): a = a * 2\na.backward()")
    assert kernel.observer.notes == [
        "Passes are no longer recorded after 60000 values of this cell; the next cell is recorded again."
    ]
    assert not kernel.observer.recordings
    kernel.run("b = a * 2\nb.backward()")
    (recording,) = kernel.observer.recordings
    assert recording.unseen == ["1 value was made where it could not be observed; it counts as a leaf."]
    assert kernel.observer.notes == []


def test_a_module_is_observed_like_a_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    kernel = Kernel(Observer())
    monkeypatch.setitem(sys.modules, "readers_engine", None)
    kernel.observer.load_module("readers_engine", VALUE)
    kernel.run("from readers_engine import Value\na = Value(3.0)\nb = a * a\nb.backward()")
    (recording,) = kernel.observer.recordings
    assert recording.gradients == [6.0, 1.0]
    assert recording.writes[0].place is not None
    assert recording.writes[0].place.cell == "readers_engine.py"


def test_a_value_is_freed_as_it_is_without_an_observer() -> None:
    kernel = Kernel(Observer())
    kernel.run(VALUE + "a = Value(3.0)\nb = a * a\n")
    gone = weakref.ref(kernel.namespace["b"])
    kernel.run("del b")
    gc.collect()
    assert gone() is None


def test_a_cell_whose_text_has_changed_is_shown_as_it_was_when_it_was_run() -> None:
    kernel = Kernel(Observer())
    kernel.run(VALUE + "def f(x):\n    square = x * x\n    return square + x")
    kernel.run("x = Value(2.0)\nf(x).backward()")
    (recording,) = kernel.observer.recordings
    assert [node.name for node in recording.nodes] == ["x", "square", "f(x)"]
    assert recording.writes[0].text == "self.grad = 1.0"


def test_a_recording_that_is_read_late_is_as_it_was_at_the_end_of_its_pass() -> None:
    kernel = Kernel(Observer())
    kernel.run(VALUE + "a = Value(3.0, label='start')\nb = Value(2.0)\nc = a * b\nc.backward()")
    kernel.run("x = b\ndel b\na.label = 'other'\na.data = 7.0\na.grad = x.grad = 0.0")
    (recording,) = kernel.observer.recordings
    assert [(node.name, node.data) for node in recording.nodes] == [("start", 3.0), ("b", 2.0), ("c", 6.0)]
    assert [(write.node, write.after) for write in recording.writes] == [(2, 1.0), (0, 2.0), (1, 3.0)]
    assert recording.gradients == [2.0, 3.0, 1.0]


def test_only_the_last_passes_are_kept() -> None:
    kernel = Kernel(Observer())
    kernel.run(VALUE + "a = Value(3.0)\nfor _ in range(30):\n    b = a * a\n    b.backward()")
    assert [recording.number for recording in kernel.observer.recordings] == list(range(10, 30))


def test_values_of_plain_numbers_do_not_keep_what_was_computed_with_them() -> None:
    kernel = Kernel(Observer())
    kernel.run(VALUE + "a = Value(1.0)\nc = a * 2.0\nd = c * 3.0\n")
    gone = weakref.ref(kernel.namespace["c"])
    kernel.run("del c, d")
    kernel.observer._hooks.graph.collect()
    assert gone() is None


def test_a_long_training_keeps_no_nodes_of_its_earlier_steps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(graph, "SMALLEST_SWEEP", 500)
    monkeypatch.setattr(graph, "SMALLEST_COLLECTION", 1_000)
    kernel = Kernel(Observer())
    kernel.run(VALUE + "w = Value(0.5)")
    kernel.observer.recordings = deque(maxlen=0)
    kernel.run(
        "for step in range(200):\n    x = w\n    for _ in range(40):\n        x = x * w\n    w.grad = 0.0\n"
        "    x.backward()\n    w.data -= 0.01 * w.grad"
    )
    known = kernel.observer._hooks.graph
    assert known.count > 8_000
    assert len(known.nodes) <= 1_100
    known.collect()
    assert len(known.nodes) == 41  # w, and the last step


def test_a_long_chain_is_forgotten_in_one_collection_without_recursion() -> None:
    kernel = Kernel(Observer())
    kernel.run(VALUE + "x = Value(1.0)\nfor _ in range(20000):\n    x = x * 1.0")
    kernel.run("del x")
    kernel.observer._hooks.graph.collect()
    assert not kernel.observer._hooks.graph.nodes


def test_a_collection_leaves_no_attribute_and_no_operand_behind() -> None:
    kernel = Kernel(Observer())
    kernel.run(VALUE + "a = Value(3.0)\nb = a * Value(2.0)\nc = b + a")
    before = list(vars(kernel.namespace["c"]))
    kernel.observer._hooks.graph.collect()
    assert list(vars(kernel.namespace["c"])) == before
    recording = kernel.observer.graph_of(kernel.namespace["c"])
    assert recording is not None
    assert [node.operands for node in recording.nodes] == [[], [], [0, 1], [2, 0]]


def test_operands_that_the_reader_lets_go_of_stay_while_their_result_is_alive() -> None:
    kernel = Kernel(Observer())
    kernel.run(
        "class V:\n    def __init__(self, data):\n        self.data = data\n    def __mul__(self, other):\n"
        "        return V(self.data * other.data)\na = V(2.0)\nb = a * V(3.0)\ndel a"
    )
    kernel.observer._hooks.graph.collect()
    assert len(kernel.observer._hooks.graph.nodes) == 3


def test_the_garbage_collector_has_the_readers_threshold_after_a_cell() -> None:
    before = gc.get_threshold()
    try:
        gc.set_threshold(700, 10, 10)
        kernel = Kernel(Observer())
        kernel.run("import gc\nduring = gc.get_threshold()[0]")
        assert kernel.namespace["during"] > 700
        assert gc.get_threshold() == (700, 10, 10)
        kernel.run("gc.set_threshold(333)")
        assert gc.get_threshold()[0] == 333
    finally:
        gc.set_threshold(*before)
