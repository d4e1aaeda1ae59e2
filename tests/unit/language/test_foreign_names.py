"""Tests of foreign names and slips: what is said about them, and that a correction runs and means the same."""

from __future__ import annotations

import re
from typing import Any

import pytest

from autograd_playground.engine.errors import PlaygroundError
from autograd_playground.engine.language import run
from autograd_playground.engine.language.foreign_names import ANYWHERE, LIBRARIES, OBJECTS
from autograd_playground.engine.language.spelling import misspelt
from autograd_playground.engine.ops import NAMED
from autograd_playground.engine.trace.tape import Tape

X = "x = Value(0.5)\n"


def refusal_of(source: str) -> dict[str, Any]:
    with pytest.raises(PlaygroundError) as refusal:
        run(source, Tape())
    reply = refusal.value.reply()["error"]
    assert isinstance(reply, dict)
    return reply


def corrected(source: str, correction: dict[str, Any]) -> str:
    """The program with the correction in it."""
    line, column, end_line, end_column = correction["span"]
    lines = source.split("\n")
    before = "\n".join([*lines[: line - 1], lines[line - 1][:column]])
    after = "\n".join([lines[end_line - 1][end_column:], *lines[end_line:]])
    return f"{before}{correction['text']}{after}"


@pytest.mark.parametrize(
    ("program", "becomes"),
    [
        (X + "y = x.square()", X + "y = x**2"),
        (X + "y = 2 * x.square()**2", X + "y = 2 * (x**2)**2"),
        (X + "y = (x + 1).square() + 1", X + "y = ((x + 1)**2) + 1"),
        (X + "y = square(x + 1)", X + "y = (x + 1)**2"),
        (X + "y = x * x.detach()", X + "y = x * Value(x.data)"),
        (X + "y = x.item() * x", X + "y = x.data * x"),
        (X + "y = x.data.item() * x", X + "y = x.data * x"),
        (X + "y = x.data.tanh()", X + "y = x.tanh()"),
        (X + "y = x.log10()", X + "y = math.log(x, 10)"),
        (X + "y = x * log2(x + 1)", X + "y = x * math.log(x + 1, 2)"),
        (X + "y = 2 * x.log1p()", X + "y = 2 * (log(1 + x))".replace("(log(1 + x))", "log(1 + x)")),
        (X + "y = 2 * x.expm1()", X + "y = 2 * (exp(x) - 1)"),
        (X + "y = x.clamp(0, 1)", X + "y = min(max(x, 0), 1)"),
        (X + "y = x.reciprocal() * 2", X + "y = (1 / x) * 2"),
        (X + "y = x.pow(3)", X + "y = x**3"),
        (X + "y = x.neg()", X + "y = -x"),
        (X + "y = x.tnah()", X + "y = x.tanh()"),
        (X + "y = sigmod(x)", X + "y = sigmoid(x)"),
        (X + "y = Tanh(x)", X + "y = tanh(x)"),
        (X + "import numpy as np\ny = np.tanh(x) * np.pi", None),
        (X + "y = np.tanh(x)", X + "y = tanh(x)"),
        (X + "import numpy as foo\ny = foo.square(x)", X + "import numpy as foo\ny = x**2"),
        (X + "y = np.maximum(x, 0.1)", X + "y = max(x, 0.1)"),
        (X + "y = x * np.pi", X + "y = x * math.pi"),
        (X + "y = torch.nn.functional.relu(x)", X + "y = relu(x)"),
        (X + "y = F.softplus(x)", X + "y = softplus(x)"),
        (X + "y = math.log10(x)", X + "y = math.log(x, 10)"),
        (X + "y = x * math.tau", X + "y = x * (2 * math.pi)"),
        ("x = torch.tensor(0.5, requires_grad=True)\ny = x * 2", "x = Value(0.5)\ny = x * 2"),
        ("x = torch.Tensor([0.5]).double()\ny = x * 2", "x = Value(0.5)\ny = x * 2"),
        ("x = tf.Variable(0.5)\ny = x * 2", "x = Value(0.5)\ny = x * 2"),
        ("x = Value(0,5)\ny = x * 2", "x = Value(0.5)\ny = x * 2"),
        ("x = Value(0.5)\ny = tanh(2,5)", "x = Value(0.5)\ny = tanh(2.5)"),
        ("x = 0,5\ny = x * 2.0", "x = 0.5\ny = x * 2.0"),
        (X + "y == x * 3", X + "y = x * 3"),
        ("x = Value(0,05)\ny = x * 2", "x = Value(0.05)\ny = x * 2"),
        ("x = Value(-0,05)\ny = x * 2", "x = Value(-0.05)\ny = x * 2"),
        ("x = Value(1.000,5)\ny = x * 2", "x = Value(1000.5)\ny = x * 2"),
        ("x = Value(0.5)\ny = math.sin(0,5)", "x = Value(0.5)\ny = math.sin(0.5)"),
        ("x = 0,05\ny = x * 2.0", "x = 0.05\ny = x * 2.0"),
        (X + "x.data -= 0,1 * x.grad\ny = x * 2", X + "x.data -= 0.1 * x.grad\ny = x * 2"),
        (X + "x.data = x.data - 0,1 * x.grad\ny = x * 2", X + "x.data = x.data - 0.1 * x.grad\ny = x * 2"),
        (X + "y = divmod(7, 2)[0] * x", X + "y = (7 // 2, 7 % 2)[0] * x"),
        (X + "f = x.tanh\nf.backward()", X + "f = x.tanh\nf().backward()"),
        (X + "y = x * x\ny.backward()\nx.grad.zero_()\ny", X + "y = x * x\ny.backward()\nx.zero_grad()\ny"),
        (X + "y = x * x\ny.data.backward()", X + "y = x * x\ny.backward()"),
        (">>> x = Value(0.5)\n>>> y = x.square()", ">>> x = Value(0.5)\n>>> y = x**2"),
        (">>> x = Value(0.5)\nloss is 3\n>>> y = x * 2", "x = Value(0.5)\n# loss is 3\ny = x * 2"),
    ],
)  # fmt: skip
def test_a_correction_writes_what_was_meant_and_runs(program: str, becomes: str | None) -> None:
    correction = refusal_of(program)["correction"]
    after = corrected(program, correction)
    if becomes is None:
        after = corrected(after, refusal_of(after)["correction"])
    else:
        assert after == becomes
    run(after, Tape())


