"""Tests of traced losses as flat programs: forward and backward they give the bits of the values."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from autograd_playground.engine.lower.gradient import differentiate
from autograd_playground.engine.lower.interpret import run
from autograd_playground.engine.lower.op_emitters import LoweringError
from autograd_playground.engine.lower.tracing import lower, trace
from autograd_playground.engine.ops import BUILT_IN, OPS, POW_NUMBER, Op
from autograd_playground.engine.value import NAMED_METHODS, Value

SPECIAL = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, 3.0, -20.5, 700.0, 1e-300, 1e300, float("inf"), float("-inf"), float("nan")]


def apply(op: Op, a: Value, b: Value) -> Value:
    if op.name in NAMED_METHODS:
        return NAMED_METHODS[op.name](a) if op.arity == 1 else NAMED_METHODS[op.name](a, b)
    signs: dict[str, Callable[[], Value]] = {
        "+": lambda: a + b,
        "-": lambda: a - b,
        "*": lambda: a * b,
        "/": lambda: a / b,
        "**": lambda: a**b,
        "**number": lambda: a**3.5,
        "neg": lambda: -a,
    }
    return signs[op.name]()


def by_values(root: Value, leaves: list[Value]) -> tuple[float, list[float]]:
    for leaf in leaves:
        leaf.grad = 0.0
    root.backward()
    return root.data, [leaf.grad for leaf in leaves]


def same(one: float, other: float) -> bool:
    return one == other or (one != one and other != other)


def assert_same(root: Value, leaves: list[Value]) -> None:
    program = differentiate(lower(root, leaves), seed=1.0)
    (loss,), gradients = run(program, [leaf.data for leaf in leaves])
    expected_loss, expected = by_values(root, leaves)
    assert same(loss, expected_loss), program.listing()
    for ours, theirs in zip(gradients, expected, strict=True):
        assert same(ours, theirs), program.listing()


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_every_operation_has_the_value_and_the_slopes_of_its_row(name: str) -> None:
    for x in SPECIAL:
        for y in SPECIAL if OPS[name].arity == 2 else SPECIAL[:1]:
            a, b = Value(x), Value(y)
            assert_same(apply(OPS[name], a, b), [a, b])


@pytest.mark.parametrize("seed", range(60))
def test_random_expressions_have_the_gradients_of_backward(seed: int) -> None:
    rng = random.Random(seed)
    leaves = [Value(rng.uniform(-2, 2)) for _ in range(4)]
    values = list(leaves)
    for _ in range(rng.randint(1, 60)):
        op = OPS[rng.choice(sorted(BUILT_IN))]
        values.append(apply(op, rng.choice(values), rng.choice(values)))
    assert_same(sum(values, Value(0.0)), leaves)


def test_a_value_used_twice_adds_up_its_contributions() -> None:
    a = Value(3.0)
    assert_same(a + a, [a])
    assert_same(a * a * a - a, [a])


def test_equal_instructions_are_shared_and_equal_values_keep_their_own_gradients() -> None:
    a, b = Value(0.1), Value(0.7)
    root = (a * b) * 0.3 + (a * b) * 0.9
    program = differentiate(lower(root, [a, b]), seed=1.0)
    assert sum(each.op == "*" and set(each.operands) == {0, 1} for each in program.instructions) == 1
    assert_same(root, [a, b])


def test_a_loss_that_no_parameter_reaches_has_no_gradients() -> None:
    a = Value(2.0)
    program = differentiate(lower(Value(3.0) * 2.0, [a]))
    assert program.gradients == {}
    assert run(program, [2.0]) == ([6.0], [0.0])


def test_a_parameter_may_be_the_loss_itself() -> None:
    a = Value(2.0)
    assert_same(a, [a])


def test_a_product_with_one_that_shares_its_parameters_instruction_has_its_own_gradient() -> None:
    a, b = Value(2.0), Value(3.0)
    assert_same((a * 1.0) * b + (a * 1.0 + b) * a, [a, b])


def test_gradients_of_the_samples_before_are_added_to() -> None:
    w = Value(2.0)
    program = differentiate(trace(lambda row: w * row[0], [w], [[3.0], [5.0]]))
    assert run(program, [2.0], [3.0], [10.0], seed=0.5) == ([6.0], [11.5])


def test_a_number_read_from_an_input_is_noticed() -> None:
    w = Value(2.0)
    with pytest.raises(LoweringError, match=r"Two samples have two graphs: %2 = constant 3\.0 and %2 = constant 5\.0"):
        trace(lambda row: w * row[0].data, [w], [[3.0], [5.0]])


def test_a_graph_that_depends_on_the_sample_is_noticed() -> None:
    w = Value(2.0)
    with pytest.raises(LoweringError, match="Two samples have two graphs"):
        trace(lambda row: w * row[0] if row[0].data > 4 else w + row[0], [w], [[3.0], [5.0]])


def test_the_exponent_of_a_power_is_a_number_and_no_operand() -> None:
    a = Value(-2.0)
    program = differentiate(lower(a**3, [a]), seed=1.0)
    assert POW_NUMBER.arity == 1
    assert run(program, [-2.0]) == ([-8.0], [12.0])


def test_the_listing_names_every_instruction_once() -> None:
    a, b = Value(2.0), Value(-3.0)
    program = differentiate(lower(a * b + 1.0, [a, b]), seed=1.0)
    lines = program.listing().splitlines()
    assert lines[:5] == ["%0 = parameter 0", "%1 = parameter 1", "%2 = * %0 %1", "%3 = constant 1.0", "%4 = + %2 %3"]
    assert len(lines) == len(program.instructions)


def test_an_instruction_that_no_result_needs_is_not_live() -> None:
    a = Value(2.0)
    program = differentiate(lower(a.exp() * 1.0, [a]))
    unneeded = [each for each, live in zip(program.instructions, program.live(), strict=True) if not live]
    assert [each.number for each in unneeded] == [1.0], "the factor 1 that was left out"
