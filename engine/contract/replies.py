"""Replies of the playground's methods, and the error that any method can reply with."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from ..gradcheck import Verdict
from .common import (
    Agreement,
    Edge,
    ErrorCode,
    ExportFormat,
    Field,
    Level,
    Library,
    Mistake,
    NodeId,
    NodeKind,
    Number,
    Span,
    Version,
)
from .keywords import Keywords
from .steps import Ordinal, Step


class Node(TypedDict):
    """A value of the graph, with its data and grad at the end of the backward phase."""

    id: Annotated[int, Keywords(minimum=0, x_own_index=True), "Its index in `nodes`."]
    label: Annotated[str, "The program's name for it, or empty."]
    name: Annotated[str, "Its name in sentences and boxes: unique in the trace, never empty."]
    op: Annotated[str, "The operation's symbol in the drawing; empty for leaves and constants."]
    parents: Annotated[list[NodeId], "Its operands, in order."]
    data: Number
    grad: Number
    kind: NodeKind
    span: Span | None
    group: Annotated[list[str], "The modules of the network that it belongs to, outermost first."]
    exponent: NotRequired[Annotated[Number, "Of a power with a plain number: that number."]]
    leaf: NotRequired[Annotated[Ordinal, "Of a leaf: its ordinal, from 0 in the order of creation."]]
    start: NotRequired[Annotated[Number, "Of a leaf that the program assigned other data before this pass: the first."]]
    written: NotRequired[Annotated[Number, "Of a leaf whose data the request overrides: those of the text."]]


class Pass(TypedDict):
    """One call of backward()."""

    root: Annotated[NodeId | None, "Its root; null unless this pass is shown."]
    data: Annotated[Number, "The root's data at the call."]
    span: Span | None


class Output(TypedDict):
    """A line that the program prints."""

    text: str
    span: Span | None


class Correction(TypedDict):
    """A text to write in place of a span of the program."""

    span: Span
    text: str
    label: NotRequired[Annotated[str, "What its button says; otherwise the button names the text."]]


class Warning(TypedDict):
    """A remark on the first value or gradient that is not finite, or on what does not do what it seems to do."""

    code: Literal["not-finite", "slip"]
    message: str
    field: NotRequired[Annotated[Field, "Of a number: whether it is that of a value or of a gradient."]]
    origin: NotRequired[Annotated[str, "The sentence of the message about the operation, as the program writes it."]]
    node: Annotated[NodeId | None, "The node that it is about; null if the shown graph does not have it."]
    span: Span | None
    correction: NotRequired[Annotated[Correction, "Where it is certain."]]


class Box(TypedDict):
    """A folded box: the values of a neuron, a layer, or a line of the program, drawn as one."""

    id: Annotated[str, "Its id in the drawing: g0, g1, ..."]
    path: Annotated[str, "Its path: `MLP/Layer 0/Neuron 2` or `line 7`."]
    nodes: list[NodeId]
    output: Annotated[NodeId | None, "The only value that is used outside of the box; null if there are several."]


class OperationCheck(TypedDict):
    """A local derivative of an operation of the program's own beside the slope that is measured."""

    operand: Annotated[int, Keywords(minimum=0, maximum=1), "By which operand, from 0."]
    at: Annotated[list[Number], "The operands' data."]
    local: Annotated[Number, "By the program's derivative."]
    numeric: Annotated[Number, "By differences of its forward function."]
    verdict: Verdict
    digits: Annotated[int | None, "How many digits agree; null with every other verdict."]


class OwnOperation(TypedDict):
    """An operation that the program defines, with expressions over a, b and out."""

    name: str
    forward: str
    derivatives: list[str]
    checks: Annotated[list[OperationCheck], "At several points; none differs, or the program is refused."]


_Shown = TypedDict("_Shown", {"pass": Annotated[Ordinal, "Which of `passes` is traced in full."]})


