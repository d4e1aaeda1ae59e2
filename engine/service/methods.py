"""API methods of the playground. Each runs the program, uses the graph of the shown pass, and discards both."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain

from .. import gradcheck
from ..budgets import Budget
from ..contract.common import EXPORT_FORMATS, LIBRARIES, VERSION, Mistake
from ..contract.replies import (
    BesideReply,
    CheckReply,
    CompareReply,
    CompileReply,
    DrawReply,
    ExportReply,
    LineReply,
    NudgeReply,
    NumbersReply,
    SurfaceReply,
    TraceReply,
)
from ..errors import PlaygroundError
from ..evaluate import Graph
from ..lower.listing import view
from ..lower.op_emitters import LoweringError
from ..meter import NUMBER_BYTES, Meter, bytes_of, json_bytes
from ..trace import beside, builder, by_hand, comparison, draw, export, fold, mistakes, plot, verdicts
from ..trace.influence import influence_at
from ..trace.names import name_values
from ..trace.recording import Recording, is_static
from ..trace.tape import Snapshot, Tape, Traced
from ..validation import flag, one_of
from ..value import Value
from .params import Params, axis, index_of, leaf_of, leaves_of, mistake_of, paths_of, program_of, run
from .recordings import Key, Recordings
from .wire import doubles, encode

MAX_EVALUATIONS = 400_000  # operations that a plot or an error curve may recompute
MAX_CHECK = 2_000_000  # operations that a check may recompute
LEAF_CHECK_BYTES = 200 + 6 * NUMBER_BYTES  # of JSON, at most, beside the texts


class ShownPass:
    """A finished run, and the graph of the shown pass with the data of that pass, which later passes change.

    A leaf's gradient is the contribution of this pass alone: what earlier passes accumulated is no derivative of this
    root.
    """

    def __init__(self, tape: Tape, snapshot: Snapshot) -> None:
        self.tape = tape
        self.graph = snapshot.graph
        self.root: Traced = tape.passes[snapshot.index].root
        for value, data in zip(self.graph, snapshot.data, strict=True):
            value.data, value.grad = data, 0.0
        tape.meter.check_time()
        self.root.backward()
        self._data = snapshot.data

    def make(self, mistake: Mistake | None) -> None:
        """Give every value the gradient that it has on screen: with this mistake, or as the program sets it by hand."""
        if by_hand.is_by_hand(self.tape):
            grads = by_hand.gradients(self.tape)
        elif mistake is not None:
            grads = mistakes.gradients(self.graph, self.root, mistake)
        else:
            return
        for value, grad in zip(self.graph, grads, strict=True):
            value.grad = grad

    def names(self, source: str) -> list[str]:
        """The name of each value, as in the trace."""
        return [name.text for name in name_values(self.graph, self._data, source, self.tape.meter)]


@contextmanager
def _shown_pass(params: Params, budget: Budget, *extra: str) -> Iterator[ShownPass | None]:
    """The shown pass; None if the program computes no value."""
    tape = run(params, budget, frozenset(extra))
    try:
        snapshot = builder.shown_snapshot(tape)
        if snapshot is not None and tape.chosen_in is not None and snapshot.index > tape.chosen_in:
            raise PlaygroundError(
                "unsupported",
                "This result contains a slope that was chosen at a kink, as relu's is: with another number of a leaf "
                "it may be another one.",
                hint="Change the number in the program, or by its slider: then all of it is computed again.",
            )
        yield None if snapshot is None else ShownPass(tape, snapshot)
    finally:
        tape.close()


def nothing_to(verb: str) -> PlaygroundError:
    """The error of what needs a value, where a program only prints or defines."""
    message = f"There is nothing to {verb} yet: this program computes no value."
    return PlaygroundError("value", message, hint="Write an expression, such as a = 2; b = a*a.")


@contextmanager
def _trace(params: Params, budget: Budget, mistake: Mistake | None, *extra: str) -> Iterator[tuple[TraceReply, Meter]]:
    tape = run(params, budget, frozenset(extra))
    try:
        with tape.printed_before_errors():
            trace = builder.build(tape, params["source"], mistake)
        yield trace, tape.meter
    finally:
        tape.close()


recordings = Recordings()


def trace_program(params: Params, budget: Budget, meter: Meter | None = None) -> TraceReply:
    """The trace; the recording of a static graph is kept for `numbers`."""
    mistake = mistake_of(params)
    tape = run(params, budget, frozenset(["mistake"]), meter)
    kept = False
    try:
        with tape.printed_before_errors():
            trace = builder.build(tape, params["source"], mistake)
        if trace["static"]:
            key = Key(program_of(params, frozenset(["mistake"])), budget.backend)
            recordings.put(key, Recording(tape, params["source"]))
            kept = True
        return trace
    finally:
        if not kept:
            tape.close()


def numbers(params: Params, budget: Budget) -> NumbersReply:
    """The numbers of a static graph's steps with other leaf data; see engine/trace/recording.py."""
    extra = frozenset(["mistake", "node", "contribution"])
    key = Key(program_of(params, extra), budget.backend)
    mistake, leaves = mistake_of(params), leaves_of("leaves", params.get("leaves"))
    node, contribution = (index_of(name, params.get(name)) for name in ("node", "contribution"))
    kept = recordings.take(key)
    recording, meter = (kept, Meter(budget)) if kept is not None else _record(params, budget, extra)
    try:
        numbers = recording.numbers(leaves, meter, mistake, node, contribution)
        truth = None if mistake is None else recording.numbers(leaves, meter, None).grad
    finally:
        recordings.put(key, recording)
    reply: NumbersReply = {
        "version": VERSION,
        "data": doubles(numbers.data),
        "grad": doubles(numbers.grad),
        "contributions": doubles(chain.from_iterable(numbers.contributions)),
        "meaning": numbers.shown.meaning,
        "text": numbers.shown.text,
        "math": numbers.shown.math,
    }
    if truth is not None:
        reply["truth"] = doubles(truth)
    return reply


