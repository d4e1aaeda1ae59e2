"""The stand-in for torch, where it differs from PyTorch or keeps to its rules."""

from __future__ import annotations

import pytest

from .conftest import Run


def test_the_lectures_neuron_rounds_to_single_precision_first(run: Run) -> None:
    run("import torch\nb = torch.Tensor([6.8813735870195432]).double()")
    assert run("", "b.item()") == 6.881373405456543


def test_leaves_gather_gradients_and_results_keep_none(run: Run) -> None:
    run("import torch\na = torch.tensor([3.0], requires_grad=True)\nb = a + a\nb.backward()\n(a * 2).backward()")
    assert run("", "a.grad.item(), b.grad") == (4.0, None)


def test_a_long_chain_is_no_deeper_than_a_short_one(run: Run) -> None:
    run("import torch\na = torch.tensor(1.0, requires_grad=True)\nb = a\nfor _ in range(5000): b = b + 1\nb.backward()")
    assert run("", "a.grad.item()") == 1.0


@pytest.mark.parametrize(
    ("program", "message"),
    [
        ("torch.tensor([1.0]).backward()", "does not require grad"),
        ("torch.tensor([1.0, 2.0], requires_grad=True).backward()", "only for scalar outputs"),
        ("torch.tensor([1, 2], requires_grad=True)", "floating point"),
        ("w = torch.tensor(1.0, requires_grad=True); w -= 1", "in-place operation"),
        ("torch.tensor([1.0, 2.0]).item()", "cannot be converted to Scalar"),
        ("torch.ones(2) + torch.ones(3)", "joins tensors of one shape"),
    ],
)
def test_what_pytorch_refuses_is_refused(run: Run, program: str, message: str) -> None:
    with pytest.raises(RuntimeError, match=message):
        run("import torch\n" + program)


def test_nothing_is_remembered_without_gradients(run: Run) -> None:
    run("import torch\na = torch.tensor(1.0, requires_grad=True)")
    assert run("with torch.no_grad():\n  b = a * 2", "b.requires_grad, b.grad_fn") == (False, None)
    assert run("", "(torch.tensor(1.0) * 2)._values[0].children") == ()