class TraceReply(_Shown):
    """Every step of a program's run, and its graph at the end of the backward phase.

    A program that computes no value, because it only prints or defines, has no nodes, roots, steps and passes.
    """

    version: Version
    source: str
    level: Level
    nodes: list[Node]
    roots: list[NodeId]
    steps: list[Step]
    passes: list[Pass]
    output: list[Output]
    warnings: list[Warning]
    dot: Annotated[str, "The graph as text for Graphviz."]
    boxes: list[Box]
    shape: Annotated[str, "Digest of the drawing without its numbers: equal for drawings that differ only in these."]
    static: Annotated[bool, "Whether `numbers` can give the numbers for other leaf data: no step depends on one."]
    operations: NotRequired[Annotated[list[OwnOperation], "Those of the program's own, if it defines any."]]
    mistake: NotRequired[Annotated[Mistake, "The mistake that the backward phase makes."]]
    by_hand: NotRequired[
        Annotated[
            list[Agreement | None],
            "By hand, without a call of backward(): how each node's grad compares; null for constants.",
        ]
    ]
    truth: NotRequired[Annotated[list[Number], "With a mistake, or by hand: the gradient by backward() of each node."]]
    observed: NotRequired[Annotated[bool, "Whether the pass is of the reader's own code, as the notebook has seen it."]]


Doubles = Annotated[
    str, Keywords(contentEncoding="base64", pattern="^[A-Za-z0-9+/]*={0,2}$"), "Little-endian doubles, in base64."
]


class NumbersReply(TypedDict):
    """The numbers of a static graph's steps, for other data of its leaves than in the trace."""

    version: Version
    data: Annotated[Doubles, "The data of each node."]
    grad: Annotated[Doubles, "The grad of each node at the end of the backward phase."]
    contributions: Annotated[
        Doubles, "Of each contribution in order: local derivative, upstream gradient, product, grad before and after."
    ]
    meaning: Annotated[str, "What the step that was asked for is for; empty without one."]
    text: Annotated[str, "Its sentence with the numbers."]
    math: Annotated[str, "Its formula, in LaTeX."]
    truth: NotRequired[Annotated[Doubles, "With a mistake: the correct gradient of each node."]]


class CheckedLeaf(TypedDict):
    """A leaf's gradient by backward() beside the slope that is measured, and the verdict."""

    node: NodeId
    name: str
    data: Number
    grad: Annotated[Number, "By backward()."]
    numeric: Annotated[Number, "By differences of the root; NaN if there is no number."]
    difference: Annotated[Number, "Between both."]
    error: Annotated[Number, "The estimated error of `numeric`."]
    h: Annotated[float, "The smallest step that `numeric` was computed with; 0 if there is none."]
    verdict: Verdict
    agrees: Annotated[bool, "Whether the verdict is that both agree."]
    digits: Annotated[Ordinal | None, "How many digits agree; null with every other verdict."]
    reason: Annotated[str, "Why it cannot be measured, or which operation has the kink; else mostly empty."]


class CurvePoint(TypedDict):
    """A point of the error curve: how far (f(x + h) - f(x - h)) / 2h is from the gradient, at most over the leaves."""

    h: float
    error: Number


class CheckReply(TypedDict):
    """The gradient check of every leaf."""

    version: Version
    root: Annotated[str, "The root's name."]
    complete: Annotated[bool, "Whether every leaf was checked; a large graph has too many."]
    leaves: list[CheckedLeaf]
    curve_leaves: Annotated[Ordinal, "Over how many leaves, from the first on, the curve is."]
    curve: list[CurvePoint]


class DrawReply(TypedDict):
    """A drawing of the graph, with some of its boxes folded."""

    version: Version
    dot: str
    boxes: list[Box]
    shape: Annotated[str, "As in a trace."]
    groups: Annotated[list[str], "Every path that can be closed."]
    svg: NotRequired[Annotated[str, "If the request's format is svg."]]


class ExportReply(TypedDict):
    """The shown graph, written for another library or program."""

    version: Version
    format: ExportFormat
    text: str


class ComparedLine(TypedDict):
    """A line of a library's program."""

    text: str
    node: Annotated[NodeId | None, "The value that it computes."]


