"""Tests of plain style: named numbers are leaves of the graph, and Python's numbers wherever Python needs a number."""

from __future__ import annotations

import contextlib
import io

import pytest

from autograd_playground.engine.errors import PlaygroundError
from autograd_playground.engine.language import run
from autograd_playground.engine.ops import NAMED
from autograd_playground.engine.service import api
from autograd_playground.engine.trace.tape import Tape, reachable

# Programs without fields of a Value, so that Python itself runs them.
AS_PYTHON = [
    "n = 4\nx = 1.5\ny = x\nfor i in range(n - 1):\n    y = y * x\nprint(y)",
    "xs = [1.0, 2.0, 3.0]\nk = 3\nx = 2.0\ny = xs[k - 1] * x\nprint(y)",
    "x = 2.0\nk = 4\ny = x * 3 if k % 2 == 0 else x\nprint(y)",
    "x = 2.345\ny = x * 2\nprint(round(y, 1), round(y), int(y), float(y), round(x, 1) * 2)",
    "h = 0.001\nx = 3.0\nslope = ((x + h)**2 - x**2) / h\nprint(slope)",
    "n = 3\nprint(n, -n, +n, n + 1, n - 1, n * 2, n / 2, n // 2, n % 2, n**2, n**-1, n * 1.0, abs(-n), 7 // n, 7 % n)",
    "n = 3\nm = n\nm += 1\nm *= n\nm -= 2\nm //= 3\nm **= 2\nm %= 7\nprint(n, m)\nm /= 2\nprint(m)",
    "epochs = 20\nx = 1.0\nfor k in range(epochs // 2):\n    x = x * 1.1\n    if k % (epochs // 4) == 0:\n"
    "        print(k, x)",
    "n = 4\nw = 0.5\nprint([w] * (n - 1), [0] * n, (1,) * (n // 2), 'ab' * (n - 2))",
    "xs = [1, 2, 3, 4]\ni = 1\nj = 3\nxs[i] = 7\nxs[i + 1] += 2\nprint(xs[i:j], xs[-i], xs[::i + 1], xs[:j - i])",
    "a = 7\nb = 2\nprint(a == 7, a != b, a < b, a >= b, 1 < b < a, max(a, b), min(a, 1.5, b), max([a, b]))",
    "a = 7\nif a % 2 == 1 and a - 6 > 0:\n    print('odd')\nelif a > 100:\n    print('large')",
    "a = 7\nx = 0.5\nprint(f'{a} {a:d} {a:>4} {x:.3f} {x} {a / 2} {a // 2:03d} {x:.0%}')",
    "def f(x, n):\n    total = 0\n    for i in range(n):\n        total += x ** i\n    return total\nn = 4\nx = 2.0\n"
    "print(f(x, n), f(3, n - 1), f(2, 2))",
    "def fact(n):\n    return 1 if n == 0 else n * fact(n - 1)\nk = 5\nprint(fact(k))",
    "count = 0\ntotal = 0.0\nfor x in [1.5, 2.5]:\n    count += 1\n    total += x\nprint(count, total / count)",
    "for lr in [0.1, 0.01]:\n    w = 1.0\n    w = w - lr * 2 * w\n    print(lr, w)",
    "xs = []\nn = 3\nfor i in range(n):\n    xs.append(i * n)\nprint(xs, len(xs), xs[n - 1], sum(xs))",
    "n = 5\nprint([i * n for i in range(n) if i % 2 == n % 2], list(enumerate([n], n)), list(range(0, n, n - 3)))",
    "import math\nn = 16\nprint(math.sqrt(n), math.sqrt(n) * 2, math.pow(n, 2), math.cos(n - 16), int(math.sqrt(n)))",
    "from math import sqrt\nn = 16\nr = sqrt(n)\nprint(r, r == 4)",
    "a = 2**53 + 1\nprint(a, a + 1, a - 1, a == 2**53)",
    "a = 3\nb = True\nc = a > 2\nprint(b, c, a + b, a * True, c == b)",
    "a = 3\nprint([a, (a, 2.0), [a / 2]], str(a), (a,))",
    "a = b = 3\na, b = b + 1, a\nprint(a, b)",
    "x = -0.0\nprint(x, -x, x + 0, abs(x))",
    "x = 1e308\nprint(x * 10, x * 10 - x * 10 == 0, 1e-320 / 2)",
    "step = 2\nxs = [0, 1, 2, 3]\nprint(xs[::step], xs[::-step], range(step), list(range(step)))",
    "low = -1\nhigh = 1\nn = 4\nprint([low + (high - low) * i / n for i in range(n + 1)])",
    "a = 1.0\nprint(-a ** 2, (-a) ** 2, 2 ** a, a / 3, 1 / 3 * a)",
    "a = 10.0\nb = 49.0\nprint(a / b, 1 / b, a / b * b)",
    "tau = 2\nfor i in range(tau):\n    tau = tau - 1\nprint(tau)",
]


