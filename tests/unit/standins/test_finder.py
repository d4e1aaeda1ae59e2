"""Import of the stand-ins: before the real libraries, only while installed, and with a sentence on what they lack."""

from __future__ import annotations

import importlib
import sys
import traceback

import pytest

from autograd_playground.engine.standins.finder import STAND_INS, StandIns, owned

from .conftest import Run


def test_a_library_that_is_installed_and_imported_is_hidden_and_comes_back() -> None:
    real = importlib.import_module("graphviz")
    installed = StandIns(lambda _: None)
    installed.install()
    stand_in = importlib.import_module("graphviz")
    assert stand_in is not real
    assert stand_in.Digraph is not real.Digraph
    installed.remove()
    assert importlib.import_module("graphviz") is real
    assert importlib.import_module("graphviz.dot").__name__ == "graphviz.dot"


def test_a_module_of_the_standard_library_comes_back_to_its_package() -> None:
    import urllib.request

    real = urllib.request
    installed = StandIns(lambda _: None)
    installed.install()
    importlib.import_module("urllib.request")
    assert urllib.request is not real
    installed.remove()
    assert urllib.request is real
    assert sys.modules["urllib.request"] is real


def test_nothing_of_the_stand_ins_stays_after_them() -> None:
    installed = StandIns(lambda _: None)
    modules, finders = set(sys.modules), list(sys.meta_path)
    installed.install()
    for name in STAND_INS:
        importlib.import_module(name)
    installed.remove()
    assert [name for name in set(sys.modules) - modules if owned(name)] == []
    assert sys.meta_path == finders


@pytest.mark.parametrize(
    "statement",
    [
        "import numpy.linalg",
        "from numpy import linalg",
        "import numpy as np; np.linalg",
        "from numpy.random import default_rng",
        "import torch.optim",
        "from torch.nn import Linear",
        "import torch; torch.nn.Linear",
        "import torch; torch.tensor([1.0]).numpy()",
        "import numpy as np; np.zeros(3).partition(1)",
        "from sklearn import svm",
        "from sklearn.datasets import load_iris",
        "import matplotlib.animation",
        "import matplotlib.pyplot as plt; plt.hist([1])",
        "import matplotlib.pyplot as plt; plt.gca().bar([1], [2])",
        "from graphviz import nonsense",
        "from micrograd.engine import MLP",
    ],
)
def test_what_a_stand_in_lacks_is_answered_in_one_sentence(statement: str, run: Run) -> None:
    with pytest.raises((ImportError, AttributeError), match=r"has no '\w+' here: this is [^.]*(\.py)?[^.]*\.$"):
        run(statement)


def test_the_classes_of_micrograd_and_torch_are_run_by_the_kernels_loader() -> None:
    loaded = []

    def load(name: str, source: str, namespace: dict[str, object]) -> None:
        loaded.append(name)
        exec(compile(source, name, "exec"), namespace)

    installed = StandIns(lambda _: None, load)
    installed.install()
    try:
        importlib.import_module("torch")
        importlib.import_module("micrograd.nn")
    finally:
        installed.remove()
    assert loaded == ["torch._scalar", "micrograd.nn", "micrograd.engine"]


def test_a_traceback_shows_the_lines_of_micrograd(run: Run) -> None:
    with pytest.raises(AssertionError) as raised:
        run("from micrograd.engine import Value\nValue(2) ** Value(3)")
    assert "assert isinstance(other, (int, float))" in "".join(traceback.format_exception(raised.value))


def test_numpys_parts_are_there_without_an_import_of_their_own(run: Run) -> None:
    assert run("import numpy, torch", "numpy.random.__name__, torch.nn.functional.__name__") == (
        "numpy.random",
        "torch.nn.functional",
    )


def test_all_names_can_be_imported_at_once(run: Run) -> None:
    assert run("from numpy import *", "arange(3).tolist()") == [0, 1, 2]
