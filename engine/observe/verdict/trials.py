"""Calls of the reader's own operations with other numbers, to learn what they compute."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from math import nan
from typing import Any, NamedTuple

from ..recording import Call, Observed, Recording
from .attributes import Attributes
from .preserved import preserved


class Input(NamedTuple):
    """An input of an operation: the position among the result's operands, or a plain number."""

    operand: int | None
    number: float


_new = tuple.__new__  # a named tuple's own is Python code, and slower


class Trials:
    """The operations of a recording, called again; as a context, which puts back what the calls change.

    calls  how many calls there were, as a measure of what they cost
    """

    def __init__(self, recording: Recording, attributes: Attributes) -> None:
        self._nodes = recording.nodes
        self._attributes = attributes
        self._exits = ExitStack()
        self.calls = 0

    def __enter__(self) -> Trials:
        return self

    def __exit__(self, *_: object) -> None:
        self._exits.close()

    def _preserve(self) -> None:
        """Before the first call: most recordings need none."""
        functions = {id(node.call.function): node.call.function for node in self._nodes if node.call is not None}
        self._exits.enter_context(preserved(functions.values(), (node.value for node in self._nodes)))

    def inputs(self, node: Observed) -> list[Input] | None:
        """The inputs of the call that made the node, in its order; None if an operand is not among its arguments."""
        found, missing = _inputs(node, self._nodes)
        return None if missing else found

    def value(self, node: Observed, numbers: Sequence[float], plain: Sequence[float] = ()) -> float:
        """What the operation gives for other numbers of its operands, and of its plain inputs; NaN if it raises."""
        call = node.call
        if call is None or not self._attributes.data:
            return nan
        if not self.calls:
            self._preserve()
        self.calls += 1
        try:
            if self.inputs(node) is None:
                return self._in_place(node, call, numbers)
            arguments, keywords = _Replacement(node, self._nodes, self._attributes, numbers, plain).of(call)
            return self._attributes.number(call.function(*arguments, **keywords))
        except Exception:  # the reader's own operation, at numbers that it may not be made for
            return nan

    def _in_place(self, node: Observed, call: Call, numbers: Sequence[float]) -> float:
        """For an operation that reaches its operands in another way than as arguments."""
        values = [self._nodes[each].value for each in node.operands]
        unique = {id(value): (value, number) for value, number in zip(values, numbers, strict=True)}
        with self._attributes.moved(*zip(*unique.values(), strict=True)):
            return self._attributes.number(call.function(*call.arguments, **call.keywords))


def _inputs(node: Observed, nodes: Sequence[Observed]) -> tuple[list[Input], bool]:
    assert node.call is not None
    arguments, operands = node.call.arguments, node.operands
    if len(arguments) == len(operands) and not node.call.keywords:
        chosen = []
        for k, argument in enumerate(arguments):
            each = nodes[operands[k]]
            if argument is not each.value:
                break
            chosen.append(_new(Input, (k, each.data)))
        else:  # most calls
            return chosen, False
    found: list[Input] = []
    left = list(range(len(node.operands)))
    for each in _flat((*node.call.arguments, *node.call.keywords.values())):
        position = next((p for p in left if _is_operand(each, nodes[node.operands[p]])), None)
        if position is not None:
            left.remove(position)
            found.append(Input(position, nodes[node.operands[position]].data))
        elif _is_number(each):
            found.append(Input(None, float(each)))
    return found, any(nodes[node.operands[p]].kind != "constant" for p in left)


def _flat(arguments: Sequence[Any]) -> Iterator[Any]:
    for each in arguments:
        if type(each) in (list, tuple):
            yield from _flat(each)
        else:
            yield each


def _is_operand(argument: Any, operand: Observed) -> bool:
    if argument is operand.value:
        return True
    return operand.kind == "constant" and _is_number(argument) and float(argument) == operand.data


def _is_number(argument: Any) -> bool:
    return isinstance(argument, int | float) and not isinstance(argument, bool)


class _Replacement:
    """A call's arguments with fresh values in place of its operands; a plain number stays plain."""

    def __init__(
        self,
        node: Observed,
        nodes: Sequence[Observed],
        attributes: Attributes,
        numbers: Sequence[float],
        plain: Sequence[float],
    ) -> None:
        self._node, self._nodes, self._attributes = node, nodes, attributes
        self._numbers, self._plain = numbers, list(plain)
        self._left = list(range(len(node.operands)))

    def of(self, call: Call) -> tuple[list[Any], dict[str, Any]]:
        return [self._one(each) for each in call.arguments], {
            name: self._one(each) for name, each in call.keywords.items()
        }

    def _one(self, argument: Any) -> Any:
        if type(argument) in (list, tuple):
            return type(argument)(map(self._one, argument))
        for p in self._left:
            operand = self._nodes[self._node.operands[p]]
            if _is_operand(argument, operand):
                self._left.remove(p)
                if _is_number(argument):
                    return (
                        type(argument)(self._numbers[p])
                        if self._numbers[p] == int(self._numbers[p])
                        else (self._numbers[p])
                    )
                return self._attributes.new(self._numbers[p], argument)
        if _is_number(argument) and self._plain:
            return self._plain.pop(0)
        return argument