def _record(params: Params, budget: Budget, extra: frozenset[str]) -> tuple[Recording, Meter]:
    """The recording of a run of the program, and the run's meter.

    Raises PlaygroundError (unsupported) if its graph is not static.
    """
    tape = run(params, budget, extra)
    try:
        builder.shown_snapshot(tape)
        if not is_static(tape):
            hint = "Ask for the trace."
            raise PlaygroundError("unsupported", "The steps of this program depend on its numbers.", hint=hint)
    except BaseException:
        tape.close()
        raise
    return Recording(tape, params["source"]), tape.meter


def draw_graph(params: Params, budget: Budget) -> DrawReply:
    """The drawing with the boxes of `closed` folded (default: as in the trace), with or without constants."""
    closed = paths_of("closed", params.get("closed"))
    constants = flag("constants", params.get("constants", True))
    with _trace(params, budget, None, "closed", "constants") as (trace, meter):
        nodes, influence = trace["nodes"], influence_at(trace)
    meter.restart()
    boxes = fold.fold(nodes, trace["roots"], fold.default_closed(nodes) if closed is None else closed)
    groups = fold.groups(nodes)
    meter.charge(bytes_of(boxes) + bytes_of(groups))
    return {
        "version": VERSION,
        "dot": draw.dot(nodes, boxes, constants, influence=influence, meter=meter) if nodes else "",
        "boxes": boxes,
        "shape": draw.shape(nodes, boxes, constants) if nodes else "",
        "groups": groups,
    }


def check(params: Params, budget: Budget) -> CheckReply:
    """A verdict on the grad of each leaf; in a large graph, of as many leaves as MAX_CHECK allows.

    With a mistake the gradients are those that it makes. The curve is always measured against the right ones: it is the
    error of the difference quotient, and not of the gradients.
    """
    mistake = mistake_of(params)
    with _shown_pass(params, budget, "mistake") as shown:
        if shown is None:
            return {"version": VERSION, "root": "", "complete": True, "leaves": [], "curve_leaves": 0, "curve": []}
        names = shown.names(params["source"])
        leaves = [i for i, value in enumerate(shown.graph) if value.kind == "leaf"]
        on_curve = leaves[: max(1, MAX_EVALUATIONS // (2 * len(names) * len(gradcheck.CURVE_STEPS)))]
        meter = shown.tape.meter
        points = gradcheck.error_curve(shown.root, [shown.graph[i] for i in on_curve], meter.check_time)
        shown.make(mistake)
        results = gradcheck.check(shown.root, [shown.graph[i] for i in leaves], MAX_CHECK, meter.check_time)
        name_of = {id(value): name for value, name in zip(shown.graph, names, strict=True)}
        reasons = []
        for result in results:
            reason = verdicts.reason(result, shown.root, lambda value: name_of[id(value)])
            meter.charge(LEAF_CHECK_BYTES + json_bytes(reason) + json_bytes(name_of[id(result.leaf)]))
            reasons.append(reason)
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
                "reason": reason,
            }
            for i, result, reason in zip(leaves, results, reasons, strict=False)
        ],
        "curve_leaves": len(on_curve),
        "curve": [{"h": h, "error": error} for h, error in points],
    }


