"""Local derivatives of the reader's own operations, at the numbers of a recording.

An operation that gives what its row of the table gives has the row's derivatives. That of any other one is measured by
differences of the reader's own function.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf, isfinite, nan
from typing import Any, NamedTuple

from ...difference import RATIO, Estimate, estimate, ladder
from ...ops import OPS, POW_NUMBER, Op
from ..operations import ONE, TWO, Meaning, meaning_of, with_number
from ..recording import Call, Observed, Recording
from .attributes import Attributes
from .precision import DOUBLE, is_single
from .trials import Input, Trials

MAX_CALLS = 6_000  # of the reader's operations for one recording
ENOUGH = 1e-7  # relative error of a measured slope, with which no smaller step is tried
READABLE = 1e-3  # relative error of a slope that still says something
_KINKS = {"relu": (0.0, 1.0), "abs": (-1.0, 1.0), "max": (0.0, 1.0), "min": (0.0, 1.0)}


class Slope(NamedTuple):
    """A local derivative: NaN where it is not known; at a kink any number from `low` to `high` is one."""

    value: float
    error: float = 0.0
    low: float = nan
    high: float = nan


UNKNOWN = Slope(nan, inf)
NOTHING = Slope(0.0)

Verified = dict[Any, tuple[Op | None, Call]]
"""The rows that the reader's functions were found to equal; the calls keep the functions alive, which the keys name."""


class WrongForward(NamedTuple):
    """A result that is not what the name of its operation promises."""

    node: int
    call: Call
    meaning: Meaning
    numbers: tuple[float, ...]
    expected: float


