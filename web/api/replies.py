"""Models of the methods' replies. The engine encodes the replies; these models only describe them in /openapi.json."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ...engine.errors import Code
from .params import ExportFormat, Level, Mistake, Number
from .steps import Edge, Id, Reply, Span, Step

Version = Literal[1]


class Node(Reply):
    id: Id
    label: str = Field(description="The program's name for it, or empty.")
    name: str = Field(description="What sentences and boxes call it: unique in the trace.")
    op: str = Field(description="The symbol to draw; empty for leaves and constants.")
    parents: list[Id] = Field(description="Its operands, in order.")
    data: Number
    grad: Number
    kind: Literal["leaf", "constant", "result"]
    span: Span | None
    group: list[str] = Field(description="Where it belongs in a network, from the outside in.")
    exponent: Number = Field(0.0, description="Only of a power with a plain number: that number.")
    leaf: int = Field(0, ge=0, description="Only of a leaf: its place among the leaves, as the program makes them.")
    start: Number = Field(
        0.0, description="Only of a leaf that the program has moved before this pass: its first data."
    )
    written: Number = Field(0.0, description="Only of a leaf that the request gives other data: those of the text.")


class Pass(Reply):
    """One call of backward()."""

    root: Id | None = Field(description="Its root; null where the shown graph does not hold it.")
    data: Number
    span: Span | None


class Output(Reply):
    text: str
    span: Span | None


class Warning(Reply):
    code: Literal["not-finite"]
    message: str
    node: Id | None
    span: Span | None


class Box(Reply):
    """Values that are drawn as one."""

    id: str
    path: str
    nodes: list[Id]
    output: Id | None = Field(description="The one value that others use; null where there are several.")


class TraceReply(Reply):
    version: Version
    source: str
    level: Level
    nodes: list[Node]
    roots: list[Id]
    steps: list[Step]
    passes: list[Pass]
    pass_: int = Field(alias="pass", ge=0, description="Which of passes is given in full.")
    output: list[Output]
    warnings: list[Warning]
    dot: str
    boxes: list[Box]
    mistake: Mistake = Field("overwrite", description="Only where one is asked for.")
    truth: list[Number] = Field([], description="Only with a mistake: the gradient that each node should have.")


class CheckedLeaf(Reply):
    node: Id
    name: str
    data: Number
    grad: Number = Field(description="By backward().")
    numeric: Number = Field(description="By the central difference.")
    difference: Number
    agrees: bool


class CurvePoint(Reply):
    h: float
    error: Number = Field(description="The largest error over the leaves.")


class CheckReply(Reply):
    version: Version
    root: str
    h: float
    complete: bool
    leaves: list[CheckedLeaf]
    curve: list[CurvePoint]


class DrawReply(Reply):
    version: Version
    dot: str
    boxes: list[Box]
    groups: list[str] = Field(description="Every path that can be closed.")
    svg: str = Field("", description="Only where the request's format is svg.")


class ExportReply(Reply):
    version: Version
    format: ExportFormat
    text: str


class LineReply(Reply):
    """The root over one leaf."""

    version: Version
    points: list[tuple[float, Number]]
    at: tuple[Number, Number] = Field(description="The leaf and the root where they are.")
    slope: Number = Field(description="The leaf's grad.")


class SurfaceReply(Reply):
    """The root over two leaves."""

    version: Version
    xs: list[float]
    ys: list[float]
    values: list[list[Number]] = Field(description="A row for each y.")
    at: tuple[Number, Number, Number]
    gradient: tuple[Number, Number]


class NudgeReply(Reply):
    version: Version
    before: Number
    after: Number
    leaves: dict[str, Number] = Field(description="The moved leaves' new data, by their place among the leaves.")


class Instruction(Reply):
    text: str = Field(description="Such as %4 = * %2 %3, whose operands are earlier instructions.")
    phase: Literal["forward", "backward", "update"]
    nodes: list[Id] = Field(description="The values that it computes; in the update the leaf that it moves.")
    flows: list[Edge] = Field(description="The contributions that it is part of.")


class WatLine(Reply):
    text: str
    instruction: int | None = Field(description="The instruction that the line belongs to.")


class CompiledMemory(Reply):
    parameters: int = Field(description="Where they begin, in bytes; 8 bytes each.")
    gradients: int
    leaves: list[Id] = Field(description="Which leaf each parameter is.")


class CompileReply(Reply):
    """The step of training of a graph, whose leaves are the parameters and whose root is the loss."""

    version: Version
    instructions: list[Instruction]
    seed: int | None = Field(description="The instruction of the root's own gradient; null where none needs it.")
    wat: list[WatLine]
    module: str = Field(description="WebAssembly, in base64.")
    bytes: int = Field(description="The module's size.")
    memory: CompiledMemory


class Fault(Reply):
    code: Code
    message: str = Field(description="What was written and what is allowed.")
    line: int | None = Field(description="From 1; null where no text is meant.")
    column: int | None = Field(description="From 0, in code points.")
    end_line: int | None
    end_column: int | None = Field(description="Exclusive.")
    hint: str = Field(description="One way on, or empty.")


class ErrorReply(Reply):
    error: Fault