def tape_of(source: str, **leaves: float) -> Tape:
    tape = Tape(overrides={int(ordinal.removeprefix("leaf")): data for ordinal, data in leaves.items()})
    run(source, tape)
    return tape


def printed(source: str) -> list[str]:
    return [output.text for output in tape_of(source).outputs]


@pytest.mark.parametrize("source", AS_PYTHON)
def test_a_plain_program_prints_what_python_prints(source: str) -> None:
    expected = io.StringIO()
    with contextlib.redirect_stdout(expected):
        exec(source, {})
    assert printed(source) == expected.getvalue().splitlines()


@pytest.mark.parametrize("level", ["compact", "lecture", "atoms"])
def test_the_level_of_detail_changes_no_printed_number(level: str) -> None:
    source = "x = 0.7\nk = 3\nprint(x / k, 0.7 / k == x / k, sqrt(x), x - k, tanh(x), sigmoid(x), softplus(x), silu(x))"
    reply = api.handle({"method": "trace", "params": {"source": source, "level": level}})
    numbers = [op.forward(0.7) for op in (NAMED[name] for name in ("tanh", "sigmoid", "softplus", "silu"))]
    assert reply["output"][0]["text"] == " ".join(map(str, [0.7 / 3, True, 0.7**0.5, 0.7 - 3, *numbers]))


# A program, its root and the labels of the leaves that are drawn.
DRAWN = [
    ("n = 4\nx = 1.5\ny = x\nfor i in range(n - 1):\n    y = y * x", 5.0625, ["x"]),
    ("xs = [1.0, 2.0, 3.0]\nk = 3\nx = 2.0\ny = xs[k - 1] * x", 6.0, ["x"]),
    ("x = 2.0\nk = 4\ny = x * 3 if k % 2 == 0 else x", 6.0, ["x"]),
    ("x = 2.345\ny = x * 2\nprint(round(y, 1))", 4.69, ["x"]),
    ("h = 0.001\nx = 3.0\nslope = ((x + h)**2 - x**2) / h\nprint(slope)", 6.000999999999479, ["h", "x"]),
    ("x = 3.0\nn = 4\ny = x * x\nfor i in range(n - 1):\n    print(i)", 9.0, ["x"]),
    ("x = 3.0\nn = 4\ny = x * x\nfor i in range(n):\n    if i == n - 1:\n        print(i, y)", 9.0, ["x"]),
    ("x = 3.0\nn = 4\ny = x * x\nif y / n > n / x:\n    print('large')", 9.0, ["x"]),
    ("x = 3.0\ny = x * x\nif y > 1:\n    print('large')", 9.0, ["x"]),
    ("x = 3.0\nn = 4\ny = x * x\nm = n - 1\nprint([y] * m)", 9.0, ["x"]),
    ("x = 3.0\nn = 4\ny = x * x\nprint([1, 2, 3][n - 2], [1, 2, 3][n - 3:n - 1])", 9.0, ["x"]),
    ("x = 2.0\ny = 1.0\nk = 0\nfor i in range(3):\n    y = y * x\n    k += 1\nprint(k, y)", 8.0, ["x", "y"]),
    ("x = 2.0\ny = 1.0\nk = 0\nfor i in range(3):\n    y = y * x\n    k = 1 + k\nprint(k, y)", 8.0, ["x", "y"]),
    ("x = 2.0\nh = 0.1\ny = x * x\nx.data += h * 2\nprint(x.data)", 4.0, ["x"]),
    ("k = 1\nk = k + 1", 2.0, ["k"]),
    ("n = 3\nm = n * 2\nfor i in range(m):\n    print(i)", 6.0, ["n"]),
    ("k = 3\nx = 2.0\ny = x**k", 8.0, ["k", "x"]),
    ("x = 2.5\nk = 2\ny = round(x * k) * x", 12.5, ["x"]),
]


