"""Tests against PyTorch: with its committed results for every case, and live where torch is installed."""

from __future__ import annotations

import math
from importlib.util import find_spec
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograd_playground.engine.ops import OPS
from tests.data.make_reference import by_torch, read, torch_scope
from tests.support.cases import CASES, Case, close
from tests.support.random_expressions import EXPRESSIONS, Expression

REFERENCE = read()
live = pytest.mark.skipif(find_spec("torch") is None, reason="torch is not installed: make test TORCH=1")
# PyTorch warns once that NumPy is missing, and that create_graph=True may leak; here nothing needs NumPy or lives long.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Failed to initialize NumPy"),
    pytest.mark.filterwarnings(r"ignore:Using backward\(\) with create_graph=True"),
]

ODD = [math.nan, math.inf, -math.inf, 0.0, -0.0, 5e-324, 1e-200, 0.5, 1.0, 2.0, 3.0, 1e308]
ODD += [-x for x in ODD[5:]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_table_says_what_pytorch_computed(case: Case) -> None:
    data, grads = REFERENCE[case.name]
    assert close(case.data, data)
    assert grads.keys() == case.grads.keys()
    assert all(close(case.grads[leaf], grad) for leaf, grad in grads.items()), grads


def test_the_reference_is_of_this_table() -> None:
    assert list(REFERENCE) == [case.name for case in CASES]


@live
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_pytorch_still_says_so(case: Case) -> None:
    data, grads = by_torch(case)
    assert close(case.data, data)
    assert all(close(case.grads[leaf], grad) for leaf, grad in grads.items()), grads


@live
@given(EXPRESSIONS)
def test_random_expressions_agree_with_pytorch(expression: Expression) -> None:
    source = expression.source
    ours = expression.run()
    root, grads = by_torch(Case("random", source, "L", ours[0], ours[1]))
    # Both round at every operation, so the tolerance is relative to the largest intermediate number.
    scale = 1e-12 * max(1.0, expression.size())
    assert close(ours[0], root, absolute=scale), source
    for leaf, grad in ours[1].items():
        assert close(grad, grads[leaf], relative=1e-9, absolute=scale), (source, leaf)


@live
@pytest.mark.parametrize(
    "name", [name for name, op in OPS.items() if op.arity == 1 and name not in ("**number", "neg")]
)
def test_one_operand_at_odd_numbers_is_as_in_pytorch(name: str) -> None:
    for x in ODD:
        a = _leaf(x)
        out = torch_scope()[name](a)
        out.backward()
        _assert_same(name, (x,), out, a)


@live
@pytest.mark.parametrize("name", [name for name, op in OPS.items() if op.arity == 2])
def test_two_operands_at_odd_numbers_are_as_in_pytorch(name: str) -> None:
    import torch

    calls = {"+": torch.add, "-": torch.sub, "*": torch.mul, "/": torch.div, "**": torch.pow}
    call: Any = calls.get(name) or torch_scope()[name]
    for x in ODD:
        for y in ODD:
            a, b = _leaf(x), _leaf(y)
            out = call(a, b)
            out.backward()
            _assert_same(name, (x, y), out, a, b)


@live
def test_powers_with_a_plain_number_are_as_in_pytorch() -> None:
    for x in ODD:
        for exponent in ODD:
            if abs(exponent) == 0.5:
                continue  # PyTorch takes the square root, which differs from the power at -inf and -0
            a = _leaf(x)
            out = a**exponent
            out.backward()
            _assert_same("**number", (x, exponent), out, a)


def _leaf(x: float) -> Any:
    import torch

    return torch.tensor(x, dtype=torch.float64, requires_grad=True)


def _assert_same(name: str, operands: tuple[float, ...], out: Any, *leaves: Any) -> None:
    op = OPS[name]
    data = op.forward(*operands)
    a, b = (*operands, 0.0)[:2]
    # Subnormal numbers have few digits to compare.
    assert close(data, out.item(), absolute=1e-300), (name, operands, data, out)
    for leaf, derivative in zip(leaves, op.derivatives, strict=True):
        slope = derivative(a, b, data)
        assert close(slope, leaf.grad.item(), absolute=1e-300), (name, operands, slope, leaf.grad)


@given(st.floats(-30, 30))
def test_softplus_is_the_same_as_pytorchs_where_its_threshold_does_not_matter(x: float) -> None:
    softplus = OPS["softplus"]
    assert close(softplus.forward(x), math.log1p(math.exp(-abs(x))) + max(x, 0.0))