class ComparedRow(TypedDict):
    """A line of the reader's program and the library's lines that come from it; either side may be empty."""

    line: Annotated[int | None, "The number of the reader's line; null for lines that the library needs besides."]
    ours: str
    theirs: list[ComparedLine]
    more: Annotated[Ordinal, "How many further lines come from it, which are left out."]
    notes: Annotated[list[str], "What differs, said where it first occurs."]


class CompareReply(TypedDict):
    """The program beside another library's."""

    version: Version
    library: Library
    rows: list[ComparedRow]
    text: Annotated[str, "The library's program as a whole."]


class BesideLeaf(TypedDict):
    """The gradient of a leaf at the end of two runs."""

    name: str
    left: Number
    right: Number
    agrees: bool


class BesideReply(TypedDict):
    """A program with its operations as one, beside the same with them in pieces, to be stepped together."""

    version: Version
    left: TraceReply
    right: TraceReply
    stops: Annotated[list[tuple[Ordinal, Ordinal]], "Positions in both at which both have done the same, in order."]
    leaves: list[BesideLeaf]
    text: Annotated[str, "One sentence: which operations are in pieces on the right."]


class LineReply(TypedDict):
    """The root as a function of one leaf."""

    version: Version
    points: list[tuple[float, Number]]
    at: Annotated[tuple[Number, Number], "The leaf's data and the root's."]
    slope: Annotated[Number, "The leaf's gradient."]


class SurfaceReply(TypedDict):
    """The root as a function of two leaves."""

    version: Version
    xs: list[float]
    ys: list[float]
    values: Annotated[list[list[Number]], "A row for each y."]
    at: Annotated[tuple[Number, Number, Number], "The data of both leaves and of the root."]
    gradient: tuple[Number, Number]


class NudgeReply(TypedDict):
    """The root before and after leaves are moved."""

    version: Version
    before: Number
    after: Number
    leaves: Annotated[dict[str, Number], "The moved leaves' new data, by their ordinals."]


class Instruction(TypedDict):
    """An instruction of the compiled program: `%4 = * %2 %3`, whose operands are earlier instructions."""

    text: str
    phase: Literal["forward", "backward", "update"]
    nodes: Annotated[list[Ordinal], "The values that it computes; in the update, the leaf that it moves."]
    flows: Annotated[list[Edge], "The contributions that it is part of."]


InstructionIndex = Annotated[int, Keywords(minimum=0, x_index_of="instructions")]


class WatLine(TypedDict):
    """A line of the module's text format."""

    text: str
    instruction: Annotated[InstructionIndex | None, "The instruction that the line belongs to."]


class CompiledMemory(TypedDict):
    """Addresses in the module's memory, in bytes, with 8 bytes for each number."""

    parameters: int
    gradients: int
    leaves: Annotated[list[NodeId], "Which leaf each parameter is."]


class CompileReply(TypedDict):
    """The graph's training step, compiled: its leaves are the parameters, its root is the loss."""

    version: Version
    instructions: list[Instruction]
    seed: Annotated[InstructionIndex | None, "The instruction of the root's own gradient; null if none needs it."]
    wat: list[WatLine]
    module: Annotated[str, "WebAssembly, in base64."]
    bytes: Annotated[Ordinal, "The module's size."]
    memory: CompiledMemory


class Fault(TypedDict):
    """What went wrong, where, and one way on."""

    code: ErrorCode
    message: Annotated[str, "What was written and what is allowed."]
    line: Annotated[Ordinal | None, "From 1; null unless the program's text is meant."]
    column: Annotated[Ordinal | None, "From 0, in code points."]
    end_line: Ordinal | None
    end_column: Annotated[Ordinal | None, "Exclusive."]
    hint: Annotated[str, "One way on, or empty."]
    output: NotRequired[Annotated[list[Output], "What the program printed before; absent if that is nothing."]]
    correction: NotRequired[Annotated[Correction, "Where it is certain."]]
    corrections: NotRequired[Annotated[list[Correction], "Where the reader has a choice: one for each way."]]


class ErrorReply(TypedDict):
    """The reply of any method to a request that cannot be carried out."""

    error: Fault
