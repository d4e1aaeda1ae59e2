"""Evaluator of the formulas of the steps: the little LaTeX that the engine writes, with numbers for the names."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from autograd_playground.engine.ops import NAMED

_TOKEN = re.compile(r"\\[A-Za-z]+|\d+(?:\.\d+)?|\S")
_TEXTTT = re.compile(r"\\texttt\{([^{}]*)\}")
_ENDS = ("+", "-", ")", "}", "]", ",", "<", ">", r"\right", "")
_OTHER_NAMES = {"ln": "log", "sigma": "sigmoid"}

FUNCTIONS: dict[str, Callable[..., float]] = {
    **{name: op.forward for name, op in NAMED.items()},
    "sign": lambda x: float((x > 0) - (x < 0)),
}


def evaluate(formula: str, names: Mapping[str, float], upstream: float) -> float:
    """The formula's number; `names` also has texts in typewriter, and `upstream` is any quotient of differentials."""
    return _Parser(formula, names, upstream).result()


class _Parser:
    def __init__(self, formula: str, names: Mapping[str, float], upstream: float) -> None:
        self._names = dict(names)
        self._upstream = upstream
        for i, text in enumerate(dict.fromkeys(_TEXTTT.findall(formula))):
            stand_in = chr(0xE000 + i)  # one letter, from the private use area
            formula = formula.replace(rf"\texttt{{{text}}}", stand_in)
            self._names[stand_in] = names[text]
        self._tokens: list[str] = [*_TOKEN.findall(formula), ""]
        self._index = 0

    def result(self) -> float:
        number = self._sum()
        assert self._peek() == "", self._tokens[self._index :]
        return number

    def _peek(self) -> str:
        return self._tokens[self._index]

    def _take(self, *expected: str) -> str:
        token = self._peek()
        assert not expected or token in expected, (token, expected)
        self._index += 1
        return token

    def _sum(self) -> float:
        negative = self._peek() == "-" and self._take()
        total = -self._product() if negative else self._product()
        while self._peek() in ("+", "-"):
            total = total + self._product() if self._take() == "+" else total - self._product()
        return total

    def _product(self) -> float:
        """Factors with a dot or with nothing between them."""
        product = self._power()
        while self._peek() not in _ENDS:
            if self._peek() == r"\cdot":
                self._take()
            product *= self._power()
        return product

    def _power(self) -> float:
        base = self._atom()
        if self._peek() == "^":
            self._take()
            return math.pow(base, self._argument())
        return base

    def _argument(self) -> float:
        """A group in braces, or one token."""
        if self._peek() != "{":
            return self._atom()
        return self._group("{", "}")

    def _group(self, opening: str, closing: str) -> float:
        self._take(opening)
        number = self._sum()
        self._take(closing)
        return number

    def _atom(self) -> float:
        token = self._peek()
        if token == "(":
            return self._group("(", ")")
        if token == "{":
            return self._group("{", "}")
        self._take()
        if token.startswith("\\"):
            return self._command(token[1:])
        if token[0].isdigit():
            return float(token)
        return math.e if token == "e" else self._names[token]

    def _command(self, name: str) -> float:
        if name == "frac":
            return self._fraction()
        if name == "sqrt":
            return math.sqrt(self._argument())
        if name == "pi":
            return math.pi
        if name == "left":
            bar = self._take("(", "|") == "|"
            number = self._sum()
            self._take(r"\right")
            self._take("|" if bar else ")")
            return abs(number) if bar else number
        if name == "mathbf":
            return self._indicator()
        if name == "operatorname":
            self._take("{")
            letters = []
            while self._peek() != "}":
                letters.append(self._take())
            self._take("}")
            name = "".join(letters)
        return self._call(FUNCTIONS[_OTHER_NAMES.get(name, name)])

    def _fraction(self) -> float:
        if self._tokens[self._index + 1] != r"\partial":
            return self._argument() / self._argument()
        for _ in range(2):
            while self._take() != "}":
                pass
        return self._upstream

    def _indicator(self) -> float:
        for token in "{1}[":
            self._take(token)
        left, sign, right = self._sum(), self._take("<", ">"), self._sum()
        self._take("]")
        return float(left < right if sign == "<" else left > right)

    def _call(self, function: Callable[..., float]) -> float:
        exponent = 1.0
        if self._peek() == "^":  # \tanh^2(x)
            self._take()
            exponent = self._argument()
        if self._peek() != "(":
            return math.pow(function(self._power()), exponent)
        arguments = []
        while self._take("(", ",", ")") != ")":
            arguments.append(self._sum())
        return math.pow(function(*arguments), exponent)