def export_graph(params: Params, budget: Budget) -> ExportReply:
    format_name = one_of("format", params.get("format"), EXPORT_FORMATS)
    with _trace(params, budget, mistake_of(params), "format", "mistake") as (trace, meter):
        reply = trace
    meter.restart()
    if format_name == "json":
        text = encode(reply)
    elif not reply["nodes"]:
        raise nothing_to("export")
    else:
        text = reply["dot"] if format_name == "dot" else export.FORMATS[format_name](reply, meter)
    meter.charge_text(text)
    return {"version": VERSION, "format": format_name, "text": text}


def compare_libraries(params: Params, budget: Budget) -> CompareReply:
    library = one_of("library", params.get("library"), LIBRARIES)
    with _trace(params, budget, mistake_of(params), "library", "mistake") as (trace, meter):
        if not trace["nodes"]:
            raise nothing_to("compare")
        meter.restart()
        rows = comparison.compare(trace, library, meter)
        meter.charge(bytes_of(rows))
        text = export.FORMATS[library](trace, meter)
        meter.charge_text(text)
    return {"version": VERSION, "library": library, "rows": rows, "text": text}


def beside_pieces(params: Params, budget: Budget) -> BesideReply:
    """The program with each operation as one, beside the same at the level of atoms."""
    whole = params.get("level", "lecture")
    meter = Meter(budget)
    with (
        _run_at(params, budget, "lecture" if whole == "atoms" else whole, meter) as left,
        _run_at(params, budget, "atoms", meter) as right,
    ):
        return {
            "version": VERSION,
            "left": left[0],
            "right": right[0],
            "stops": beside.stops_of(*left, *right),
            "leaves": beside.leaves_of(*left, *right),
            "text": beside.in_pieces(*left, *right),
        }


@contextmanager
def _run_at(params: Params, budget: Budget, level: object, meter: Meter) -> Iterator[tuple[TraceReply, beside.Keys]]:
    """The trace at a level, and the keys of its nodes."""
    mistake = mistake_of(params)
    tape = run({**params, "level": level}, budget, frozenset(["mistake"]), meter)
    try:
        with tape.printed_before_errors():
            trace = builder.build(tape, params["source"], mistake)
        if not trace["nodes"]:
            raise nothing_to("compare")
        snapshot = builder.shown_snapshot(tape)
        assert snapshot is not None
        yield trace, beside.keys_of(snapshot.graph)
    finally:
        tape.close()


def plot_root(params: Params, budget: Budget) -> LineReply | SurfaceReply:
    """The root as a function of one leaf or two: see engine/trace/plot.py."""
    mistake = mistake_of(params)
    with _shown_pass(params, budget, "x", "y", "mistake") as shown:
        if shown is None:
            raise nothing_to("plot")
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
        graph = Graph(shown.root, shown.tape.meter.check_time)
        return plot.line(graph, x) if y is None else plot.surface(graph, x, y)


def nudge(params: Params, budget: Budget) -> NudgeReply:
    """The root before and after the leaves change by the amounts `by`: one leaf by h, or all along the gradient."""
    by = leaves_of("by", params.get("by"))
    with _shown_pass(params, budget, "by") as shown:
        if shown is None:
            raise nothing_to("nudge")
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
        if shown is None:
            raise nothing_to("compile")
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
            return view.view(graph, leaves, shown.root, shown.tape.meter)
        except LoweringError as error:
            raise PlaygroundError("unsupported", str(error), hint="Write it with the built-in operations.") from error
