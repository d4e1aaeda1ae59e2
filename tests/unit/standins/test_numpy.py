"""The stand-in for numpy where it has a rule of its own, or where a mistake of the reader's has to be told."""

from __future__ import annotations

import warnings

import pytest

from .conftest import Run


@pytest.mark.parametrize(
    ("program", "error", "message"),
    [
        ("np.arange(3) + np.arange(2)", ValueError, r"could not be broadcast together with shapes \(3,\) \(2,\)"),
        ("bool(np.arange(3))", ValueError, "truth value of an array with more than one element is ambiguous"),
        ("np.arange(3)[3]", IndexError, "index 3 is out of bounds for axis 0 with size 3"),
        ("np.arange(3)[0, 0]", IndexError, "too many indices for array"),
        ("np.arange(3)['a']", IndexError, "only integers, slices"),
        ("np.arange(3)[[True, False]]", IndexError, "boolean index did not match"),
        ("np.arange(6).reshape(4, 2)", ValueError, r"cannot reshape array of size 6 into shape \(4,2\)"),
        ("np.array([[1, 2], [3]])", ValueError, "inhomogeneous"),
        ("a = np.arange(3); a += 0.5", TypeError, "same_kind"),
        ("np.array([True]) - np.array([True])", TypeError, "numpy boolean subtract"),
        ("np.arange(3) ** -1", ValueError, "Integers to negative integer powers"),
        ("np.array([]).max()", ValueError, "zero-size array to reduction operation maximum"),
        ("np.zeros(2, dtype='complex')", TypeError, "not in this stand-in for numpy"),
        ("np.random.seed(-1)", ValueError, "Seed must be between"),
        ("float(np.arange(3))", TypeError, "only 0-dimensional arrays"),
    ],
)
def test_a_mistake_is_told_in_numpys_words(run: Run, program: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        run("import numpy as np\n" + program)


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("np.float64(1) / 0", "divide by zero encountered in divide"),
        ("np.log(np.array([0.0]))", "divide by zero encountered in log"),
        ("np.sqrt(-1.0)", "invalid value encountered in sqrt"),
        ("np.exp(1000.0)", "overflow encountered in exp"),
    ],
)
def test_what_is_no_number_comes_with_a_warning(run: Run, expression: str, message: str) -> None:
    import_numpy = run("import numpy", "numpy")
    with pytest.warns(RuntimeWarning, match=message):
        eval(expression, {"np": import_numpy})


def test_objects_of_the_readers_class_go_through_arrays(run: Run) -> None:
    run("import numpy as np\nclass V:\n  def __add__(self, o): return 'sum'\n  def tanh(self): return 'tanh'")
    run("a = np.array([V(), V()])")
    assert run("", "a.dtype.name, (a + a).tolist()") == ("object", ["sum", "sum"])
    assert run("", "np.tanh(a).tolist()") == ["tanh", "tanh"]


def test_a_slice_is_a_view_and_a_mask_is_a_copy(run: Run) -> None:
    run("import numpy as np\na = np.arange(4)\na[1:3][0] = 9\na[a > 2][0] = 7\na.reshape(2, 2)[1] = 0")
    assert run("", "a.tolist()") == [0, 9, 0, 0]


def test_seeds_do_not_touch_pythons_own_random_numbers(run: Run) -> None:
    run("import random\nimport numpy as np\nrandom.seed(1)\nfirst = random.random()\nrandom.seed(1)\nnp.random.seed(5)")
    run("np.random.rand(3)")
    assert run("", "random.random() == first") is True


def test_no_warning_is_given_where_numpy_gives_none(run: Run) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert run("import numpy as np", "np.tanh(np.array([1000.0])).tolist()") == [1.0]


def test_arrays_and_scalars_are_copied_and_pickled(run: Run) -> None:
    run("import copy, pickle\nimport numpy as np\nsome = [np.arange(3.0)[1:], np.float64(2), np.int64(3), np.True_]")
    assert run("", "repr(copy.deepcopy(some)) == repr(some)") is True
    assert run("", "repr(pickle.loads(pickle.dumps(some[0]))) == repr(some[0])") is True
    assert run("b = copy.copy(some[0])\nb[0] = 9", "some[0].tolist()") == [1.0, 2.0]
