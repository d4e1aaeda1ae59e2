"""numpy.random: the same numbers as numpy's from the same seed (Mersenne twister, legacy distributions)."""

from __future__ import annotations

import math
import operator
import random as _random
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate
from typing import Any

from .arrays import array, make, ndarray
from .dtypes import FLOAT64, INT64
from .layout import Shape
from .scalars import int64, plain

WORDS = 624
MASK = 0xFFFFFFFF


class RandomState:
    """A generator. Python has the same twister; numpy fills it from a seed and uses its bits in other ways."""

    def __init__(self, seed: Any = None) -> None:
        self._twister = _random.Random()
        self._spare: float | None = None
        self.seed(seed)

    def seed(self, seed: Any = None) -> None:
        self._spare = None
        if seed is None:
            self._twister = _random.Random()
            return
        number = operator.index(seed)
        if not 0 <= number <= MASK:
            raise ValueError("Seed must be between 0 and 2**32 - 1")
        words = [number]
        for place in range(1, WORDS):
            words.append((1812433253 * (words[-1] ^ (words[-1] >> 30)) + place) & MASK)
        self._twister.setstate((3, (*words, WORDS), None))

    def _filled(self, size: Any, draw: Callable[[], float]) -> Any:
        if size is None:
            return draw()
        shape = shape_of(size)
        return make([draw() for _ in range(math.prod(shape))], shape, FLOAT64)

    def random_sample(self, size: Any = None) -> Any:
        return self._filled(size, self._twister.random)

    def random(self, size: Any = None) -> Any:
        return self._filled(size, self._twister.random)

    def rand(self, *shape: int) -> Any:
        return self._filled(shape or None, self._twister.random)

    def uniform(self, low: float = 0.0, high: float = 1.0, size: Any = None) -> Any:
        start, width = float(low), float(high) - float(low)
        return self._filled(size, lambda: start + width * self._twister.random())

    def _gauss(self) -> float:
        """A number of the normal distribution (Marsaglia's polar method): they come in twos, the second one first."""
        if self._spare is not None:
            spare, self._spare = self._spare, None
            return spare
        while True:
            x = 2.0 * self._twister.random() - 1.0
            y = 2.0 * self._twister.random() - 1.0
            square = x * x + y * y
            if 0.0 < square < 1.0:
                factor = math.sqrt(-2.0 * math.log(square) / square)
                self._spare = factor * x
                return factor * y

    def randn(self, *shape: int) -> Any:
        return self._filled(shape or None, self._gauss)

    def standard_normal(self, size: Any = None) -> Any:
        return self._filled(size, self._gauss)

    def normal(self, loc: float = 0.0, scale: float = 1.0, size: Any = None) -> Any:
        middle, width = float(loc), float(scale)
        return self._filled(size, lambda: middle + width * self._gauss())

    def _below(self, most: int) -> int:
        """A whole number from 0 to `most`: bits until they are not too large."""
        if most > MASK:
            raise ValueError("This stand-in draws whole numbers from at most 2**32.")
        if most == 0:
            return 0
        bits = most.bit_length()
        while True:
            drawn = self._twister.getrandbits(32) & ((1 << bits) - 1)
            if drawn <= most:
                return drawn

    def randint(self, low: int, high: int | None = None, size: Any = None, dtype: Any = int) -> Any:
        first, end = (0, operator.index(low)) if high is None else (operator.index(low), operator.index(high))
        if first >= end:
            raise ValueError("low >= high" if high is not None else "high <= 0")
        if size is None:
            drawn = first + self._below(end - first - 1)
            return drawn if dtype is int else int64(drawn)
        shape = shape_of(size)
        return make([first + self._below(end - first - 1) for _ in range(math.prod(shape))], shape, INT64)

    def shuffle(self, x: Any) -> None:
        for last in reversed(range(1, len(x))):
            other = self._below(last)
            if isinstance(x, ndarray) and x.ndim > 1:
                x[[last, other]] = x[[other, last]]
            else:
                x[last], x[other] = x[other], x[last]

    def permutation(self, x: Any) -> ndarray:
        if isinstance(plain(x), int):
            order = array(list(range(plain(x))))
            self.shuffle(order)
            return order
        source = array(x, copy=True)
        if source.ndim == 1:
            self.shuffle(source)
            return source
        order = array(list(range(len(source))))
        self.shuffle(order)
        chosen: ndarray = source[order]
        return chosen

    def choice(self, a: Any, size: Any = None, replace: bool = True, p: Any = None) -> Any:
        whole = isinstance(plain(a), int)
        count = plain(a) if whole else len(a)
        if count == 0:
            raise ValueError("'a' cannot be empty unless no samples are taken")
        shape = () if size is None else shape_of(size)
        wanted = math.prod(shape)
        if p is not None:
            places = self._weighted(array(p, FLOAT64).tolist(), count, wanted, replace)
        elif replace:
            places = [self._below(count - 1) for _ in range(wanted)]
        else:
            if wanted > count:
                raise ValueError("Cannot take a larger sample than population when 'replace=False'")
            places = self.permutation(count).tolist()[:wanted]
        if size is None:
            return int64(places[0]) if whole else array(a)[places[0]]
        chosen = make(places, shape, INT64)
        return chosen if whole else array(a)[chosen]

    def _weighted(self, weights: list[float], count: int, wanted: int, replace: bool) -> list[int]:
        if len(weights) != count:
            raise ValueError("'a' and 'p' must have same size")
        if any(weight < 0 for weight in weights):
            raise ValueError("probabilities are not non-negative")
        if abs(math.fsum(weights) - 1.0) > 1e-8:
            raise ValueError("probabilities do not sum to 1")
        if not replace:
            raise ValueError("This stand-in draws with weights only where replace is True.")
        bounds = list(accumulate(weights))
        bounds = [bound / bounds[-1] for bound in bounds]
        return [bisect_right(bounds, self._twister.random()) for _ in range(wanted)]


def shape_of(size: Any) -> Shape:
    if isinstance(size, (tuple, list)):
        return tuple(operator.index(length) for length in size)
    return (operator.index(size),)


_state = RandomState()
seed = _state.seed
random_sample = _state.random_sample
random = _state.random
rand = _state.rand
uniform = _state.uniform
randn = _state.randn
standard_normal = _state.standard_normal
normal = _state.normal
randint = _state.randint
shuffle = _state.shuffle
permutation = _state.permutation
choice = _state.choice


def check_random_state(given: Any) -> RandomState:
    """The generator that scikit-learn's `random_state` names."""
    if given is None:
        return _state
    return given if isinstance(given, RandomState) else RandomState(given)


__all__ = [
    "RandomState",
    "choice",
    "normal",
    "permutation",
    "rand",
    "randint",
    "randn",
    "random",
    "random_sample",
    "seed",
    "shuffle",
    "standard_normal",
    "uniform",
]
RandomState.__module__ = "numpy.random"
