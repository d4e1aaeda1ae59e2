"""micrograd's own text, run under its own name."""

from __future__ import annotations

import inspect
import linecache

import micrograd.engine as installed_engine
import micrograd.nn as installed_nn

from autograd_playground.engine.standins import micrograd

from .conftest import Run


def test_the_text_is_that_of_the_published_package() -> None:
    assert inspect.getsource(installed_engine) == micrograd.ENGINE
    assert inspect.getsource(installed_nn).rstrip() == micrograd.NN.rstrip()
    assert "Copyright (c) 2020 Andrej Karpathy" in micrograd.LICENSE


def test_it_computes_and_shows_itself_as_micrograd_does(run: Run) -> None:
    run("import random\nfrom micrograd.engine import Value\nfrom micrograd import nn\nrandom.seed(1337)")
    run("n = nn.Neuron(2)\ny = n([Value(1.0), Value(-2.0)])\ny.backward()")
    assert repr(run("", "n")) == "ReLUNeuron(2)"
    assert run("", "Value").__module__ == "micrograd.engine"
    assert linecache.getline("<micrograd.engine>", 2) == "class Value:\n"


def test_a_value_of_numpys_numbers_keeps_them(run: Run) -> None:
    run("import numpy as np\nfrom micrograd.engine import Value\ny = np.int64(-1) * Value(np.float64(2.0))")
    assert repr(run("y.backward()", "y.data")) == "np.float64(-2.0)"


def test_numpy_hands_a_plain_number_to_the_readers_operator(run: Run) -> None:
    run("import numpy as np\nclass Seen:\n  def __rmul__(self, other): return type(other)")
    assert run("", "np.int64(2) * Seen(), np.float64(2) * Seen()") == (int, float)
    assert run("", "(np.array([1.0, 2.0]) * Seen()).tolist()") == [float, float]


def test_the_first_loss_of_the_demo_is_the_one_that_its_notebook_prints(run: Run) -> None:
    run("import random\nimport numpy as np\nfrom micrograd.engine import Value\nfrom micrograd.nn import MLP")
    run("from sklearn.datasets import make_moons, make_blobs\nnp.random.seed(1337); random.seed(1337)")
    run("X, y = make_moons(n_samples=100, noise=0.1)\ny = y*2 - 1\nmodel = MLP(2, [16, 16, 1])")
    run("scores = [model(list(map(Value, row))) for row in X]")
    run("losses = [(1 + -yi*score).relu() for yi, score in zip(y, scores)]")
    run("total = sum(losses) * (1.0 / len(losses)) + 1e-4 * sum(p*p for p in model.parameters())")
    run("accuracy = [(yi > 0) == (score.data > 0) for yi, score in zip(y, scores)]")
    assert repr(run("", "total")) == "Value(data=0.8958441028683222, grad=0)"
    assert repr(run("", "sum(accuracy) / len(accuracy)")) == "np.float64(0.5)"
