"""What the four methods answer. The engine writes the text that is sent; these models describe it in /openapi.json."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from engine.errors import Code
from web.models import ExportFormat, Level, Number
from web.models_steps import Id, Reply, Span, Step

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
    svg: str | None = Field(None, description="Only where the request's format is svg.")


class ExportReply(Reply):
    version: Version
    format: ExportFormat
    text: str


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
