"""When a backward pass begins and ends."""

from __future__ import annotations

from autograd_playground.engine.observe.recording import Recording
from autograd_playground.engine.observe.tracing.observer import Observer
from benchmarks.observed_programs import NETWORK, VALUE
from tests.support.observed import gradients, record

GRAPH = "a = Value(2.0)\nb = Value(3.0)\nc = a * b\nd = c + a\n"
ZERO = "for v in (a, b, c, d): v.grad = 0.0\n"
TRAIN = """
def train(parameters, steps):
    for k in range(steps):
        for p in parameters: p.grad = 0.0
        loss = sum((n(x) - y) ** 2 for x, y in zip(xs, ys))
        loss.backward()
        for p in parameters: p.data -= 0.05 * p.grad
"""


def roots(recordings: list[Recording]) -> list[str]:
    return [recording.nodes[recording.root].name for recording in recordings]


def test_two_passes_of_a_cell_are_two_recordings() -> None:
    assert roots(record(VALUE, f"{GRAPH}d.backward()\n{ZERO}c.backward()")) == ["d", "c"]


def test_a_pass_ends_with_the_method_and_not_with_the_loop_around_it() -> None:
    step = "    y = a * a\n    a.grad = 0.0\n    y.backward()\n    a.data -= a.grad / 8\n"
    recordings = record(VALUE, f"a = Value(2.0)\nfor _ in range(3):\n{step}")
    assert [gradients(recording)["a"] for recording in recordings] == [4.0, 3.0, 2.25]
    assert [recording.nodes[0].data for recording in recordings] == [2.0, 1.5, 1.125]


def test_a_training_function_that_is_given_the_values_is_not_the_pass() -> None:
    recordings = record(VALUE + NETWORK, TRAIN + "train(n.parameters(), 3)")
    assert roots(recordings) == ["loss", "loss", "loss"]
    assert all(recording.call and recording.call.name == "backward" for recording in recordings)


def test_a_pass_is_judged_before_the_data_changes() -> None:
    seen: list[float] = []
    source = "def step(loss):\n    loss.backward()\n    a.data -= 1.0\nstep(a * a)\n"
    record(VALUE, "a = Value(2.0)\n" + source, on_pass=lambda recording: seen.append(recording.nodes[0].value.data))
    assert seen == [2.0]


def test_what_is_set_by_hand_goes_on_in_the_next_cell() -> None:
    recordings = record(VALUE, GRAPH, "d.grad = 1.0", "d._backward()", "c._backward()", "a.data += 0.01")
    assert [len(recording.writes) for recording in recordings] == [1, 3, 5]
    assert all(recording.by_hand for recording in recordings)
    assert gradients(recordings[-1]) == {"a": 4.0, "b": 2.0, "c": 1.0, "d": 1.0}


def test_a_pass_by_hand_ends_when_its_root_is_set_again() -> None:
    recordings = record(VALUE, f"{GRAPH}d.grad = 1.0\nd._backward()\n{ZERO}d.grad = 1.0\nd._backward()\nc._backward()")
    assert [len(recording.writes) for recording in recordings] == [3, 5]


def test_a_pass_after_one_by_hand_begins_with_its_own_seed() -> None:
    recordings = record(VALUE, f"{GRAPH}d.grad = 1.0", "e = a + b\ne.backward()")
    assert roots(recordings) == ["d", "e"]
    assert [recording.writes[0].after for recording in recordings] == [1.0, 1.0]
    assert [recording.by_hand for recording in recordings] == [True, False]


def test_a_pass_within_a_pass_is_a_recording_of_its_own() -> None:
    nested = """
def checkpoint(f, x):
    out = Value(f(Value(x.data)).data, (x,))
    def _backward():
        inner = Value(x.data)
        f(inner).backward()
        x.grad += inner.grad * out.grad
    out._backward = _backward
    return out
a = Value(2.0)
y = checkpoint(lambda v: v * v + v, a) * 2
y.backward()
"""
    inner, outer = record(VALUE, nested)
    assert gradients(inner)["v0"] == 5.0
    assert gradients(outer)["a"] == 10.0


