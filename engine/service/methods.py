"""API methods of the playground. Each runs the program, uses the graph of the shown pass, and discards both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .. import gradcheck
from ..budgets import Budget
from ..contract.common import EXPORT_FORMATS, MISTAKES, VERSION
from ..contract.replies import (
    CheckReply,
    CompileReply,
    DrawReply,
    ExportReply,
    LineReply,
    NudgeReply,
    SurfaceReply,
    TraceReply,
)
from ..errors import PlaygroundError
from ..lower.listing import view
from ..lower.op_emitters import LoweringError
from ..trace import builder, draw, export, fold, plot
from ..trace.tape import Tape, Traced
from ..validation import flag, one_of
from ..value import Value
from .params import Params, axis, leaf_of, leaves_of, paths_of, run
from .wire import encode

MAX_EVALUATIONS = 400_000  # operations that a check or a plot may recompute


class ShownPass:
    """A finished run, its trace, and the graph of the shown pass with the data of that pass, which later passes change.

    A leaf's gradient is the contribution of this pass alone: what earlier passes accumulated is no derivative of this
    root.
    """

    def __init__(self, tape: Tape, reply: TraceReply) -> None:
        self.tape = tape
        self.trace = reply
        snapshot = tape.snapshot
        assert snapshot is not None  # else builder.build() has raised
        self.graph = snapshot.graph
        self.root: Traced = tape.passes[snapshot.index].root
        for value, data in zip(self.graph, snapshot.data, strict=True):
            value.data, value.grad = data, 0.0
        self.root.backward()


@contextmanager
def _shown_pass(params: Params, budget: Budget, *extra: str) -> Iterator[ShownPass]:
    tape = run(params, budget, frozenset(extra))
    try:
        yield ShownPass(tape, builder.build(tape, params["source"]))
    finally:
        tape.close()


def trace_program(params: Params, budget: Budget) -> TraceReply:
    mistake = params.get("mistake")
    if mistake is not None:
        mistake = one_of("mistake", mistake, MISTAKES)
    tape = run(params, budget, frozenset({"mistake"}))
    try:
        return builder.build(tape, params["source"], mistake)
    finally:
        tape.close()


def draw_graph(params: Params, budget: Budget) -> DrawReply:
    """The drawing with the boxes of `closed` folded (default: as in the trace), with or without constants."""
    closed = paths_of("closed", params.get("closed"))
    constants = flag("constants", params.get("constants", True))
    with _shown_pass(params, budget, "closed", "constants") as shown:
        nodes = shown.trace["nodes"]
    boxes = fold.fold(nodes, shown.trace["roots"], fold.default_closed(nodes) if closed is None else closed)
    return {
        "version": VERSION,
        "dot": draw.dot(nodes, boxes, constants),
        "boxes": boxes,
        "groups": fold.groups(nodes),
    }


def check(params: Params, budget: Budget) -> CheckReply:
    """Grad and central difference of each leaf; in a large graph, of as many leaves as MAX_EVALUATIONS allows."""
    with _shown_pass(params, budget) as shown:
        nodes = shown.trace["nodes"]
        leaves = [(value, node) for value, node in zip(shown.graph, nodes, strict=True) if value.kind == "leaf"]
        limit = max(1, MAX_EVALUATIONS // (2 * len(nodes)))
        checked = leaves[:limit]
        results = gradcheck.check(shown.root, [value for value, _ in checked])
        on_curve = checked[: max(1, limit // len(gradcheck.CURVE_STEPS))]
        points = gradcheck.error_curve(shown.root, [value for value, _ in on_curve])
    return {
        "version": VERSION,
        "root": builder.root_of(shown.trace)["name"],
        "h": gradcheck.H,
        "complete": len(checked) == len(leaves),
        "leaves": [
            {
                "node": node["id"],
                "name": node["name"],
                "data": node["data"],
                "grad": result.grad,
                "numeric": result.numeric,
                "difference": result.difference,
                "agrees": result.agrees,
            }
            for (_, node), result in zip(checked, results, strict=True)
        ],
        "curve": [{"h": h, "error": error} for h, error in points],
    }


def export_graph(params: Params, budget: Budget) -> ExportReply:
    format_name = one_of("format", params.get("format"), EXPORT_FORMATS)
    with _shown_pass(params, budget, "format") as shown:
        reply = shown.trace
    if format_name == "json":
        text = encode(reply)
    else:
        text = reply["dot"] if format_name == "dot" else export.FORMATS[format_name](reply)
    return {"version": VERSION, "format": format_name, "text": text}


def plot_root(params: Params, budget: Budget) -> LineReply | SurfaceReply:
    """The root as a function of one leaf or two: see engine/trace/plot.py."""
    with _shown_pass(params, budget, "x", "y") as shown:
        x = axis("x", params.get("x"), shown.tape)
        y = None if params.get("y") is None else axis("y", params["y"], shown.tape)
        points = x.size * (y.size if y else 1)
        if points * len(shown.graph) > MAX_EVALUATIONS:
            raise PlaygroundError(
                "limit",
                f"A plot of {points:,} points of a graph of {len(shown.graph):,} values takes more than "
                f"{MAX_EVALUATIONS:,} operations.",
                hint="Ask for fewer points.",
            )
        return plot.line(shown.root, x) if y is None else plot.surface(shown.root, x, y)


def nudge(params: Params, budget: Budget) -> NudgeReply:
    """The root before and after the leaves change by the amounts `by`: one leaf by h, or all along the gradient."""
    by = leaves_of("by", params.get("by"))
    with _shown_pass(params, budget, "by") as shown:
        leaves = {leaf_of(ordinal, shown.tape): amount for ordinal, amount in by.items()}
        nudged: dict[Value, float] = {leaf: leaf.data + amount for leaf, amount in leaves.items()}
        after = gradcheck.Graph(shown.root).evaluate(nudged)
        ordinals = shown.tape.ordinals
        return {
            "version": VERSION,
            "before": shown.root.data,
            "after": after,
            "leaves": {str(ordinals[leaf.id]): nudged[leaf] for leaf in leaves},
        }


def compile_graph(params: Params, budget: Budget) -> CompileReply:
    """The shown graph's training step as instructions and WebAssembly (engine/lower/listing/view.py), not executed."""
    with _shown_pass(params, budget) as shown:
        graph, nodes = shown.graph, shown.trace["nodes"]
        if len(graph) > budget.compiled_values:
            raise PlaygroundError(
                "limit",
                f"The graph has {len(graph):,} values; the {budget.backend} compiles up to {budget.compiled_values:,}.",
                hint=budget.hint("Use fewer samples or a smaller network."),
            )
        stale = view.stale(graph)
        if stale is not None:
            raise PlaygroundError(
                "unsupported",
                f"{nodes[stale]['name']} is not what its operands give: the program assigns data after it is computed. "
                "A compiled program computes every result from its operands.",
                hint="Assign before results are computed, or after backward().",
            )
        leaves = [node["id"] for node in nodes if node["kind"] == "leaf"]
        try:
            return view.view(graph, leaves, shown.root)
        except LoweringError as error:
            raise PlaygroundError("unsupported", str(error), hint="Write it with the built-in operations.") from error
