"""Tests of the WebAssembly code generator: a compiled step gives the bits of the same step in plain Python."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import cast

import pytest
import wasmtime

from autograd_playground.engine import elementary
from autograd_playground.engine.lower.program import CALLS
from autograd_playground.engine.lower.step import Step, step_of
from autograd_playground.engine.lower.trainer import Trainer
from autograd_playground.engine.lower.wasm import chunks
from autograd_playground.engine.lower.wasm.encode import Module
from autograd_playground.engine.lower.wasm.functions import Functions
from autograd_playground.engine.lower.wasm.step import compile_step
from autograd_playground.engine.ops import BUILT_IN, OPS
from autograd_playground.engine.value import Value
from tests.support.networks import NETWORKS
from tests.support.trained import Train
from tests.support.training_plans import PLANS, Call, Run, follow
from tests.support.wasm_hosts import Wasmtime
from tests.unit.lower.test_program import SPECIAL, apply

BOTH_WAYS: list[Call] = [("zero",), ("backward", 0, 5)]


def assert_same(step: Step, start: list[float], rows: Sequence[Sequence[float]], calls: Sequence[Call]) -> None:
    ours = Wasmtime(compile_step(step), start, rows).follow(calls)
    assert ours.bits() == follow(Trainer(step, start), rows, calls).bits(), step.sample.listing()


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_every_operation_has_the_bits_of_its_row_in_both_lanes(name: str) -> None:
    beyond = (
        1e6 if name in ("sin", "cos", "tan") else float("inf")
    )  # the compiled code traps there, as a test below says
    rows = [[x, y] for x in SPECIAL for y in (0.0, -2.5, 3.0) if not beyond <= abs(x) < float("inf")]
    one, other = Value(1.0), Value(1.0)
    step = step_of(lambda row: apply(OPS[name], row[0] * one, row[1] * other), [one, other], [[2.0, 3.0], [5.0, 7.0]])
    host, trainer = Wasmtime(compile_step(step), [1.0, 1.0], rows), Trainer(step, [1.0, 1.0])
    for first in range(len(rows) - 1):
        for count in (1, 2):
            calls: list[Call] = [("zero",), ("backward", first, count)]
            assert host.follow(calls).bits() == follow(trainer, rows, calls).bits(), rows[first : first + count]


def random_step(seed: int, length: int) -> tuple[Step, list[float], list[list[float]]]:
    """An expression of two inputs and three parameters, each of which is used again and again, and rows for it."""
    rng = random.Random(seed)
    parameters = [Value(rng.uniform(-2, 2)) for _ in range(3)]
    names = sorted(BUILT_IN)
    choices = [(rng.choice(names), rng.random(), rng.random()) for _ in range(length)]

    def loss(row: list[Value]) -> Value:
        values = [*parameters, *row]
        for name, i, j in choices:
            a, b = values[int(i * len(values))].tanh(), values[int(j * len(values))].tanh()
            if name in ("log", "sqrt", "/", "**", "**number"):
                a, b = a.exp(), b.exp()  # where these have finite results
            values.append(apply(OPS[name], a, b))
        return sum(values, Value(0.0))

    rows = [[rng.uniform(-2, 2), rng.uniform(-2, 2)] for _ in range(5)]
    return step_of(loss, parameters, rows[:2]), [parameter.data for parameter in parameters], rows


@pytest.mark.parametrize("seed", range(10))
def test_random_expressions_in_several_functions_have_the_bits_of_the_interpreter(seed: int) -> None:
    assert_same(*random_step(seed, 150), BOTH_WAYS)


@pytest.mark.parametrize("longest", [20, 61, 10**6])
def test_the_length_of_functions_changes_no_bit(longest: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "LONGEST", longest)
    assert_same(*random_step(77, 60), BOTH_WAYS)
    network = NETWORKS["lecture"]()
    start = [parameter.data for parameter in network.parameters]
    assert_same(network.step("adam"), start, network.rows, PLANS["odd_batches"](4, 0.1))


def test_ten_thousand_values_make_functions_of_three_hundred_instructions_with_the_bits_of_backward() -> None:
    rng = random.Random(5)
    leaves = [Value(rng.uniform(-1, 1)) for _ in range(8)]
    values = list(leaves)
    for i in range(10_000):  # each value is used by the one after the next, so that all are alive
        name = rng.choice(("+", "-", "*", "tanh", "relu", "max"))
        values.append(apply(OPS[name], values[-1 - i % 2], rng.choice(values[-40:])))
    root = (values[-1] + values[-2]).tanh()
    step = step_of(lambda _: root, leaves, [[], []])
    pieces = chunks.split_program(step.sample)
    assert max(len(part) for part in pieces.forward + pieces.backward) == chunks.LONGEST == 300
    run = Wasmtime(compile_step(step), [leaf.data for leaf in leaves], [[]]).follow([("backward", 0, 1)])
    for leaf in leaves:
        leaf.grad = 0.0
    root.backward()
    assert (
        run.bits()[:3]
        == Run([root.data], [leaf.data for leaf in leaves], [leaf.grad for leaf in leaves], []).bits()[:3]
    )


@pytest.mark.parametrize("count", [1, 2, 3, 18])
def test_nothing_but_the_given_rows_losses_and_scores_is_written_among_rows(count: int) -> None:
    network = NETWORKS["lecture"]()
    compiled = compile_step(network.step("momentum"))
    rows = [[*row, 77.0, 88.0] for row in network.rows * 6]  # with something where the outputs go
    host = Wasmtime(compiled, [parameter.data for parameter in network.parameters], rows)
    host.follow([("step", 2, count, 0.1), ("forward", 2, count)])
    for i, row in enumerate(rows):
        now = host.read(compiled.rows + compiled.stride * i, len(row))
        assert now[:4] == row[:4]
        assert (now[4:] == [77.0, 88.0]) == (not 2 <= i < 2 + count)
    assert not any(host.bytes(compiled.rows + compiled.stride * len(rows)))


def test_reset_leaves_the_optimiser_and_the_gradients_empty() -> None:
    network = NETWORKS["lecture"]()
    compiled = compile_step(network.step("adam"))
    host = Wasmtime(compiled, [parameter.data for parameter in network.parameters], network.rows)
    host.follow([("train", 3, 0, 4, 0.1)])
    ours = range(compiled.state, compiled.state + compiled.state_size)
    assert any(host.bytes(ours.start, ours.stop))
    host.follow([("reset",), ("forward", 0, 4)])
    assert not any(host.bytes(compiled.gradients, ours.stop))


def compiled_function(name: str) -> Callable[..., float]:
    """One of the elementary functions, alone in a module. Not cached: wasmtime stores must go before shutdown."""
    module = Module()
    index = Functions(module).index(name)
    module.functions[index].export = name
    store = wasmtime.Store()
    exports = wasmtime.Instance(store, wasmtime.Module(store.engine, module.encode()), []).exports(store)
    function = cast(wasmtime.Func, exports[name])
    return lambda *numbers: cast(float, function(store, *numbers))


@pytest.mark.parametrize("name", sorted(CALLS - {"power"}))
def test_the_elementary_functions_have_the_bits_of_their_source(name: str) -> None:
    rng = random.Random(11)
    points = [rng.uniform(-40, 40) for _ in range(800)] + [
        rng.uniform(-1, 1) * 10 ** rng.randint(-320, 5) for _ in range(400)
    ]
    function = compiled_function(name)
    assert [function(x).hex() for x in points] == [getattr(elementary, name)(x).hex() for x in points]


def test_powers_have_the_bits_of_their_source() -> None:
    rng = random.Random(12)
    function = compiled_function("power")
    for _ in range(1500):
        x, y = (
            rng.uniform(-3, 9) * 10 ** rng.randint(-300, 300),
            rng.choice([rng.uniform(-8, 8), rng.randint(-9, 9) * 1.0]),
        )
        assert function(x, y).hex() == elementary.power(x, y).hex(), (x, y)


def test_an_angle_past_a_million_traps_instead_of_giving_another_sine() -> None:
    with pytest.raises(wasmtime.Trap):
        compiled_function("sin")(1e7)


@pytest.mark.parametrize("rule", ["sgd", "momentum", "adam"])
@pytest.mark.parametrize("plan", PLANS)
def test_every_way_to_train_leaves_the_same_bits_in_wasmtime(trained: Train, plan: str, rule: str) -> None:
    network, calls, compiled, start, bits = trained("lecture", plan, rule)
    assert Wasmtime(compiled, start, network.rows).follow(calls).bits() == bits
