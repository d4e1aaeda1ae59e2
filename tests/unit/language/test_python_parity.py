"""Tests against Python: random expressions print the same in this language, to the last digit."""

from __future__ import annotations

import contextlib
import io
import math
import warnings

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from autograd_playground.engine.errors import PlaygroundError
from autograd_playground.engine.language import run
from autograd_playground.engine.trace.tape import Tape

# Loop variables stay plain numbers. sum() of floats is left out because Python 3.12 rounds it differently, and general
# powers because they are the engine's own.
PROGRAM = """\
f = lambda p=1, q=2: p - q
for a, b, x, xs in [(2, -3, 1.5, [1, 2.5, -4])]:
    print({expression})
"""

# In plain style: named numbers are leaves, and print what Python prints all the same.
PLAIN = """\
f = lambda p=1, q=2: p - q
xs = [1, 2.5, -4]
a, b = 2, -3
a += 1
x = a / 2
x -= a // 3
for k in range(a - 2):
    b = b * k - 3
print({expression})
print([a, b, x], f"{{a}} {{x:.2f}}")
"""

ATOMS = "a b x xs 0 1 7 2.5 0x1F 1e300 1_000 True 's' '' [] (1,2) f'{a}{x:.3f}|{b:>6d}' xs[0] xs[-1] xs[1:]"
COLLECTIONS = "None {} {1:a,'s':x} {1} {x} '%d|%.2f'%(a,x)"
BINARY = "+ - * / // % == != < <= > >= and or"
MEMBERSHIP = ["in", "not in"]
FUNCTIONS = (
    "f len abs max min round int float list tuple str range sorted any all dict math.floor math.sin math.sqrt math.log"
)

atoms = st.sampled_from([*ATOMS.split(), *COLLECTIONS.split()])
binary = st.sampled_from(BINARY.split())
functions = st.sampled_from(FUNCTIONS.split())


def compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} {} {})".format, inner, binary, inner),
        st.builds("{} {} {}".format, inner, binary, inner),
        st.builds("{} < {} <= {}".format, inner, inner, inner),
        st.builds("{}{}".format, st.sampled_from(["-", "+", "not "]), inner),
        st.builds("{} if {} else {}".format, inner, inner, inner),
        st.builds("({} if a < {} else {})".format, inner, inner, inner),
        st.builds("({} {} {})".format, inner, st.sampled_from(MEMBERSHIP), inner),
        st.builds("({} is {}None)".format, inner, st.sampled_from(["", "not "])),
        st.builds("[*{}, {}]".format, inner, inner),
        st.builds("(lambda a, *b, c=1: [a, b, c])(*{}, {})".format, inner, inner),
        st.builds("{{{}: {}}}".format, inner, inner),
        st.builds("[{}, {}]".format, inner, inner),
        st.builds("({},)".format, inner),
        st.builds("{}[{}]".format, inner, inner),
        st.builds("{}[{}:{}]".format, inner, inner, inner),
        st.builds("{}[::{}]".format, inner, inner),
        st.builds("{}({})".format, functions, inner),
        st.builds("{}({}, {})".format, functions, inner, inner),
        st.builds("[{} for x in {}]".format, inner, inner),
        st.builds("[{} for x, b in zip({}, {}) if x != {}]".format, inner, inner, inner, inner),
        st.builds("(lambda a, x=3: {})({})".format, inner, inner),
        st.builds("list(enumerate({}, {}))".format, inner, inner),
        st.builds("f(q={})".format, inner),
    )


def our_output_of(source: str) -> str:
    tape = Tape()
    run(source + "1", tape)
    return "\n".join(output.text for output in tape.outputs)


def output_of_python(source: str) -> str:
    """The output of Python without its compiler's warnings. `exec` is safe: the program has run in our budgets."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), warnings.catch_warnings(action="ignore"):
        exec(source, {"math": math})
    return printed.getvalue().removesuffix("\n")


@given(st.recursive(atoms, compound, max_leaves=8))
def test_a_named_number_prints_what_python_prints(expression: str) -> None:
    source = PLAIN.format(expression=expression)
    try:
        our_output = our_output_of(source)
        output = output_of_python(source)
    except (PlaygroundError, ArithmeticError):
        assume(False)  # Values never stop: 1/0 is inf
    assume("<" not in our_output)
    assert our_output == output


@given(st.recursive(atoms, compound, max_leaves=8))
def test_an_expression_prints_what_python_prints(expression: str) -> None:
    source = PROGRAM.format(expression=expression)
    try:
        our_output = our_output_of(source)
    except PlaygroundError:
        assume(False)
    assume("<" not in our_output)  # functions print differently
    assert our_output == output_of_python(source)


# The ends of the domains, and of the floats.
EDGES = [
    "0.0", "-0.0", "1.0", "-1.0", "0.5", "-2.5", "2", "True", "5e-324", "-1e-320", "1e-8", "709.78", "-745.2", "710.0",
    "711.0", "-711.0", "1e22", "1e300", "-1.7976931348623157e308", "9223372036854775807", "math.pi/2", "math.inf",
    "-math.inf", "math.nan",
]  # fmt: skip
OF_ONE = [
    "exp",
    "log",
    "tanh",
    "sin",
    "cos",
    "sqrt",
    "erf",
    "tan",
    "sinh",
    "cosh",
    "floor",
    "ceil",
    "isnan",
    "isinf",
    "isfinite",
]


@pytest.mark.parametrize("call", [f"math.{name}({{}})" for name in OF_ONE])
def test_a_function_of_math_ends_where_pythons_does(call: str) -> None:
    for edge in EDGES:
        agree(call.format(edge))


@pytest.mark.parametrize("call", ["math.pow({}, {})", "math.log({}, {})", "float({}) ** {}"])
@pytest.mark.parametrize("first", EDGES)
def test_a_function_of_two_numbers_ends_where_pythons_does(call: str, first: str) -> None:
    for second in EDGES:
        agree(call.format(first, second))


def agree(expression: str) -> None:
    """Both give the same number, but for its last digit, or both stop: Python's complex numbers are an error here."""
    try:
        theirs = eval(expression, {"math": math})
    except (ValueError, ArithmeticError):
        theirs = None
    if isinstance(theirs, complex) or (type(theirs) is int and abs(theirs) >= 2**63):
        theirs = None
    if theirs is None:
        with pytest.raises(PlaygroundError, match=r"\.$"):
            our_output_of(f"print({expression})\n")
        return
    ours = float(our_output_of(f"print({expression})\n").replace("True", "1").replace("False", "0"))
    assert math.isclose(ours, theirs, rel_tol=5e-16) or (math.isnan(ours) and math.isnan(theirs)), expression
