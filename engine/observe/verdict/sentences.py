"""Sentences on faults and verdicts, with the numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...contract.notebook import FaultKind
from ...trace.notation import MINUS, format_change, format_number, parenthesized
from ..recording import Recording
from .findings import Finding
from .reading import Found
from .slopes import Slopes, WrongForward

_SIGNS = {"+": "+", "-": MINUS, "*": "×", "/": "/", "**": "**", "**number": "**"}

RULES: dict[FaultKind, str] = {
    "overwritten": "A value that is used more than once gets a contribution from each use, and they add up: += keeps "
    "what has arrived, = loses it. Gradients are set to 0 before a pass, not during it.",
    "too early": "A value may pass its gradient on only when all of it has arrived: after all values that use it. So "
    "the pass goes through a topological order from its end.",
    "second time": "Each value passes its gradient on once, when all of it has arrived: it must be in the order once.",
    "wrong factor": "Chain rule: what an operand gets is the local derivative of the result by this operand, times the "
    "gradient of the result.",
    "missing": "Each operand gets a contribution for each time that it is used, and for each result it goes into.",
    "nothing propagates": "Each result needs a rule that passes its gradient on, and the pass has to call it.",
    "not zeroed": "Gradients add up. Before the next pass those of the pass before have to be set to 0.",
    "wrong forward": "The gradient can only be that of what is computed: an operation has to give what its name says.",
    "wrong seed": "The pass starts with the derivative of the root by itself, which is 1.",
    "unexplained": "Chain rule: what an operand gets is the local derivative of the result by this operand, times the "
    "gradient of the result.",
}


class Words:
    """Names and expressions of a recording's values, in sentences."""

    def __init__(self, recording: Recording, slopes: Slopes, gradient: str) -> None:
        self._nodes = recording.nodes
        self._slopes = slopes
        self._gradient = gradient or "grad"

    def name(self, node: int) -> str:
        return self._nodes[node].name

    def grad(self, node: int) -> str:
        """`a.grad`, with the attribute that the reader's class has."""
        return f"{parenthesized(self.name(node))}.{self._gradient}"

    def expression(self, node: int) -> str:
        """A result with its operation: `d = a × b`."""
        observed = self._nodes[node]
        if observed.call is None or not self.name(node).isidentifier():
            return self.name(node)  # an expression already
        operands = [self._nodes[each].name for each in observed.operands]
        called = operation(observed.call.name, operands)
        inputs = self._slopes.inputs[node]
        if inputs:  # in the order of the row, plain numbers included
            written = [
                format_number(each.number) if each.operand is None else operands[each.operand] for each in inputs
            ]
            called = operation(unreflected(observed.call.name), written)
        return self.name(node) if called == self.name(node) else f"{self.name(node)} = {called}"


def operation(name: str, operands: Sequence[str]) -> str:
    """An operation as it is written: `a × b` for `__mul__`."""
    bare = name.strip("_")
    swapped = name.startswith("__r") and bare[1:] in _DUNDERS
    sign = _DUNDERS.get(bare[1:] if swapped else bare)
    if sign is None or len(operands) != 2:
        if bare == "neg" and len(operands) == 1:
            return f"{MINUS}{operands[0] if operands[0].isidentifier() else f'({operands[0]})'}"
        return f"{bare or name}({', '.join(operands)})"
    a, b = operands[::-1] if swapped else operands
    return f"{parenthesized(a)} {sign} {parenthesized(b)}"


def unreflected(name: str) -> str:
    """`__sub__` for `__rsub__`."""
    bare = name.strip("_")
    return f"__{bare[1:]}__" if name.startswith("__r") and bare[1:] in _DUNDERS else name


_DUNDERS = {"add": "+", "sub": MINUS, "mul": "×", "truediv": "/", "pow": "**"}


def fault(finding: Finding, words: Words, found: Found | None) -> str:
    """What happened, in one or two sentences."""
    text = _EVENTS[finding.kind](finding, words)
    if found is None:
        return text
    return f"{text} Line {found.line['line']} {found.words}."


def _change(finding: Finding, words: Words) -> str:
    """`a.grad goes from 1 to 3`."""
    write = finding.write
    if write is None:
        return f"{words.grad(finding.node)} stays as it is"
    before, after = format_change(write.before or 0.0, write.after)
    return f"{words.grad(finding.node)} goes from {before} to {after}"


def _should(finding: Finding) -> str:
    return "" if finding.right is None else f"and should become {format_number(finding.right)}"