@pytest.mark.parametrize(("source", "root", "leaves"), DRAWN)
def test_a_name_that_was_only_a_number_is_not_drawn(source: str, root: float, leaves: list[str]) -> None:
    tape = tape_of(source)
    assert tape.last is not None
    assert tape.last.data == root
    assert [value.label for value in reachable(tape.last) if value.kind == "leaf"] == leaves


def test_gradient_descent_with_a_named_rate() -> None:
    source = (
        "x = 3.0\nlr = 0.1\nsteps = 6\nfor k in range(steps // 2):\n    y = (x - 1)**2\n    x.grad = 0\n"
        "    y.backward()\n    x.data -= lr * x.grad\nprint(x.data, x)"
    )
    x = 3.0
    for _ in range(3):
        x -= 0.1 * (2 * (x - 1))
    assert printed(source) == [f"{x!r} {x!r}"]


def test_a_rate_that_decays_is_a_number_as_well() -> None:
    source = "x = 3.0\nlr = 0.1\ny = x * x\ny.backward()\nlr = lr / 2\nx.data += -lr * x.grad\nprint(lr, x.data)"
    assert printed(source) == ["0.05 2.7"]


@pytest.mark.parametrize(
    ("source", "character", "excerpt"),
    [
        ("n = 5\nfor i in range(n / 2): i", "2.5", "Write // to divide whole numbers"),
        ("n = 5\nxs = [1]\nxs[n * 0.0]", "0.0", "whole number"),
        ("n = 5\nfor i in n: i", "a whole number", "range(10)"),
        ("n = 5\nif n: n", "a whole number", "x > 0"),
        ("x = 5.0\nx(2)", "A number is not a function", "write *"),
        ("x = 5.0\nlen(x)", "A number has no items", "xs[0]"),
        ("n = 10\nm = n**18\nk = m * n\nprint(k)", "64 bits", "2.0"),
        ("n = 0\nn % n", "divides by zero", "another number"),
        ("x = 5.0\nf'{x:d}'", "The format `d` does not fit a number", "{x:.4f}"),
    ],
)
def test_a_wrong_number_is_called_what_it_is(source: str, character: str, excerpt: str) -> None:
    with pytest.raises(PlaygroundError) as refusal:
        run(source, Tape())
    assert character in refusal.value.message
    assert excerpt in refusal.value.hint


def test_where_python_would_stop_the_number_is_the_values_own() -> None:
    assert printed("x = 0.0\nprint(1 / x, x / x, log(x), exp(x + 1000), (x - 8) ** 0.5)") == ["inf nan -inf inf nan"]


def test_a_whole_number_beyond_64_bits_still_goes_through_the_graph() -> None:
    assert tape_of("n = 10\nx = 2.0\ny = n**30 * x").last.data == 2e30  # type: ignore[union-attr]


def test_a_slider_at_a_whole_number_leaves_a_count_whole() -> None:
    source = "n = 3\nx = 2.0\ny = x\nfor i in range(n - 1):\n    y = y * x\nprint(n, y)"
    assert [output.text for output in tape_of(source, leaf0=4.0).outputs] == ["4 16.0"]
    with pytest.raises(PlaygroundError, match=r"not 3\.5"):
        tape_of(source, leaf0=4.5)


def test_with_a_value_in_the_text_a_value_prints_as_a_value() -> None:
    assert printed("a = Value(2.0)\nn = 3\nprint(a * n, n, log(1.0))") == [
        "Value(data=6.0, grad=0.0) 3 Value(data=0.0, grad=0.0)"
    ]


def test_a_counter_at_the_end_of_a_loop_is_not_what_the_program_computes() -> None:
    tape = tape_of("x = 2.0\ny = 1.0\nk = 0\nfor i in range(3):\n    y = y * x\n    k += 1")
    assert tape.last is not None
    assert (tape.last.label, tape.last.data) == ("y", 8.0)


@pytest.mark.parametrize(("given", "text"), [(4, "4 3 2"), (-3, "-3 -4 -2")])
def test_a_whole_number_that_a_request_gives_is_whole(given: int, text: str) -> None:
    params = {"source": "print(n, n - 1, n // 2)", "names": {"n": given}}
    assert api.handle({"method": "trace", "params": params})["output"][0]["text"] == text