class Slopes:
    """The slopes of all results of a recording.

    of       for each node, by operand
    rows     for each node the row that its operation equals; None where it has none
    inputs   for each node the row's operands
    wrong    results with another value than the name promises, in order
    stale    nodes that are not what their operands give: their data was changed since
    unread   nodes without a number, although the operation gives one
    """

    def __init__(self, recording: Recording, attributes: Attributes, rounding: float, verified: Verified) -> None:
        self._nodes = recording.nodes
        self._rounding = rounding
        self._rows = verified
        self._by_identity: dict[int, float] | None = None
        self._measured: dict[Any, tuple[Slope, Any]] = {}
        self.rows: list[Op | None] = []
        self.inputs: list[list[Input]] = []
        self.wrong: list[WrongForward] = []
        self.stale: list[int] = []
        self.unread: list[int] = []
        with Trials(recording, attributes) as self._trials:
            self.of = [self._slopes(i, node) for i, node in enumerate(self._nodes)]

    def _slopes(self, i: int, node: Observed) -> list[Slope]:
        self.rows.append(None)
        self.inputs.append([])
        if node.kind != "result" or node.call is None:
            return [UNKNOWN for _ in node.operands]
        inputs = self._trials.inputs(node)
        row = self._row(i, node, inputs) if inputs is not None else None
        for outer in node.outer:
            self._check_outer(i, node, outer)
        if row is None or inputs is None:
            return [self._by_differences(node, position) for position in range(len(node.operands))]
        self.rows[i] = row
        return self._by_row(i, node, row)

    def _by_row(self, i: int, node: Observed, row: Op) -> list[Slope]:
        inputs = self.inputs[i]
        a, b = inputs[0].number, inputs[1].number if len(inputs) > 1 else 0.0
        slopes = [NOTHING] * len(node.operands)
        is_kink = a == b and row.name in _KINKS
        for derivative, each in zip(row.derivatives, inputs, strict=False):
            if each.operand is not None:
                slope = Slope(derivative(a, b, node.data))
                slopes[each.operand] = (
                    slope._replace(low=_KINKS[row.name][0], high=_KINKS[row.name][1]) if is_kink else slope
                )
        return slopes

    def _row(self, i: int, node: Observed, inputs: list[Input]) -> Op | None:
        """The row that the node's operation equals, tried once for each function, and again at the node's numbers."""
        call = node.call
        assert call is not None
        key: Any = id(call.function), len(inputs)
        if _is_special(call, inputs):
            key = (
                key, tuple(each.number if each.operand is None else None for each in inputs),
                tuple(id(each) for each in call.arguments if isinstance(each, type)),
            )  # fmt: skip
        if key not in self._rows:
            self._rows[key] = self._matching_row(node, inputs), call
        row = self._rows[key][0]
        meaning = meaning_of(call.name)
        promised = row if row is not None and meaning is not None else _promised(meaning, inputs)
        if row is None and promised is None:
            return None
        ordered = inputs[::-1] if meaning is not None and meaning.swapped else inputs
        numbers = [each.number for each in ordered]
        self.inputs[i] = ordered
        tried = row or promised
        assert tried is not None
        expected = tried.forward(*numbers)
        if self._fits(expected, node.data):
            return row
        if node.data != node.data:
            self.unread.append(i)
            return row
        again = self._trials.value(node, [self._nodes[each].data for each in node.operands])
        if not self._same(again, node.data) and again == again:
            self.stale.append(i)
            return row
        if meaning is not None and promised is tried and _is_promised(meaning, numbers, node.data):
            self.wrong.append(WrongForward(i, call, meaning, tuple(numbers), expected))
        return None

    def _matching_row(self, node: Observed, inputs: list[Input]) -> Op | None:
        assert node.call is not None
        meaning = meaning_of(node.call.name)
        promised = _promised(meaning, inputs)
        if promised is not None:
            return promised if self._equals(node, promised, inputs, meaning is not None and meaning.swapped) else None
        if any(each.operand is None for each in inputs) or len(inputs) not in (1, 2):
            return None
        rows = (row for row in OPS.values() if row.arity == len(inputs) and row is not POW_NUMBER)
        return next((row for row in rows if self._equals(node, row, inputs, False)), None)

    def _equals(self, node: Observed, row: Op, inputs: Sequence[Input], swapped: bool) -> bool:
        """Whether the reader's function gives what the row gives, at numbers of our choice."""
        equal = 0
        for point in ONE if len(inputs) == 1 else TWO:
            numbers = list(point) if isinstance(point, tuple) else [point]
            numbers = [
                each.number if each.operand is None else number for each, number in zip(inputs, numbers, strict=True)
            ]
            expected = row.forward(*(numbers[::-1] if swapped else numbers))
            if not isfinite(expected) or isinstance(expected, complex):
                continue
            operands = [self._nodes[each].data for each in node.operands]
            for each, number in zip(inputs, numbers, strict=True):
                if each.operand is not None:
                    operands[each.operand] = number
            given = self._trials.value(node, operands)
            if given != given:
                continue  # not made for such a number, or a value that cannot be made anew
            if not self._same(given, expected):
                return False
            equal += 1
        return equal > 1 or not self._can_try(node)

    def _can_try(self, node: Observed) -> bool:
        """Whether fresh values can be made at all; where not, the node's own numbers have to do."""
        again = self._trials.value(node, [self._nodes[each].data for each in node.operands])
        return again == again

    def _check_outer(self, i: int, node: Observed, call: Call) -> None:
        """A composite operation, such as `__rsub__` that is written with `__add__`."""
        meaning = meaning_of(call.name)
        numbers = [self._number(each) for each in (*call.arguments, *call.keywords.values())]
        if meaning is None or not meaning.certain or None in numbers or len(numbers) != meaning.row.arity:
            return
        known = [number for number in numbers if number is not None]
        ordered = known[::-1] if meaning.swapped else known
        expected = meaning.row.forward(*ordered)
        if not self._fits(expected, node.data) and _is_promised(meaning, ordered, node.data):
            self.wrong.append(WrongForward(i, call, meaning, tuple(ordered), expected))

    def _number(self, argument: Any) -> float | None:
        if isinstance(argument, int | float) and not isinstance(argument, bool):
            return float(argument)
        if self._by_identity is None:
            self._by_identity = {id(node.value): node.data for node in self._nodes}
        return self._by_identity.get(id(argument))

    def _same(self, a: float, b: float) -> bool:
        return a == b or (a != a and b != b) or abs(a - b) <= 64.0 * self._rounding * max(abs(a), abs(b), 1e-300)

    def _fits(self, expected: float, given: float) -> bool:
        """Whether a result is the row's but for cancellation, as in (exp(2x) - 1)/(exp(2x) + 1) near 0."""
        return self._same(expected, given) or abs(expected - given) <= 64.0 * self._rounding

    def _by_differences(self, node: Observed, position: int) -> Slope:
        if self._nodes[node.operands[position]].kind == "constant":
            return Slope(0.0)
        assert node.call is not None
        numbers = tuple(self._nodes[each].data for each in node.operands)
        others = tuple(id(each) for each in node.call.arguments if not isinstance(each, int | float))
        plain = tuple(each for each in node.call.arguments if isinstance(each, int | float))
        key = id(node.call.function), numbers, position, plain, others
        if key not in self._measured:
            self._measured[key] = self._measure(node, position, numbers), node.call
        return self._measured[key][0]

    def _measure(self, node: Observed, position: int, numbers: Sequence[float]) -> Slope:
        x, here = numbers[position], node.data
        if not self._same(self._trials.value(node, numbers), here):
            return UNKNOWN  # the call cannot be repeated
        points: list[tuple[float, float, float, float, float]] = []
        best = Estimate(nan, inf, 0.0)
        for stage in self._ladder(x):
            if self._trials.calls > MAX_CALLS:
                break
            for h in stage:
                up, down = (
                    self._trials.value(node, [*numbers[:position], x + step, *numbers[position + 1 :]])
                    for step in (h, -h)
                )
                if isfinite(up) and isfinite(down):
                    # Numbers such as 0.5 fit into float32 in double precision too; what lies beside them does not.
                    rounding = self._rounding if is_single(up) and is_single(down) else DOUBLE
                    noise = 4.0 * rounding * max(abs(up), abs(down), abs(here)) / h
                    points.append((h, (up - here) / h, (here - down) / h, (up - down) / (2.0 * h), noise))
            points.sort(reverse=True)
            best = estimate([(h, middle, noise) for h, _, _, middle, noise in points], order=2)
            if best.error <= ENOUGH * abs(best.slope) or (points and points[-1][4] > abs(best.slope)):
                break
        if isfinite(best.error):
            right = estimate([(h, each, noise) for h, each, _, _, noise in points], order=1)
            left = estimate([(h, each, noise) for h, _, each, _, noise in points], order=1)
            apart = abs(left.slope - right.slope)
            if apart > 1e-3 * max(abs(left.slope), abs(right.slope)) and apart > 8.0 * (left.error + right.error):
                low, high = sorted((left.slope, right.slope))
                return Slope(best.slope, best.error, low, high)
        if not isfinite(best.slope) or best.error > READABLE * max(abs(best.slope), 1.0):
            return UNKNOWN
        return Slope(best.slope, best.error)

    def _ladder(self, x: float) -> Iterator[list[float]]:
        """The steps in stages; with few digits a larger one comes first."""
        first, *further = ladder(x)
        yield [first[0] * RATIO, *first] if self._rounding > DOUBLE else first
        yield from further


def _is_special(call: Call, inputs: Sequence[Input]) -> bool:
    """Whether the call has a plain number or a class among its arguments, so that its row is its own."""
    for each in inputs:
        if each.operand is None:
            return True
    return any(issubclass(type(argument), type) for argument in call.arguments)


def _promised(meaning: Meaning | None, inputs: Sequence[Input]) -> Op | None:
    """The row that the name promises for these inputs."""
    if meaning is None or len(inputs) != meaning.row.arity:
        return None
    ordered = inputs[::-1] if meaning.swapped else inputs
    if meaning.row.arity == 2 and ordered[1].operand is None:
        return with_number(meaning.row)
    return meaning.row


def _is_promised(meaning: Meaning, numbers: Sequence[float], given: float) -> bool:
    """Whether another value than the row's is an error: a free name, and a leaky relu, may mean something else."""
    leaky = meaning.row.name == "relu" and numbers[0] < 0.0 and 0.0 < given / numbers[0] < 1.0
    return meaning.certain and not leaky
