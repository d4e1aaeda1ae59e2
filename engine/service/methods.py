"""What the door can be asked for. Each method runs the program, looks at the graph of the shown pass, and forgets both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .. import gradcheck
from ..budgets import Budget
from ..errors import PlaygroundError
from ..lower.listing import view
from ..lower.op_emitters import LoweringError
from ..trace import builder, draw, export, fold, plot
from ..trace.steps import MISTAKES
from ..trace.tape import Tape, Traced
from ..validation import flag, one_of
from ..value import Value
from .params import Params, axis, leaf_of, leaves_of, paths_of, run
from .wire import Reply, encode

MAX_EVALUATIONS = 400_000  # operations that a check or a plot may compute again


class ShownPass:
    """The run of a program with its trace, and the numbers of the shown pass put back: later passes have moved them on.

    A leaf's gradient is what this pass alone gives it: what it kept from earlier ones is no derivative of this root.
    """

    def __init__(self, tape: Tape, reply: Reply) -> None:
        self.tape = tape
        self.trace = reply
        snapshot = tape.snapshot
        assert snapshot is not None  # builder.build() has raised otherwise
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


def trace_program(params: Params, budget: Budget) -> Reply:
    mistake = params.get("mistake")
    if mistake is not None:
        mistake = one_of("mistake", mistake, MISTAKES)
    tape = run(params, budget, frozenset({"mistake"}))
    try:
        return builder.build(tape, params["source"], mistake)
    finally:
        tape.close()


def draw_graph(params: Params, budget: Budget) -> Reply:
    """The drawing with the wanted paths closed (without `closed`: as the trace folds it), with or without constants."""
    closed = paths_of("closed", params.get("closed"))
    constants = flag("constants", params.get("constants", True))
    with _shown_pass(params, budget, "closed", "constants") as shown:
        nodes = shown.trace["nodes"]
    boxes = fold.fold(nodes, shown.trace["roots"], fold.default_closed(nodes) if closed is None else closed)
    return {
        "version": builder.VERSION,
        "dot": draw.dot(nodes, boxes, constants),
        "boxes": [box._asdict() for box in boxes],
        "groups": fold.groups(nodes),
    }


def check(params: Params, budget: Budget) -> Reply:
    """Each leaf's grad beside its central difference. A large graph is checked for as many leaves as the limit allows."""
    with _shown_pass(params, budget) as shown:
        nodes = shown.trace["nodes"]
        leaves = [(value, node) for value, node in zip(shown.graph, nodes, strict=True) if value.kind == "leaf"]
        most = max(1, MAX_EVALUATIONS // (2 * len(nodes)))
        checked = leaves[:most]
        results = gradcheck.check(shown.root, [value for value, _ in checked])
        points = gradcheck.error_curve(
            shown.root, [value for value, _ in checked[: max(1, most // len(gradcheck.CURVE_STEPS))]]
        )
    return {
        "version": builder.VERSION,
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


def export_graph(params: Params, budget: Budget) -> Reply:
    form = one_of("format", params.get("format"), [*export.FORMATS, "json", "dot"])
    with _shown_pass(params, budget, "format") as shown:
        reply = shown.trace
    text = encode(reply) if form == "json" else reply["dot"] if form == "dot" else export.FORMATS[form](reply)
    return {"version": builder.VERSION, "format": form, "text": text}


def plot_root(params: Params, budget: Budget) -> Reply:
    """The root over one leaf, or over two: see engine.plot."""
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
        drawn = plot.line(shown.root, x) if y is None else plot.surface(shown.root, x, y)
    return {"version": builder.VERSION, **drawn}


def nudge(params: Params, budget: Budget) -> Reply:
    """The root before and after leaves are moved by the amounts `by`: one leaf by h, or all along the gradient."""
    by = leaves_of("by", params.get("by"))
    with _shown_pass(params, budget, "by") as shown:
        leaves = {leaf_of(ordinal, shown.tape): amount for ordinal, amount in by.items()}
        moved: dict[Value, float] = {leaf: leaf.data + amount for leaf, amount in leaves.items()}
        after = gradcheck.Graph(shown.root).evaluate(moved)
        ordinals = shown.tape.ordinals
        return {
            "version": builder.VERSION,
            "before": shown.root.data,
            "after": after,
            "leaves": {str(ordinals[leaf.id]): moved[leaf] for leaf in leaves},
        }


def compile_graph(params: Params, budget: Budget) -> Reply:
    """The shown graph's step of training as instructions and as WebAssembly: see engine.lower.view. Nothing is run."""
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
                f"{nodes[stale]['name']} is not what its operands give: the program assigns data after it is computed. A "
                "compiled program computes every result from its operands.",
                hint="Assign before results are computed, or after backward().",
            )
        leaves = [node["id"] for node in nodes if node["kind"] == "leaf"]
        try:
            compiled = view.view(graph, leaves, shown.root)
        except LoweringError as error:
            raise PlaygroundError("unsupported", str(error), hint="Write it with the built-in operations.") from error
    return {"version": builder.VERSION, **compiled}
