"""Builds the trace of a finished run; docs/architecture.md defines its format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

from ..contract.common import VERSION, Mistake
from ..contract.replies import Node, TraceReply, Warning
from ..contract.steps import Step
from ..errors import PlaygroundError
from ..float_identity import same_number
from . import draw, fold
from .names import name_values
from .notation import format_number, parenthesized
from .steps import StepBuilder
from .tape import NotFinite, Snapshot, Tape, Traced


def build(tape: Tape, source: str, mistake: Mistake | None = None) -> TraceReply:
    """The trace of the shown pass; with a deliberate `mistake` also the correct gradients.

    Raises what shown_snapshot() raises.
    """
    snapshot = shown_snapshot(tape)
    names = name_values(snapshot.graph, snapshot.data, source)
    steps = StepBuilder(tape, snapshot, names, mistake)
    written_steps = steps.all()
    starts = _initial_data(tape)
    nodes = [_node(i, value, names[i].text, steps, starts) for i, value in enumerate(snapshot.graph)]
    boxes = fold.fold(nodes, [steps.root], fold.default_closed(nodes))
    trace: TraceReply = {
        "version": VERSION,
        "source": source,
        "level": tape.level,
        "nodes": nodes,
        "roots": [steps.root],
        "steps": written_steps,
        "passes": [
            {"root": steps.root if i == snapshot.index else None, "data": p.data, "span": p.span}
            for i, p in enumerate(tape.passes)
        ],
        "pass": snapshot.index,
        "output": [{"text": output.text, "span": output.span} for output in tape.outputs],
        "warnings": _warnings(tape, steps, nodes, written_steps),
        "dot": draw.dot(nodes, boxes),
        "boxes": boxes,
        "shape": draw.shape(nodes, boxes),
    }
    if mistake is not None:
        correct = StepBuilder(tape, snapshot, names)
        correct.all()
        trace["mistake"], trace["truth"] = mistake, correct.final_grad
    return trace


def shown_snapshot(tape: Tape) -> Snapshot:
    """The graph of the pass that the request wants to see, with its numbers at that time.

    Raises PlaygroundError: (limit) if the graph is too large to show, (value) if the pass does not exist.
    """
    snapshot = tape.snapshot
    if snapshot is None:
        raise PlaygroundError("value", f"There is no pass {tape.show}.", hint=_pass_range(len(tape.passes)))
    if len(snapshot.graph) > tape.budget.shown_values:
        raise PlaygroundError(
            "limit",
            f"The graph of this backward() has {len(snapshot.graph):,} values; the {tape.budget.backend} shows up to "
            f"{tape.budget.shown_values:,}.",
            tape.passes[snapshot.index].span,
            tape.budget.hint("Use fewer samples or a smaller network."),
        )
    return snapshot


def _pass_range(count: int) -> str:
    return "This program has one pass, number 0." if count == 1 else f"The passes are numbered from 0 to {count - 1}."


def _initial_data(tape: Tape) -> dict[int, float]:
    """Initial data, by id, of the values to which the program has assigned other data since."""
    starts: dict[int, float] = {}
    for change in tape.changes:
        for value, name, before, _ in change.sets:
            if name == "data":
                starts.setdefault(value.id, before)
    return starts


def _node(i: int, value: Traced, name: str, steps: StepBuilder, starts: Mapping[int, float]) -> Node:
    tape = steps.tape
    node: Node = {
        "id": i,
        "label": value.label,
        "name": name,
        "op": value.symbol,
        "parents": steps.operands[i],
        "data": steps.final_data[i],
        "grad": steps.final_grad[i],
        "kind": value.kind,
        "span": value.span,
        "group": list(value.group),
    }
    if value.exponent is not None:
        node["exponent"] = value.exponent
    if value.id in tape.ordinals:
        node["leaf"] = tape.ordinals[value.id]
        start = starts.get(value.id)
        if start is not None and not same_number(start, node["data"]):
            node["start"] = start
        if value.id in tape.written:
            node["written"] = tape.written[value.id]
    return node


def _warnings(tape: Tape, steps: StepBuilder, nodes: Sequence[Node], written_steps: Sequence[Step]) -> list[Warning]:
    """Warnings for the first value that is not finite, and for the first such gradient of the shown backward pass."""
    warnings: list[Warning] = []
    first = tape.not_finite
    if first is not None:
        node = steps.index.get(first.value.id)
        message = f"{_origin(first)} This is the first value that is not finite."
        warnings.append({"code": "not-finite", "message": message, "node": node, "span": first.span})
    for step in written_steps:
        if step["kind"] == "flow" and not isfinite(step["set"][0][3]):
            name = nodes[step["node"]]["name"]
            message = (
                f"The gradient of {name} becomes {format_number(step['set'][0][3])}: the local derivative is "
                f"{format_number(step['local'])}, the upstream gradient {format_number(step['upstream'])}. "
                "This is the first gradient that is not finite."
            )
            warnings.append({"code": "not-finite", "message": message, "node": step["node"], "span": step["span"]})
            break
    return warnings


def _origin(first: NotFinite) -> str:
    """The sentence about its operation: `exp(1000) gives Infinity.`"""
    result = format_number(first.data)
    op = first.value.op
    numbers = [format_number(operand) for operand in first.operands]
    if op is None or not numbers:
        return f"{first.value.label or 'A number'} is {result}."
    if first.value.exponent is not None:
        numbers.append(format_number(first.value.exponent))
    if len(numbers) == 2 and not op.name.isidentifier():
        return f"{parenthesized(numbers[0])} {op.symbol} {numbers[1]} gives {result}."
    return f"{op.name}({', '.join(numbers)}) gives {result}."
