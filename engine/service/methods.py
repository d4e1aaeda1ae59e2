"""API methods of the playground. Each runs the program, uses the graph of the shown pass, and discards both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .. import gradcheck
from ..budgets import Budget
from ..contract.common import EXPORT_FORMATS, VERSION, Mistake
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
from ..evaluate import Graph
from ..lower.listing import view
from ..lower.op_emitters import LoweringError
from ..trace import builder, draw, export, fold, mistakes, plot, verdicts
from ..trace.names import name_values
from ..trace.tape import Tape, Traced
from ..validation import flag, one_of
from ..value import Value
from .params import Params, axis, leaf_of, leaves_of, mistake_of, paths_of, run
from .wire import encode

MAX_EVALUATIONS = 400_000  # operations that a plot or an error curve may recompute
MAX_CHECK = 2_000_000  # operations that a check may recompute


class ShownPass:
    """A finished run, and the graph of the shown pass with the data of that pass, which later passes change.

    A leaf's gradient is the contribution of this pass alone: what earlier passes accumulated is no derivative of this
    root.
    """

    def __init__(self, tape: Tape) -> None:
        snapshot = builder.shown_snapshot(tape)
        self.tape = tape
        self.graph = snapshot.graph
        self.root: Traced = tape.passes[snapshot.index].root
        for value, data in zip(self.graph, snapshot.data, strict=True):
            value.data, value.grad = data, 0.0
        self.root.backward()
        self._data = snapshot.data

    def make(self, mistake: Mistake | None) -> None:
        """Give every value the gradient that it has on screen with this mistake."""
        if mistake is not None:
            grads = mistakes.gradients(self.graph, self.root, mistake)
            for value, grad in zip(self.graph, grads, strict=True):
                value.grad = grad

    def names(self, source: str) -> list[str]:
        """The name of each value, as in the trace."""
        return [name.text for name in name_values(self.graph, self._data, source)]


@contextmanager
def _shown_pass(params: Params, budget: Budget, *extra: str) -> Iterator[ShownPass]:
    tape = run(params, budget, frozenset(extra))
    try:
        yield ShownPass(tape)
    finally:
        tape.close()


@contextmanager
def _trace(params: Params, budget: Budget, mistake: Mistake | None, *extra: str) -> Iterator[TraceReply]:
    tape = run(params, budget, frozenset(extra))
    try:
        yield builder.build(tape, params["source"], mistake)
    finally:
        tape.close()


def trace_program(params: Params, budget: Budget) -> TraceReply:
    with _trace(params, budget, mistake_of(params), "mistake") as trace:
        return trace


def draw_graph(params: Params, budget: Budget) -> DrawReply:
    """The drawing with the boxes of `closed` folded (default: as in the trace), with or without constants."""
    closed = paths_of("closed", params.get("closed"))
    constants = flag("constants", params.get("constants", True))
    with _trace(params, budget, None, "closed", "constants") as trace:
        nodes = trace["nodes"]
    boxes = fold.fold(nodes, trace["roots"], fold.default_closed(nodes) if closed is None else closed)
    return {
        "version": VERSION,
        "dot": draw.dot(nodes, boxes, constants),
        "boxes": boxes,
        "shape": draw.shape(nodes, boxes, constants),
        "groups": fold.groups(nodes),
    }


def check(params: Params, budget: Budget) -> CheckReply:
    """A verdict on the grad of each leaf; in a large graph, of as many leaves as MAX_CHECK allows.

    With a mistake the gradients are those that it makes. The curve is always measured against the right ones: it is the
    error of the difference quotient, and not of the gradients.
    """
    mistake = mistake_of(params)
    with _shown_pass(params, budget, "mistake") as shown:
        names = shown.names(params["source"])
        leaves = [i for i, value in enumerate(shown.graph) if value.kind == "leaf"]
        on_curve = leaves[: max(1, MAX_EVALUATIONS // (2 * len(names) * len(gradcheck.CURVE_STEPS)))]
        points = gradcheck.error_curve(shown.root, [shown.graph[i] for i in on_curve])
        shown.make(mistake)
        results = gradcheck.check(shown.root, [shown.graph[i] for i in leaves], MAX_CHECK)
        name_of = {id(value): name for value, name in zip(shown.graph, names, strict=True)}
    return {
        "version": VERSION,
        "root": name_of[id(shown.root)],
        "complete": len(results) == len(leaves),
        "leaves": [
            {
                "node": i,
                "name": names[i],
                "data": result.leaf.data,
                "grad": result.grad,
                "numeric": result.numeric,
                "difference": result.difference,
                "error": result.error,
                "h": result.h,
                "verdict": result.verdict,
                "agrees": result.agrees,
                "digits": result.digits,
                "reason": verdicts.reason(result, lambda value: name_of[id(value)]),
            }
            for i, result in zip(leaves, results, strict=False)
        ],
        "curve_leaves": len(on_curve),
        "curve": [{"h": h, "error": error} for h, error in points],
    }


def export_graph(params: Params, budget: Budget) -> ExportReply:
    format_name = one_of("format", params.get("format"), EXPORT_FORMATS)
    with _trace(params, budget, mistake_of(params), "format", "mistake") as trace:
        reply = trace
    if format_name == "json":
        text = encode(reply)
    else:
        text = reply["dot"] if format_name == "dot" else export.FORMATS[format_name](reply)
    return {"version": VERSION, "format": format_name, "text": text}


def plot_root(params: Params, budget: Budget) -> LineReply | SurfaceReply:
    """The root as a function of one leaf or two: see engine/trace/plot.py."""
    mistake = mistake_of(params)
    with _shown_pass(params, budget, "x", "y", "mistake") as shown:
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
        shown.make(mistake)
        return plot.line(shown.root, x) if y is None else plot.surface(shown.root, x, y)


def nudge(params: Params, budget: Budget) -> NudgeReply:
    """The root before and after the leaves change by the amounts `by`: one leaf by h, or all along the gradient."""
    by = leaves_of("by", params.get("by"))
    with _shown_pass(params, budget, "by") as shown:
        leaves = {leaf_of(ordinal, shown.tape): amount for ordinal, amount in by.items()}
        nudged: dict[Value, float] = {leaf: leaf.data + amount for leaf, amount in leaves.items()}
        after = Graph(shown.root).evaluate(nudged)
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
        graph = shown.graph
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
                f"{shown.names(params['source'])[stale]} is not what its operands give: the program assigns data after "
                "it is computed. A compiled program computes every result from its operands.",
                hint="Assign before results are computed, or after backward().",
            )
        leaves = [i for i, value in enumerate(graph) if value.kind == "leaf"]
        try:
            return view.view(graph, leaves, shown.root)
        except LoweringError as error:
            raise PlaygroundError("unsupported", str(error), hint="Write it with the built-in operations.") from error