def _overwritten(finding: Finding, words: Words) -> str:
    write = finding.write
    lost = format_number((write.before if write else None) or 0.0)
    grad = words.grad(finding.node)
    if finding.detail == "seed":
        return f"{grad} is set to 0 after it was set to {lost}: nothing is left that could be passed back."
    if finding.detail == "cleared":
        return f"{grad} is set to 0 in the middle of the pass: the {lost} that had arrived is lost."
    assert write is not None
    assert finding.right is not None
    return (
        f"{grad} is set to {format_number(write.after)} by =, and the {lost} that was there is lost. "
        f"It should become {lost} + {format_number(write.after)} = {format_number(finding.right)}."
    )


def _too_early(finding: Finding, words: Words) -> str:
    assert finding.result is not None
    target = words.name(finding.node)
    return (
        f"{words.name(finding.result)} passes its gradient on to {target} too early, when it is "
        f"{format_number(finding.upstream or 0.0)}: more arrives later, which never gets to {target}. "
        f"{_change(finding, words)} {_should(finding)}."
    )


def _second_time(finding: Finding, words: Words) -> str:
    assert finding.result is not None
    return (
        f"{words.name(finding.result)} passes its gradient on to {words.name(finding.node)} a second time: "
        f"{_change(finding, words)} and should not get it again."
    )


def _wrong_factor(finding: Finding, words: Words) -> str:
    assert finding.result is not None
    source = words.expression(finding.result)
    if finding.detail == "total":
        start = f"From {source}, {words.grad(finding.node)} {_should(finding).removeprefix('and ')}, and it does not."
    else:
        start = f"From {source}, {_change(finding, words)} {_should(finding)}."
    if finding.used:
        return f"{start} What it gets {finding.used}."
    return start


def _missing(finding: Finding, words: Words) -> str:
    assert finding.result is not None
    result, target = words.expression(finding.result), words.name(finding.node)
    amount = format_number(finding.right or 0.0)
    if finding.detail == "same operand":
        return f"{result} uses {target} twice, and passes its gradient on to it once only: {amount} is missing."
    if finding.detail == "skipped":
        return f"{result} never passes its gradient on: the pass leaves it out, and {amount} for {target} is missing."
    if finding.detail == "total":
        return f"{words.grad(finding.node)} lacks the contribution of {result}: it should be {amount}."
    return f"{result} passes nothing on to {target}: {amount} is missing."


def _nothing(finding: Finding, words: Words) -> str:
    assert finding.result is not None
    gradient = format_number(finding.upstream or 0.0)
    if finding.detail == "root":
        return f"{words.grad(finding.result)} is {gradient}, and nothing is passed back from there."
    return (
        f"{words.expression(finding.result)} gets the gradient {gradient} and passes nothing on: its rule does not run."
    )


def _not_zeroed(finding: Finding, words: Words) -> str:
    grad = words.grad(finding.node)
    if finding.detail == "leaf":
        return (
            f"{grad} still had {format_number(finding.upstream or 0.0)} from an earlier pass, and what this pass gives "
            f"comes on top of it; it should be {format_number(finding.right or 0.0)}."
        )
    right = format_number(finding.right or 0.0)
    return f"{grad} still had a number from before, and that is passed on again: it should be {right} here."


def _wrong_seed(finding: Finding, words: Words) -> str:
    grad = words.grad(finding.node)
    if finding.write is None:
        return f"Nothing sets {grad} to 1 before it is passed back."
    return f"The pass starts with {grad} = {format_number(finding.write.after)} and should start with 1."


def _unexplained(finding: Finding, words: Words) -> str:
    if finding.detail == "stranger":
        return f"{_change(finding, words)} by the rule of a value that is not computed from {words.name(finding.node)}."
    return f"{_change(finding, words)}, and no contribution that is due explains it."


_EVENTS: dict[FaultKind, Callable[[Finding, Words], str]] = {
    "overwritten": _overwritten,
    "too early": _too_early,
    "second time": _second_time,
    "wrong factor": _wrong_factor,
    "missing": _missing,
    "nothing propagates": _nothing,
    "not zeroed": _not_zeroed,
    "wrong seed": _wrong_seed,
    "unexplained": _unexplained,
}


def wrong_forward(wrong: WrongForward, given: float) -> str:
    """`2 − 3 is −1, and __rsub__ gives 1.`"""
    numbers = [format_number(number) for number in wrong.numbers]
    right, wrong_number = format_change(wrong.expected, given)
    return f"{operation(unreflected(wrong.call.name), numbers)} is {right}, and {wrong.call.name} gives {wrong_number}."


def all_right(count: int) -> str:
    """The sentence of a pass whose gradients are right."""
    if count == 1:
        return "The gradient is right: it is that of the computation as your class runs it."
    return f"All {count} gradients are right: they are those of the computation as your class runs it."


def some_wrong(wrong: int, count: int) -> str:
    if wrong == 0:
        return "The gradients fit the computation, but an operation does not compute what its name says."
    return f"{wrong} of {count} gradients {'is' if wrong == 1 else 'are'} wrong."