@pytest.mark.parametrize(
    ("program", "excerpt"),
    [
        (X + "y = x.sign()", "x / abs(x)"),
        (X + "y = x.softmax()", "sum(es)"),
        (X + "y = softmax([x])", "sum(es)"),
        (X + "x.requires_grad = True", "Every Value takes part"),
        (X + "y = x.atan()", "1 / (1 + x**2)"),
        (X + "y = atan2(x, x)", "quotient"),
        (X + "y = floor(x)", "math.floor(x)"),
        ("x = [Value(1.0)]\ny = x.mean()", "sum(xs) / len(xs)"),
        ("y = np.mean([1.0])", "sum(xs) / len(xs)"),
        ("y = np.array([1.0])", "A list does its work"),
        ("import numpy\ny = numpy.foo(1)", "Lists, sum() and math"),
        ("plt.plot([1])", "The page draws"),
        ("nn.Linear(2, 3)", "Layer(3, 4)"),
        ("optimizer.step()", "p.data -= 0.1 * p.grad"),
        ("random.randint(1, 6)", "random.random()"),
        ("import re\nre.compile('x')", "There are math, random and micrograd"),
        ("x = input('x')", "Nobody can be asked"),
        ("open('a.txt')", "no files"),
        (X + "y = x**4\ny.backward()\nx.grad.backward()", "plain number, which has no graph"),
        ("x = 0\nfor k in [0]: print(1/k)", "because k is 0"),
        ("1/0", "Value(1) / 0"),
        ("0/0", "it is nan"),
        (X + "f = x.tanh\ny = f * 2", "brackets behind it"),
        # a comma that may well be meant
        ("def f(a): return a\nf(0,5)", "takes 1 arguments, but gets 2"),
        ("x = Value(0,5,1)", "takes 1 to 2 arguments, but gets 3"),
        ("isinstance(1,5)", "needs a type"),
        ("x = [0,05]", "If it is one number, write 0.05"),
        ("f(0,05)", "If it is one number, write 0.05"),
        ("x = 0,05,1", "If it is one number, write 0.05"),
        # Python's own functions
        ("bytes(3)", "Text is a string here"),
        ("complex(1, 2)", "Only real numbers"),
        ("hex(3)", "ten digits"),
        ("super()", "write functions with def"),
    ],
)
def test_what_has_no_certain_correction_gets_a_way(program: str, excerpt: str) -> None:
    error = refusal_of(program)
    assert excerpt in f"{error['message']} {error['hint']}"
    assert "correction" not in error


@pytest.mark.parametrize(
    ("program", "excerpt", "text"),
    [
        (X + "y = x * x\ny.backward\nprint(x.grad)", "does not call it", "()"),
        (X + "y = x * x\ny == x\ny", "To assign, write one =", None),
        ("a = 2,5\nx, y = a\nx * y", "tuple of two numbers, 2 and 5", "2.5"),
        (X + "y = x * x\ny.backward", "does not call it", "()"),
        (X + "y = x * x\ny.backward()\ny.backward", "does not call it", "()"),
        (X + "y = x * x\nx < 1", "To assign, write one =", None),
        (X + "[1, 2]", "The last line gives a list", None),
        ("[1, 2]", "The last line gives a list", None),
        ("math", "The last line gives the module math", None),
        (X + "(x for x in [1])", "The last line gives a generator", None),
        ("1 < 2 < 3", "The last line gives True or False", None),
        (X + "y = 0,1 * x", "For one number write a point: 0.1", "0.1"),
        (X + "y = x * x\nz = 1 if y == 2 else 3\ny", "write y.data == 2", "y.data == 2"),
        (
            X + "y = x * x\nz = 1 if y != x else 3\ny",
            "is True. For the numbers write y.data != x.data",
            "y.data != x.data",
        ),
        (X + "z = 1 if x * 2 == 1 else 3\nx * 2", "write .data behind a Value", None),
        ("2*3+4", "before any Value saw it", "a = 2\nb = 3\nc = 4\na*b+c"),
        ("(2 + 3)**2", "before any Value saw it", "a = 2\nb = 3\nc = 2\n(a + b)**c"),
        ("x = 2*3+4", "before any Value saw it", None),
    ],
)
def test_a_line_that_does_something_else_than_it_seems_gets_a_warning(
    program: str, excerpt: str, text: str | None
) -> None:
    tape = Tape()
    run(program, tape)
    (slip,) = tape.slips.values()
    assert excerpt in slip.message
    assert (slip.correction and slip.correction.text) == text


