"""Golden set of the elementary functions: inputs over every range, and the results to the last bit.

`python -m tests.support.make_elementary_golden` writes it again, which only a change of the functions can require.
Floats are written by `float.hex`, one row of arguments and result per line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from hashlib import sha256
from math import inf, ldexp, nan
from random import Random
from typing import NamedTuple

from autograd_playground.engine import elementary
from tests.support.server import ROOT

GOLDEN = ROOT / "tests/data/elementary_golden.json"
ROWS = 300

Arguments = tuple[float, ...]
Draw = Callable[[Random], Arguments]
Golden = dict[str, list[list[str]]]


def between(low: float, high: float) -> Draw:
    return lambda rng: (rng.uniform(low, high),)


def of_size(low: int, high: int) -> Draw:
    """Either sign, with an exponent of two from `low` up to `high`."""
    return lambda rng: (_of_size(rng, low, high) * rng.choice((-1.0, 1.0)),)


def positive(low: int, high: int) -> Draw:
    return lambda rng: (_of_size(rng, low, high),)


def _of_size(rng: Random, low: int, high: int) -> float:
    return ldexp(1.0 + rng.random(), rng.randrange(low, high))


def near_one(rng: Random) -> Arguments:
    return (1.0 + ldexp(rng.uniform(-1.0, 1.0), rng.randrange(-50, -1)),)


def powers(base: Draw, exponent: Draw) -> Draw:
    return lambda rng: base(rng) + exponent(rng)


def power_of_size(low: float, high: float) -> Draw:
    """A base of any size, and an exponent with which the power is between about e**low and e**high."""

    def draw(rng: Random) -> Arguments:
        base = _of_size(rng, -1000, 1000)
        return base, rng.uniform(low, high) / elementary.log(base)

    return draw


ANY_SIZE = of_size(-1022, 1023)
ANGLES = [
    between(-0.8, 0.8),
    between(-7.0, 7.0),
    between(-1e5, 1e5),
    between(-1.1e6, 1.1e6),
    of_size(20, 1023),
    ANY_SIZE,
]


class Row(NamedTuple):
    """The tests of one elementary function.

    exact   the function by mpmath, as an expression of its argument x, or of x and y; without cancellation
    bound   the largest error, in units of the last place of the exact result
    ranges  its common inputs, the borders where its formula changes, those where its results leave the normal numbers
    odd     whether f(-x) is -f(x)
    rising  whether it never falls
    """

    exact: str
    bound: float
    ranges: Sequence[Draw]
    odd: bool = False
    rising: bool = False


TABLE = {
    "exp": Row(
        "exp(x)",
        1.2,
        [between(-1, 1), between(-10, 10), between(-708, 709.7), between(-745.2, -707), of_size(-60, 9), ANY_SIZE],
        rising=True,
    ),
    "log": Row(
        "log(x)",
        0.9,
        [
            between(0.5, 2),
            between(0.70, 0.72),
            between(1.40, 1.42),
            near_one,
            positive(-1074, 1023),
            between(0, 1e-308),
        ],
        rising=True,
    ),
    "tanh": Row(
        "tanh(x)",
        1.5,
        [between(-1, 1), between(0.9, 1.1), between(-3, 3), between(-22, 22), of_size(-60, 4), ANY_SIZE],
        odd=True,
        rising=True,
    ),
    "sigmoid": Row(
        "exp(min(x, 0)) / (1 + exp(-abs(x)))",
        1.7,
        [between(-1.1, 1.1), between(-5, 5), between(-40, 40), between(-745.2, -650), of_size(-60, 9), ANY_SIZE],
        rising=True,
    ),
    "softplus": Row(
        "max(x, 0) + log1p(exp(-abs(x)))",
        1.7,
        [between(-1, 1), between(-5, 5), between(-40, 40), between(-745.2, -650), of_size(-60, 9), ANY_SIZE],
        rising=True,
    ),
    "sin": Row("sin(x)", 1.5, ANGLES, odd=True),
    "cos": Row("cos(x)", 1.5, ANGLES),
    "tan": Row("tan(x)", 1.6, ANGLES, odd=True),
    "sinh": Row(
        "sinh(x)",
        1.8,
        [between(-1, 1), between(0.9, 1.4), between(-22, 22), between(-709, 709), between(698, 710.5), of_size(-60, 9)],
        odd=True,
        rising=True,
    ),
    "cosh": Row(
        "cosh(x)",
        1.8,
        [between(-1, 1), between(0.9, 1.4), between(-22, 22), between(-709, 709), between(698, 710.5), of_size(-60, 9)],
    ),
    "power": Row(
        "power(x, y)",
        1.3,
        [
            powers(between(0, 10), between(-10, 10)),
            powers(between(-10, 10), lambda rng: (float(rng.randrange(-20, 20)),)),
            powers(near_one, of_size(-10, 60)),
            powers(positive(-1074, 1023), of_size(-30, -8)),
            power_of_size(-708, 709.7),
            power_of_size(-745.2, -707),
        ],
    ),
    "erf": Row(
        "erf(x)",
        1.0,
        [
            between(-0.9, 0.9),
            between(0.8, 1.3),
            between(-3, 3),
            between(2.8, 6.1),
            of_size(-60, 3),
            of_size(-1074, 1023),
        ],
        odd=True,
        rising=True,
    ),
}

SPECIAL = (0.0, 1.0, 0.5, 2.0, 3.0, 20.0, 709.0, 710.0, 745.0, 746.0, 5e-324, 2.2250738585072014e-308, 1e308, inf)
SIGNED = (nan, *SPECIAL, *(-x for x in SPECIAL))


def inputs(name: str, count: int, seed: int = 1) -> list[Arguments]:
    """The special values, then `count` more drawn from all ranges in turn; they depend on the seed only."""
    ranges = TABLE[name].ranges
    rng = Random(f"{name} {seed}")
    special = [(x, y) for x in SIGNED for y in SIGNED] if name == "power" else [(x,) for x in SIGNED]
    return special + [ranges[i % len(ranges)](rng) for i in range(count)]


def result(name: str, arguments: Arguments) -> float:
    value: float = getattr(elementary, name)(*arguments)
    return value


def golden_set() -> Golden:
    return {
        name: [[x.hex() for x in (*arguments, result(name, arguments))] for arguments in inputs(name, ROWS)]
        for name in TABLE
    }


def differences(golden: Golden) -> list[str]:
    """The rows that this Python computes differently."""
    found = []
    for name, rows in golden.items():
        for *arguments, expected in rows:
            got = result(name, tuple(map(float.fromhex, arguments))).hex()
            if got != expected:
                found.append(f"{name}({', '.join(arguments)}) is {got}, not {expected}")
    return found


def digests(count: int, seed: int) -> list[str]:
    """A digest per function of its results at `count` points, short enough to send from one Python to another."""
    found = []
    for name in TABLE:
        results = " ".join(result(name, arguments).hex() for arguments in inputs(name, count, seed))
        found.append(f"{name} {sha256(results.encode()).hexdigest()}")
    return found


def load() -> Golden:
    golden: Golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    return golden


def write() -> None:
    blocks = [f'"{name}": [\n' + ",\n".join(map(json.dumps, rows)) + "\n]" for name, rows in golden_set().items()]
    GOLDEN.write_text("{\n" + ",\n".join(blocks) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    write()