def test_an_exception_in_the_middle_ends_the_pass_and_is_said() -> None:
    wrong = VALUE.replace("self.grad += other.data", "self.grad += missing.data")
    observer = Observer()
    namespace = {"__name__": "__main__", **observer.hooks()}
    code = observer.compile(wrong + GRAPH + "try: d.backward()\nexcept NameError: pass\nx = 1\n", "cell")
    observer.begin("cell", namespace=namespace)
    exec(code, namespace)
    observer.end()
    (recording,) = observer.recordings
    assert recording.unseen == ["An exception ended this pass before its end."]
    assert len(recording.writes) == 3


def test_a_pass_that_does_not_seed_is_seen_all_the_same() -> None:
    (recording,) = record(VALUE.replace("        self.grad = 1.0\n", ""), GRAPH + "d.backward()")
    assert set(recording.gradients) == {0.0}
    assert recording.nodes[recording.root].name == "d"


def test_a_closure_that_shadows_the_pass_is_seen_with_its_result_as_root() -> None:
    (recording,) = record(
        VALUE.replace("out._backward = _backward", "out.backward = _backward"), GRAPH + "d.backward()"
    )
    assert recording.nodes[recording.root].name == "d"
    assert [write.rule for write in recording.writes] == [3, 3]


def test_gradients_that_a_pass_begins_with_are_carried() -> None:
    recording = record(VALUE, f"{GRAPH}d.backward()\nd.backward()")[1]
    assert recording.carried == [4.0, 2.0, 1.0, 1.0]


def test_numbers_that_are_no_gradients_make_no_pass() -> None:
    vector = """
class Vector:
    def __init__(self, x, y): self.x = x; self.y = y; self.count = 0
    def __add__(self, other): return Vector(self.x + other.x, self.y + other.y)
    def move(self, by): self.x += by; self.y += by
def touch(v): v.count += 1
p = Vector(0, 0)
q = p + Vector(1, 2)
for _ in range(3): q.move(1); touch(q)
q.x = 1; q.count += 1
"""
    assert record(vector) == []


def test_a_copy_that_could_not_be_observed_is_said() -> None:
    (recording,) = record(VALUE, f"{GRAPH}import copy\ne = copy.deepcopy(d) * 2\ne.backward()")
    assert recording.unseen == ["1 value was made where it could not be observed; it counts as a leaf."]


def test_constants_are_told_from_leaves_and_stand_in_the_arguments_order() -> None:
    (recording,) = record(VALUE, "a = Value(2.0)\nb = 3 * a\nc = 1 + b\nc.backward()")
    assert [(node.name, node.kind) for node in recording.nodes] == [
        ("a", "leaf"),
        ("3", "constant"),
        ("b", "result"),
        ("1", "constant"),
        ("c", "result"),
    ]
    assert recording.nodes[2].call is not None
    assert recording.nodes[2].call.arguments[1] == 3
    assert [call.name for call in recording.nodes[2].outer] == ["__rmul__"]


def test_a_method_of_others_has_no_value_of_its_own() -> None:
    (recording,) = record(VALUE, "a = Value(2.0)\nb = Value(5.0)\nc = a - b\nc.backward()")
    assert [node.call.name for node in recording.nodes if node.call] == ["__mul__", "__add__"]
    assert [call.name for call in recording.nodes[-1].outer] == ["__sub__"]
    assert recording.nodes[-1].place is not None
    assert recording.nodes[-1].place[:3] == ("cell 1", 3, 4)


def test_a_function_counts_only_if_its_result_refers_to_its_argument() -> None:
    functions = """
def relu(x):
    out = Value(max(0.0, x.data), (x,))
    def _backward(): x.grad += (out.data > 0) * out.grad
    out._backward = _backward
    return out
def detach(x): return Value(x.data)
a = Value(2.0)
e = relu(a) + detach(a)
e.backward()
"""
    (recording,) = record(VALUE, functions)
    assert [node.kind for node in recording.nodes].count("leaf") == 2
    assert [node.call.name for node in recording.nodes if node.call] == ["relu", "__add__"]