@pytest.mark.parametrize(
    "program", ["x = [0,5]", "x = (0,5)", "x = 0,5,7", "x = 0, 5", "def f(a, b): return a\nx = f(0,5)", "x, y = 0,5"]
)
def test_a_comma_that_separates_gets_no_warning(program: str) -> None:
    tape = Tape()
    run(program, tape)
    assert not tape.slips


@pytest.mark.parametrize(
    "program",
    [
        X + "y = x * x\ny.backward()",
        "a, b = 2, 5\na * b",
        "h = 0.001\nx = 3.0\ny = (x + h)**2",
        "x = 2.0\ny = x * 3\nk = 2 * 3",
    ],
)
def test_a_program_without_a_slip_gets_no_warning(program: str) -> None:
    tape = Tape()
    run(program, tape)
    assert not tape.slips


@pytest.mark.parametrize(
    ("program", "excerpt"),
    [
        ("a = Value(2.0, lable='a')", "Did you mean label?"),
        ("x = train()", "Define it first, with def."),
        ("x = eval('1')", "Text is never run here"),
        ("ok = true", "Write True."),
        ("x = none", "Write None."),
        ("a = Value(2.0)\nb = a*a\nb.backward()\nprint(a.grad())", "A number is read without brackets"),
        ("print(1, end=3)", "Write end=', ', for example."),
    ],
)
def test_a_slip_in_a_call_or_a_constant_gets_its_own_way(program: str, excerpt: str) -> None:
    assert excerpt in refusal_of(program)["hint"]


def test_no_foreign_name_is_taken_for_another_function() -> None:
    foreign = set(ANYWHERE) | {"tan", "sinh", "cosh", "erf", "log10", "log2", "exp2", "asin", "acos", "isnan"}
    for name in sorted(foreign - set(NAMED)):
        near = misspelt(name, NAMED)
        assert not near or near.lower() == name.lower().replace("_", ""), (name, near)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("tnah", "tanh"), ("tanhh", "tanh"), ("sigmoids", "sigmoid"), ("simgoid", "sigmoid"), ("Sqrt", "sqrt"),
        ("sqrtt", "sqrt"), ("softpuls", "softplus"), ("reul", "relu"), ("atanh", ""), ("log10", ""), ("logs2", ""),
        ("relu6", ""), ("cost", ""), ("sign", ""), ("detach", ""), ("square", ""), ("ta", ""), ("x", ""), ("silu2", ""),
        ("_tanh", ""),
    ],
)  # fmt: skip
def test_only_a_slip_of_the_pen_is_a_misspelling(name: str, meant: str) -> None:
    assert misspelt(name, NAMED) == meant


def test_a_name_with_another_digit_is_another_name() -> None:
    assert misspelt("loss1", ["loss2"]) == ""
    assert misspelt("losss", ["loss2", "loss"]) == "loss"


def test_every_row_is_a_sentence_or_a_template() -> None:
    for name, (template, reason) in ANYWHERE.items():
        assert template or reason, name
        assert not reason or reason.endswith((".", "...")), name
        assert set(re.findall(r"\{(\w)\}", template)) <= set("xyz"), name
    for sentence in [*OBJECTS.values(), *(instead for _, instead in LIBRARIES.values())]:
        assert sentence.endswith("."), sentence


@pytest.mark.parametrize("name", [name for name, (template, _) in ANYWHERE.items() if template])
def test_what_a_template_writes_is_python_of_this_language(name: str) -> None:
    """It may need other operands; it is no syntax error, and it names nothing that is not here."""
    template = ANYWHERE[name][0]
    operands = {"x": "[0.5]" if "sum" in template or "sorted" in template else "x", "y": "0.25", "z": "0.75"}
    for letter, text in operands.items():
        template = template.replace(f"{{{letter}}}", text)
    code = ""
    try:
        run(f"x = Value(0.5)\ny = {template}\nx", Tape())
    except PlaygroundError as error:
        code = error.code
    assert code in ("", "type", "value")
