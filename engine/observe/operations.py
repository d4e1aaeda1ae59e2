"""Names under which readers define operations, and the row of the table that each name means."""

from __future__ import annotations

from typing import NamedTuple

from ..ops import OPS, POW_NUMBER, Op


class Meaning(NamedTuple):
    """What a name promises.

    row      the operation's row
    swapped  whether the first argument is the second operand, as in `__rsub__`
    certain  whether another forward value is an error; a free function called `add` or `log` may mean something else
    """

    row: Op
    swapped: bool = False
    certain: bool = True


_OPERATORS = {"add": "+", "sub": "-", "mul": "*", "truediv": "/", "pow": "**"}
_WORDS = {
    "add": "+", "plus": "+", "sub": "-", "subtract": "-", "minus": "-", "mul": "*", "multiply": "*", "times": "*",
    "div": "/", "divide": "/", "truediv": "/", "pow": "**", "power": "**", "neg": "neg", "negative": "neg",
    "log": "log", "ln": "log", "maximum": "max", "minimum": "min", "max": "max", "min": "min", "softplus": "softplus",
    "silu": "silu", "abs": "abs", "absolute": "abs", "logistic": "sigmoid", "square_root": "sqrt",
}  # fmt: skip
_FUNCTIONS = ("exp", "tanh", "relu", "sigmoid", "sin", "cos", "tan", "sinh", "cosh", "sqrt", "erf")

MEANINGS: dict[str, Meaning] = {
    **{f"__{word}__": Meaning(OPS[name]) for word, name in _OPERATORS.items()},
    **{f"__r{word}__": Meaning(OPS[name], swapped=True) for word, name in _OPERATORS.items()},
    **{f"__i{word}__": Meaning(OPS[name]) for word, name in _OPERATORS.items()},
    "__neg__": Meaning(OPS["neg"]),
    "__abs__": Meaning(OPS["abs"]),
    **{name: Meaning(OPS[name]) for name in _FUNCTIONS},
    **{word: Meaning(OPS[name], certain=False) for word, name in _WORDS.items()},
}

# Numbers at which a function is compared with its row; those at which the row has no finite value are left out. Beside
# kinks on both sides, and so far out that a function that ends somewhere shows it.
ONE = (-7.5, -1.25, -0.3, 0.4, 1.5, 8.25)
TWO = ((2.0, 3.0), (-1.5, 0.5), (0.75, -2.25), (3.0, 3.0), (1.25, 2.0))


def meaning_of(name: str) -> Meaning | None:
    """What the name of a function promises; None for a name of the reader's own."""
    return MEANINGS.get(name) or MEANINGS.get(name.strip("_"))


def with_number(row: Op) -> Op:
    """The row for a plain number as the second operand, which gets no gradient."""
    return POW_NUMBER if row.name == "**" else row
