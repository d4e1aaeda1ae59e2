"""Generators and coroutines of the reader, whose calls are not observed: their values and writes still are."""

from __future__ import annotations

from typing import Any

import pytest

from autograd_playground.engine.observe.recording import Recording
from autograd_playground.engine.observe.tracing.observer import Observer
from autograd_playground.engine.observe.verdict.judge import Judge
from benchmarks.observed_programs import VALUE

PROGRAMS = {
    "values are made in a generator": """
def products(xs):
    for x in xs:
        yield x * x + 1.0

a = Value(2.0)
sum(products([a, Value(3.0)]), Value(0.0)).backward()
""",
    "values are made in a coroutine": """
async def f(x):
    return x * x

a = Value(2.0)
try:
    f(a).send(None)
except StopIteration as end:
    end.value.backward()
""",
    "the order is a generator": """
def order(v, seen):
    if v not in seen:
        seen.add(v)
        for child in v._prev:
            yield from order(child, seen)
        yield v

def backward(self):
    self.grad = 1.0
    for v in reversed(list(order(self, set()))):
        v._backward()

Value.backward = backward
a = Value(2.0)
(a * a).backward()
""",
    "the pass is a generator": """
def steps(root):
    root.grad = 1.0
    for v in [root, *root._prev]:
        v._backward()
        yield v

a = Value(2.0)
for _ in steps(a * a):
    pass
""",
    "a value is made between two steps of the pass": """
def steps(root):
    root.grad = 1.0
    for v in [root, *root._prev]:
        v._backward()
        yield v

a = Value(2.0)
c = a * a
g = steps(c)
next(g)
d = a * c
next(g)
""",
}


@pytest.mark.parametrize("program", PROGRAMS.values(), ids=PROGRAMS)
def test_a_right_pass_with_generators_is_called_right(program: str) -> None:
    passes: list[tuple[str, Recording]] = []
    judge = Judge({})
    observer = Observer(lambda recording: passes.append((judge.judge(recording).verdict["status"], recording)))
    namespace: dict[str, Any] = {"__name__": "__main__", **observer.hooks()}
    code = observer.compile(VALUE + program, "cell")
    observer.begin("cell", None, namespace)
    exec(code, namespace)
    observer.end()
    ((status, recording),) = passes
    a = next(i for i, node in enumerate(recording.nodes) if node.value is namespace["a"])
    assert (status, recording.gradients[a]) == ("right", 4.0)
    assert recording.unseen == []
