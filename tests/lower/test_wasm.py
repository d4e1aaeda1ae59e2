"""A compiled step gives the bits of the same step in plain Python, whatever the operation and whoever runs it."""

from __future__ import annotations

import random
from functools import cache

import pytest
import wasmtime
from playwright.sync_api import Page

from engine import elementary
from engine.lower.gradient import differentiate
from engine.lower.interpret import run
from engine.lower.program import CALLS
from engine.lower.step import Step
from engine.lower.tracing import lower
from engine.lower.trainer import Trainer
from engine.lower.update import update_of
from engine.lower.wasm.encode import Module
from engine.lower.wasm.functions import Functions
from engine.lower.wasm.step import Compiled, compile_step
from engine.ops import BUILT_IN, OPS
from engine.value import Value
from tests.lower.hosts import Run, Wasmtime, in_chromium, in_node, job
from tests.lower.networks import NETWORKS, Network
from tests.lower.test_program import SPECIAL, apply
from tests.parity.node import run_in_pyodide

STEPS = 50


def bits(numbers: list[float]) -> list[str]:
    return [number.hex() for number in numbers]


def assert_compiles(root: Value, leaves: list[Value]) -> None:
    """One step of rate 0 on one sample without inputs: its loss and gradients."""
    program = differentiate(lower(root, leaves))
    numbers = [leaf.data for leaf in leaves]
    step = Step(program, None, update_of("sgd"), 0, len(leaves), mean=True)
    compiled = Wasmtime(compile_step(step), numbers, [[]]).train(1, 1, 0.0)
    expected = run(program, numbers)
    # A sum that begins with 0 has no negative zero.
    assert compiled.loss == (0.0 + expected.outputs[0]).hex(), program.listing()
    assert compiled.gradients == bits(expected.gradients), program.listing()


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_every_operation_has_the_bits_of_its_row(name: str) -> None:
    beyond = 1e6 if name in ("sin", "cos") else float("inf")
    for x in SPECIAL:
        if beyond <= abs(x) < float("inf"):
            continue  # the compiled code traps there, as the test below says
        for y in (0.0, -2.5, 3.0) if OPS[name].arity == 2 else (1.0,):
            a, b = Value(x), Value(y)
            assert_compiles(apply(OPS[name], a, b), [a, b])


@pytest.mark.parametrize("seed", range(12))
def test_random_expressions_in_several_functions_have_the_bits_of_the_interpreter(seed: int) -> None:
    rng = random.Random(seed)
    leaves = [Value(rng.uniform(-2, 2)) for _ in range(4)]
    values = list(leaves)
    for _ in range(150):
        values.append(apply(OPS[rng.choice(sorted(BUILT_IN - {"sin", "cos"}))], rng.choice(values), rng.choice(values)))
    assert_compiles(sum(values, Value(0.0)), leaves)


@pytest.mark.parametrize("name", sorted(CALLS - {"power"}))
def test_the_elementary_functions_have_the_bits_of_their_source(name: str) -> None:
    rng = random.Random(11)
    points = [rng.uniform(-40, 40) for _ in range(800)] + [
        rng.uniform(-1, 1) * 10 ** rng.randint(-320, 5) for _ in range(400)
    ]
    function = compiled_function(name)
    assert bits([function(x) for x in points]) == bits([getattr(elementary, name)(x) for x in points])


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


@cache
def compiled_function(name: str):  # type: ignore[no-untyped-def]
    module = Module()
    index = Functions(module).index(name)
    module.functions[index].export = name
    store = wasmtime.Store()
    exports = wasmtime.Instance(store, wasmtime.Module(store.engine, module.encode()), []).exports(store)
    return lambda *numbers: exports[name](store, *numbers)  # type: ignore[operator]


@cache
def trained(name: str) -> tuple[Network, Compiled, list[float], Run]:
    """A network, its module, where it starts, and where plain Python is after some steps."""
    network = NETWORKS[name]()
    step = network.step()
    start = [parameter.data for parameter in network.parameters]
    trainer = Trainer(step, start)
    loss = trainer.train(STEPS, network.rows, network.rate)
    return network, compile_step(step), start, Run(loss.hex(), bits(trainer.parameters), bits(trainer.gradients))


@pytest.mark.parametrize("name", NETWORKS)
def test_fifty_steps_leave_the_same_parameters_in_wasmtime_and_node(name: str) -> None:
    network, compiled, start, expected = trained(name)
    task = job(compiled, start, network.rows, STEPS, network.rate)
    here = Wasmtime(compiled, start, network.rows).train(STEPS, len(network.rows), network.rate)
    for ours in (here, in_node(task)):
        assert ours == expected


@pytest.mark.parametrize("name", NETWORKS)
def test_fifty_steps_leave_the_same_parameters_in_chromium(page: Page, name: str) -> None:
    network, compiled, start, expected = trained(name)
    ours = in_chromium(page, job(compiled, start, network.rows, STEPS, network.rate))
    assert ours == expected


def test_pyodide_writes_the_same_bytes() -> None:
    program = (
        "from hashlib import sha256; from engine.lower.wasm.step import compile_step;"
        "from tests.lower.networks import NETWORKS;"
        "[sha256(compile_step(make().step()).module).hexdigest() for make in NETWORKS.values()]"
    )
    assert run_in_pyodide(program) == run_here(program)


def run_here(program: str) -> str:
    *statements, last = program.split(";")
    scope: dict[str, object] = {}
    exec(";".join(statements), scope)
    return str(eval(last, scope))
