"""Training with a reader's class beside a right one, for the objection that the loss falls all the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from ...contract.notebook import Status, TrainingReply
from ...trace.notation import format_number
from ...value import Value
from ..verdict.attributes import read_number
from ..verdict.judge import Judgement
from ..verdict.preserved import preserved
from .programs import written
from .usage import Operation, Usage

STEPS = 40
RATE = 0.02
STARTS = {"w": 0.5, "b": -0.5, "v": 0.8}
# Three points of a curve that the model can follow.
SAMPLES = ((-1.0, 1.5), (0.5, -0.75), (1.5, 2.0))
_NUMBERS = "__numbers__"


def train(judgement: Judgement, namespace: Mapping[str, Any]) -> TrainingReply:
    """Trains y = h * h * v + h with h = x * w + b, in which h is used three times. It has to run unobserved."""
    usage = Usage(judgement.recording, judgement.attributes, namespace)
    plus, times = _named(usage, "+"), _named(usage, "*")
    problem = usage.problem
    if not problem and (plus is None or times is None):
        problem = "The class has no sum or no product."
    if not problem and not judgement.attributes.grad:
        problem = "The class keeps gradients in no attribute."
    if problem or plus is None or times is None:
        return {"version": 1, "own": [], "right": [], "text": f"There is no training to show. {problem}"}
    step = _Step(usage, plus, times, judgement, namespace)
    with preserved(namespace=namespace):
        own = _losses(step)
    right = _losses(_right_step)
    return {"version": 1, "own": own, "right": right, "text": _sentence(own, right, judgement.verdict["status"])}


def _named(usage: Usage, sign: str) -> Operation | None:
    """The class's sum or product, as an operator or as a free function."""
    words = {"+": ("add", "plus"), "*": ("mul", "multiply", "times")}[sign]
    for each in usage.operations:
        if each.arity == 2 and (each.template == f"{{0}} {sign} {{1}}" or each.template.split("(")[0] in words):
            return each
    return None


class _Step:
    """Loss and gradients by the reader's class: a program in its words, run for the numbers of the moment."""

    def __init__(
        self, usage: Usage, plus: Operation, times: Operation, judgement: Judgement, namespace: Mapping[str, Any]
    ) -> None:
        lines = [f"{name} = {usage.constructor}({_NUMBERS}[{name!r}])" for name in STARTS]
        total = ""
        for i, (x, y) in enumerate(SAMPLES):
            lines += [
                f"x{i} = {usage.value(x)}",
                f"h{i} = {written(plus, '(' + written(times, f'x{i}', 'w') + ')', 'b')}",
                f"q{i} = {written(times, f'h{i}', f'h{i}')}",
                f"p{i} = {written(plus, '(' + written(times, f'q{i}', 'v') + ')', f'h{i}')}",
                f"e{i} = {written(plus, f'p{i}', usage.value(-y))}",
                f"s{i} = {written(times, f'e{i}', f'e{i}')}",
            ]
            total = written(plus, total, f"s{i}") if total else f"s{i}"
        leaves = [*STARTS, *(f"x{i}" for i in range(len(SAMPLES)))]
        lines += [f"loss = {total}", usage.backward("loss", leaves)]
        self._code = compile("\n".join(lines), "<training>", "exec")
        self._attributes, self._namespace = judgement.attributes, namespace

    def __call__(self, numbers: Mapping[str, float]) -> tuple[float, dict[str, float]]:
        scope = {**self._namespace, _NUMBERS: numbers}
        exec(self._code, scope)
        found = {name: read_number(getattr(scope[name], self._attributes.grad)) for name in STARTS}
        if all(each is None for each in found.values()):
            raise ValueError("Values that are made of a number alone get no gradient.")
        grads = {name: number or 0.0 for name, number in found.items()}
        return self._attributes.number(scope["loss"]), grads


def _right_step(numbers: Mapping[str, float]) -> tuple[float, dict[str, float]]:
    values = {name: Value(number) for name, number in numbers.items()}
    loss = Value(0.0)
    for x, y in SAMPLES:
        h = values["w"] * x + values["b"]
        error = h * h * values["v"] + h - y
        loss = loss + error * error
    loss.backward()
    return loss.data, {name: value.grad for name, value in values.items()}


def _losses(step: Callable[[Mapping[str, float]], tuple[float, dict[str, float]]]) -> list[float]:
    """The loss before each step; it ends where a number is no longer finite, or the class raises."""
    numbers, losses = dict(STARTS), list[float]()
    for _ in range(STEPS):
        try:
            loss, grads = step(numbers)
        except Exception:  # the reader's own code
            break
        losses.append(loss)
        numbers = {name: number - RATE * grads[name] for name, number in numbers.items()}
        if not isfinite(loss) or not all(map(isfinite, numbers.values())):
            break
    return losses


def _sentence(own: list[float], right: list[float], status: Status) -> str:
    if not own:
        return "The class could not be trained: it raises an exception in the first step."
    start, mine, best = format_number(own[0]), format_number(own[-1]), format_number(right[-1])
    task = f"In a small training of {len(right)} steps the loss"
    if not isfinite(own[-1]) or len(own) < len(right):
        return f"{task} grows without end with your gradients; with the right ones it falls from {start} to {best}."
    if abs(own[-1] - right[-1]) <= 1e-3 * abs(right[-1]):
        same = f"{task} falls from {start} to {mine}, as with the right gradients"
        return f"{same}." if status == "right" else f"{same}: this fault does not show there."
    if own[-1] >= own[0]:
        return (
            f"{task} does not fall with your gradients: {start} becomes {mine}. With the right ones it becomes {best}."
        )
    if own[-1] < right[-1]:
        return (
            f"{task} falls from {start} to {mine} with your gradients and to {best} with the right ones: a wrong "
            "direction may be lucky, but it is not the steepest one."
        )
    return (
        f"{task} falls from {start} to {mine} with your gradients, and to {best} with the right ones: a falling loss "
        "does not show that gradients are right."
    )
