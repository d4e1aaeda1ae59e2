"""Training with a reader's class beside a right one."""

from __future__ import annotations

import pytest

from autograd_playground.engine.contract.notebook import TrainingReply
from autograd_playground.engine.observe.experiments.training import STEPS, train

from .faults import CELL, FAULTS, right_class, right_names
from .judged import notebook


def training(text: str) -> TrainingReply:
    cells = notebook(text)
    return train(cells.judgement, cells.namespace)


def of_fault(name: str) -> TrainingReply:
    return training(next(each for each in FAULTS if each.name == name).text)


# Classes that no training is shown of: their gradients are in no attribute, are clipped, or only parameters get some.
UNTRAINED = {"clip_inside", "double_backward", "gradient_tape", "lazy_graph", "no_grad"}


@pytest.mark.parametrize("name", sorted(UNTRAINED))
def test_a_class_that_cannot_be_trained_is_not_said_to_be_wrong(name: str) -> None:
    result = training(CELL.join(right_class(name)))
    assert result["own"] == []
    assert result["text"].startswith(("There is no training to show.", "The class could not be trained"))


@pytest.mark.parametrize("name", sorted({*right_names()} - UNTRAINED))
def test_a_right_class_trains_as_the_right_one(name: str) -> None:
    result = training(CELL.join(right_class(name)))
    assert len(result["own"]) == STEPS
    assert result["own"] == pytest.approx(result["right"], rel=1e-4)


def test_a_falling_loss_with_wrong_gradients_is_shown_beside_the_right_one() -> None:
    result = of_fault("= in local gradients")
    assert result["text"] == (
        "In a small training of 40 steps the loss falls from 6.0825 to 2.2609 with your gradients, and to 0.4027 with "
        "the right ones: a falling loss does not show that gradients are right."
    )
    assert result["own"][-1] > result["right"][-1]


def test_a_loss_that_does_not_fall_is_said() -> None:
    assert "does not fall with your gradients" in of_fault("not reversed")["text"]


def test_a_loss_that_grows_without_end_ends_the_training() -> None:
    result = of_fault("a sum with factors")
    assert len(result["own"]) < STEPS
    assert "grows without end" in result["text"]
