"""Small programs in the words of a reader's class, the smallest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from random import Random
from typing import NamedTuple

from .usage import Operation, Usage

NUMBERS = (3.0, -2.0, 0.5)  # of the leaves
EQUAL = (3.0, 3.0, 3.0)
NEGATIVE = (-1.5, 2.0, -0.25)
POSITIVE = (2.0, 0.5, 1.5)
PLAIN = 2.0  # the number in `a * 2`
EXPONENT = 3


class Program(NamedTuple):
    """A program.

    values  how many it makes, without the constants of plain numbers
    names   of its results, in order
    """

    values: int
    text: str
    names: tuple[str, ...]


class _Writer:
    """The lines of one program."""

    def __init__(self, usage: Usage, numbers: Sequence[float]) -> None:
        self.usage = usage
        self.numbers = numbers
        self.leaves: list[str] = []
        self.results: list[str] = []
        self.lines: list[str] = []

    def leaf(self) -> str:
        name = "abc"[len(self.leaves)]
        self.lines.append(f"{name} = {self.usage.value(self.numbers[len(self.leaves)])}")
        self.leaves.append(name)
        return name

    def result(self, operation: Operation, first: str, second: str = "") -> str:
        name = "defghij"[len(self.results)]
        self.lines.append(f"{name} = {written(operation, first, second or first)}")
        self.results.append(name)
        return name

    def backward(self, root: str) -> None:
        self.lines.append(self.usage.backward(root, self.leaves))

    def program(self, root: str) -> Program:
        self.backward(root)
        return Program(len(self.leaves) + len(self.results), "\n".join(self.lines) + "\n", tuple(self.results))


def written(operation: Operation, first: str, second: str) -> str:
    if operation.number is None:
        return operation.template.format(first, second)
    plain = str(EXPONENT) if "**" in operation.template else repr(PLAIN)
    return operation.template.format(*((plain, first) if operation.number == 0 else (first, plain)))


def programs(usage: Usage) -> Iterator[Program]:
    """All that are tried, the smallest first."""
    found = [each for operation in usage.operations for each in single(usage, operation)]
    found += [*_reused(usage), *_chains(usage), *_depths(usage), *_passes(usage)]
    seen: set[str] = set()
    for program in sorted(found, key=lambda each: each.values):
        if program.text not in seen:
            seen.add(program.text)
            yield program


def single(usage: Usage, operation: Operation) -> Iterator[Program]:
    """One operation: with another operand, with the same one twice, with a plain number on either side."""
    for numbers in (NUMBERS, NEGATIVE, POSITIVE, EQUAL):
        writer = _Writer(usage, numbers)
        a = writer.leaf()
        b = writer.leaf() if operation.arity == 2 else a
        yield writer.program(writer.result(operation, a, b))
        if operation.arity == 2:
            writer = _Writer(usage, numbers)
            a = writer.leaf()
            yield writer.program(writer.result(operation, a))


def _chains(usage: Usage) -> Iterator[Program]:
    """Each operation after and before another one, so that its upstream gradient is not 1."""
    others = [each for each in usage.operations if each.number == 1][:2] or usage.operations[:2]
    pairs = [pair for each in usage.operations for other in others for pair in ((each, other), (other, each))]
    for first, second in pairs:
        writer = _Writer(usage, NUMBERS)
        a = writer.leaf()
        yield writer.program(writer.result(second, writer.result(first, a)))


def _reused(usage: Usage) -> Iterator[Program]:
    """A value that goes into two results, one computed from the other; equal data; a branch that is dead."""
    binary = [each for each in usage.operations if each.arity == 2]
    for (first, second), numbers in product(product(usage.operations, binary), (NUMBERS, EQUAL)):
        for turned in (False, True):
            writer = _Writer(usage, numbers)
            a = writer.leaf()
            d = writer.result(first, a)
            yield writer.program(writer.result(second, *((a, d) if turned else (d, a))))
    for first, second in product(binary, binary):
        writer = _Writer(usage, NUMBERS)
        a, b = writer.leaf(), writer.leaf()
        d = writer.result(first, a, b)
        writer.result(second, d, a)
        e = writer.result(second, a, b)
        yield writer.program(e)


def _depths(usage: Usage) -> Iterator[Program]:
    """A value at two depths, with one or two values between, and a value that is used on both sides."""
    binary = [each for each in usage.operations if each.arity == 2]
    for (first, second, third), numbers in product(product(binary[:3], repeat=3), (NUMBERS, EQUAL)):
        for turned in (False, True):
            writer = _Writer(usage, numbers)
            a, b = writer.leaf(), writer.leaf()
            d = writer.result(first, a, b)
            e = writer.result(second, d, a)
            yield writer.program(writer.result(third, *((d, e) if turned else (e, d))))
    for operation, turned in product(binary[:2], (False, True)):
        other = binary[0] if operation is not binary[0] else binary[-1]
        writer = _Writer(usage, NUMBERS)
        a, b = writer.leaf(), writer.leaf()
        d = writer.result(operation, a, b)
        e = writer.result(other, d, b)
        f = writer.result(operation, e, b)
        yield writer.program(writer.result(other, *((d, f) if turned else (f, d))))


def _passes(usage: Usage) -> Iterator[Program]:
    """A second pass over the same leaves, whose gradients are set to 0 in between."""
    for operation in [each for each in usage.operations if each.arity == 2][:2]:
        writer = _Writer(usage, NUMBERS)
        a, b = writer.leaf(), writer.leaf()
        writer.backward(writer.result(operation, a, b))
        clearing = [usage.clearing(leaf) for leaf in writer.leaves]
        if all(clearing):
            writer.lines += clearing
            yield writer.program(writer.result(operation, a, b))


def random_program(usage: Usage, random: Random, size: int) -> Program:
    """A program of `size` operations on three leaves, each of values made before."""
    writer = _Writer(usage, [round(random.uniform(-2.0, 2.0), 2) or 1.0 for _ in range(3)])
    values = [writer.leaf() for _ in range(3)]
    names = [f"v{i}" for i in range(size)]
    for name in names:
        operation = random.choice(usage.operations)
        first, second = random.choice(values), random.choice(values)
        writer.lines.append(f"{name} = {written(operation, first, second)}")
        values.append(name)
    writer.results = names
    return writer.program(names[-1])
