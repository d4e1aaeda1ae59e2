"""Tests of thumbnails: small graphs whole, larger ones as names, folded into layers and lines."""

from __future__ import annotations

import re
from typing import Any

import pytest

from autograd_playground.engine.budgets import SERVER
from autograd_playground.engine.examples import EXAMPLES
from autograd_playground.engine.service.api import handle
from autograd_playground.engine.trace import thumbnail


def traced(source: str) -> Any:
    return handle({"method": "trace", "params": {"source": source}}, SERVER)


def labels(source: str) -> list[str]:
    """The texts of the boxes, lines divided by a comma."""
    boxes = re.findall(r"label=<.*<TD>(.*)</TD>.*>\]", thumbnail.dot(traced(source)))
    return [box.replace("<BR/>", ", ").replace("&#160;", " ") for box in boxes]


def source_of(name: str) -> str:
    return next(example.source for example in EXAMPLES if example.id == name)


def test_a_small_graph_is_drawn_with_its_numbers() -> None:
    trace = traced("a = Value(3.0)\nb = a + a\nb.backward()\n")
    assert thumbnail.dot(trace) == trace["dot"]


def test_a_network_is_drawn_as_its_layers() -> None:
    assert labels(source_of("mlp")) == [
        "Layer 0, 4 neurons", "Layer 1, 4 neurons", "Layer 2, 1 neuron", "line 9, 14 values", "loss",
    ]  # fmt: skip


def test_a_line_is_called_by_the_value_that_leaves_it() -> None:
    assert labels(source_of("readme"))[:5] == ["a", "b", "c₁", "d₁", "c₂"]


def test_a_graph_of_few_names_is_not_folded() -> None:
    assert "3*x**2" in labels(source_of("parabola"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.id)
def test_no_thumbnail_has_more_boxes_than_fit_into_a_card(example: Any) -> None:
    assert thumbnail.dot(traced(example.source)).count("label=<") <= 14


def test_a_name_is_text_and_no_markup() -> None:
    hostile = "a = Value(1.0, label='<B>]')\nb = a\nfor i in range(20):\n    b = b + i\nb.backward()\n"
    assert labels(hostile)[0] == "&lt;B&gt;]"
