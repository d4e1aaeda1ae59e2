"""Builds the trace of a finished run; docs/architecture.md defines its format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isfinite

from ..contract.common import VERSION, Field, Mistake
from ..contract.replies import Node, TraceReply, Warning
from ..contract.steps import FlowStep, Step
from ..errors import PlaygroundError, Span
from ..float_identity import same_number
from ..meter import NUMBER_BYTES, bytes_of, json_bytes
from . import draw, fold
from .by_hand import agreements, is_by_hand
from .influence import influence_at
from .names import name_values
from .notation import MINUS, format_number, parenthesized
from .recording import is_static
from .steps import StepBuilder
from .tape import NotFinite, Slip, Snapshot, Tape, Traced, Written

# Bytes of JSON, at most, of what the reply has for a node beside its texts, and for a pass.
NODE_BYTES = 200 + 6 * NUMBER_BYTES
PASS_BYTES = 60 + NUMBER_BYTES


def build(tape: Tape, source: str, mistake: Mistake | None = None) -> TraceReply:
    """The trace of the shown pass; with a deliberate `mistake` also the correct gradients.

    Raises what shown_snapshot() raises.
    """
    snapshot = shown_snapshot(tape)
    if snapshot is None:
        return _without_graph(tape, source, mistake)
    meter = tape.meter
    names = name_values(snapshot.graph, snapshot.data, source, meter)
    steps = StepBuilder(tape, snapshot, names, mistake)
    written_steps = steps.all()
    starts = _initial_data(tape)
    nodes = [_node(i, value, names[i].text, steps, starts) for i, value in enumerate(meter.timed(snapshot.graph))]
    boxes = fold.fold(nodes, [steps.root], fold.default_closed(nodes))
    meter.charge(bytes_of(source) + PASS_BYTES * len(tape.passes) + bytes_of(boxes))
    meter.check_time()
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
        "output": tape.printed(),
        "warnings": _warnings(tape, steps, nodes, written_steps),
        "dot": "",
        "boxes": boxes,
        "shape": draw.shape(nodes, boxes),
        "static": is_static(tape),
    }
    trace["dot"] = draw.dot(nodes, boxes, influence=influence_at(trace), meter=meter)
    meter.charge(bytes_of(trace["output"]) + bytes_of(trace["warnings"]) + bytes_of([*tape.described.values()]))
    if tape.described:
        trace["operations"] = [*tape.described.values()]
    if is_by_hand(tape):
        trace["by_hand"], trace["truth"] = agreements(tape, steps.truth), steps.truth
    elif mistake is not None:
        trace["mistake"], trace["truth"] = mistake, steps.correct_grad
    return trace


def _without_graph(tape: Tape, source: str, mistake: Mistake | None) -> TraceReply:
    """The trace of a program that computes no value. As in static/src/trace/empty.ts, there is no drawing."""
    trace: TraceReply = {
        "version": VERSION,
        "source": source,
        "level": tape.level,
        "nodes": [],
        "roots": [],
        "steps": [],
        "passes": [],
        "pass": 0,
        "output": tape.printed(),
        "warnings": _remarks(tape),
        "dot": "",
        "boxes": [],
        "shape": "",
        "static": False,
    }
    if mistake is not None:
        trace["mistake"], trace["truth"] = mistake, []
    return trace


def shown_snapshot(tape: Tape) -> Snapshot | None:
    """The graph of the pass that the request wants to see, with its numbers at that time; None without any pass.

    Raises PlaygroundError: (limit) if the graph is too large to show, (pass) if the pass does not exist.
    """
    snapshot = tape.snapshot
    if snapshot is None and not tape.passes and not tape.show:
        return None
    if snapshot is None:
        raise PlaygroundError("pass", f"There is no pass {tape.show}.", hint=_pass_range(len(tape.passes)))
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
    if count == 0:
        return "This program has no pass, because it computes no value."
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
    tape.meter.charge(NODE_BYTES + json_bytes(value.label) + bytes_of(value.group), value.span)
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
        origin = _origin(first)
        message = f"{origin} This is the first value that is not finite."
        warnings.append(_warning("data", message, origin, steps.index.get(first.value.id), first.span))
    # A constant has a gradient, too, which nobody uses.
    spoilt = [
        step
        for step in written_steps
        if step["kind"] == "flow" and nodes[step["node"]]["kind"] != "constant" and not isfinite(step["set"][0][3])
    ]
    if spoilt:
        spoilt_leaf = next((step for step in spoilt if nodes[step["node"]]["kind"] == "leaf"), spoilt[0])
        node = spoilt_leaf["node"]
        ends = nodes[node]["grad"]
        grad = spoilt_leaf["set"][0][3] if isfinite(ends) else ends  # a later mistake may overwrite it
        origin = _gradient_origin(spoilt[0], steps.graph[spoilt[0]["from"]])
        message = (
            f"The gradient of {nodes[node]['name']} becomes {format_number(grad)}. {origin} "
            "This is the first gradient that is not finite."
        )
        warnings.append(_warning("grad", message, origin, node, spoilt[0]["span"]))
    return [*warnings, *_remarks(tape)]


def _remarks(tape: Tape) -> list[Warning]:
    """The warnings about the text, and about data that a request gives to leaves that there are not."""
    slips = [_slip(slip) for slip in tape.slips.values()]
    count = len(tape.ordinals)
    unknown = sorted(ordinal for ordinal in tape.overrides if ordinal >= count)
    if not unknown:
        return slips
    made = "one leaf" if count == 1 else f"{count} leaves" if count else "no leaf"
    message = f"A number is set for leaf {unknown[0]}, counted from 0, but this program makes {made}: it has no effect."
    return [*slips, {"code": "slip", "message": message, "node": None, "span": None}]


def _slip(slip: Slip) -> Warning:
    warning: Warning = {"code": "slip", "message": slip.message, "node": None, "span": slip.span}
    if slip.correction is not None:
        warning["correction"] = {"span": slip.correction.span or slip.span, "text": slip.correction.text}
    return warning


def _warning(field: Field, message: str, origin: str, node: int | None, span: Span | None) -> Warning:
    return {"code": "not-finite", "message": message, "field": field, "origin": origin, "node": node, "span": span}


def _origin(first: NotFinite) -> str:
    """The sentence about its operation: `exp(1000) gives Infinity.`"""
    result = format_number(first.data)
    if first.written is None:
        return f"{first.value.label or 'A number'} is {result}."
    return f"{as_written(first.written)} gives {result}."


def _gradient_origin(flow: FlowStep, value: Traced) -> str:
    """The sentence about the contribution: `log(0) has the local derivative Infinity; times ... 0 that is NaN.`"""
    operation = value.symbol if value.written is None else as_written(value.written)
    contribution = flow["contribution"]
    if isfinite(contribution):
        return f"With what {operation} adds to it, {format_number(contribution)}, the sum is no finite number."
    return (
        f"{operation} has the local derivative {format_number(flow['local'])}; "
        f"times the upstream gradient {format_number(flow['upstream'])} that is {format_number(contribution)}."
    )


def as_written(written: Written) -> str:
    """The operation with its numbers, as the program writes it: `3 / 0`."""
    op, numbers = written.op, [format_number(number) for number in written.numbers]
    if op.name == "neg":
        return f"{MINUS}{numbers[0] if not numbers[0].startswith(MINUS) else f'({numbers[0]})'}"
    if len(numbers) == 2 and not op.name.isidentifier():
        return f"{parenthesized(numbers[0])} {op.symbol} {numbers[1]}"
    return f"{op.name}({', '.join(numbers)})"
