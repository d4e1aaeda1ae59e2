"""Messages of the notebook: cells that run, what they put out, and the verdict on each backward pass."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from .common import Number
from .replies import BesideLeaf, TraceReply
from .steps import Ordinal

CellId = Annotated[str, "The page's id of a cell."]
FaultKind = Literal[
    "overwritten",
    "too early",
    "second time",
    "wrong factor",
    "missing",
    "nothing propagates",
    "not zeroed",
    "wrong forward",
    "wrong seed",
    "unexplained",
]
Status = Literal["right", "wrong", "unjudged"]


class Place(TypedDict):
    """A line of a cell."""

    cell: CellId
    line: Annotated[int, "From 1."]
    text: Annotated[str, "The line without its indentation."]


class JudgedGradient(TypedDict):
    """A value's gradient as the reader's code leaves it, beside the true one."""

    name: str
    leaf: bool
    data: Number
    grad: Annotated[Number | None, "Null where there is none."]
    truth: Number
    agrees: bool


class Fault(TypedDict):
    """The first wrong event of a pass, in plain words."""

    kind: FaultKind
    text: Annotated[str, "What happened: one or two sentences with the numbers, before, after and what it should be."]
    place: Place | None
    node: Annotated[str, "The value whose gradient it is about, by name."]
    before: Number | None
    after: Number | None
    expected: Number | None
    rule: Annotated[str, "The rule that it breaks, in words; shown second, on request."]
    fix: Annotated[str, "The line as it should be, or empty where that is not certain; shown last, on request."]


class Verdict(TypedDict):
    status: Status
    text: Annotated[str, "One sentence: what was compared and how it came out."]
    gradients: Annotated[list[JudgedGradient], "Leaves first; without constants; the first 60."]
    faults: Annotated[list[Fault], "The first wrong event, and others that it does not explain; empty if right."]
    notes: Annotated[list[str], "What could not be seen, nondeterminism, a pass that began with old gradients."]


class PassSummary(TypedDict):
    """One backward pass of a cell."""

    number: Annotated[int, "From 0 since the kernel's start; asks for its trace."]
    ordinal: Annotated[int, "From 1 in its cell."]
    place: Place | None
    root: str
    values: int
    verdict: Verdict


class Traceback(TypedDict):
    """One frame of the reader's own code, outermost first."""

    cell: CellId
    line: int
    function: Annotated[str, "Empty for the cell's own lines."]
    text: str
    column: NotRequired[Annotated[int, "From 0, where Python cannot read on: of a SyntaxError."]]


class CellError(TypedDict):
    """An exception that ended a cell."""

    type: str
    message: str
    traceback: list[Traceback]
    hint: Annotated[str, "What the page can say about it, or empty."]


class Stream(TypedDict):
    type: Literal["stream"]
    name: Literal["stdout", "stderr"]
    text: str


class Display(TypedDict):
    """Something drawn, or the value of the last line: a bundle by MIME type; `text/plain` is always there."""

    type: Literal["display", "result"]
    data: dict[str, object]


class ErrorOutput(TypedDict):
    type: Literal["error"]
    error: CellError


CellOutput = Stream | Display | ErrorOutput


class RunReply(TypedDict):
    """A cell has ended."""

    version: Literal[1]
    status: Literal["ok", "error", "interrupted"]
    count: Annotated[int, "The number in the brackets beside the cell."]
    seconds: float
    passes: Annotated[list[PassSummary], "The last passes of the cell, at most 20, and its first wrong one."]
    skipped: Annotated[int, "How many passes are left out of `passes`."]
    right: Annotated[int, "How many of all passes are right."]
    wrong: Annotated[int, "How many of all passes are wrong."]
    notes: Annotated[list[str], "What the page has to say: tracing was switched off to save time, and so on."]


class TrueRun(TypedDict):
    """The same computation with right gradients, to be stepped beside a wrong pass."""

    trace: TraceReply
    stops: Annotated[list[tuple[Ordinal, Ordinal]], "Positions in both at which both have done the same, in order."]
    leaves: list[BesideLeaf]
    different: Annotated[int, "The first stop, from 0, at which they differ."]


class PassReply(TypedDict):
    """A pass for the player: the trace of the reader's own run, and the same graph as a program of the playground."""

    version: Literal[1]
    trace: TraceReply
    verdict: Verdict
    program: Annotated[str, "The same graph as a program of the playground's language; empty past limits."]
    wrong_step: Annotated[int | None, "Index of the trace's first wrong step; null where no step is wrong by itself."]
    true_run: NotRequired[Annotated[TrueRun, "Of a wrong pass whose graph is a program."]]


class CounterexampleReply(TypedDict):
    """The smallest program of the reader's own class that fails."""

    version: Literal[1]
    tried: Annotated[int, "How many programs were run."]
    found: NotRequired[PassReply]
    text: Annotated[str, "One sentence: what fails and by how much, or that nothing failed."]
    source: Annotated[str, "The program, in the words of the reader's class; empty if nothing failed."]


class TrainingReply(TypedDict):
    """A small training with the reader's class, beside the same one with right gradients."""

    version: Literal[1]
    own: Annotated[list[Number], "The loss before each step with the gradients of the reader's class."]
    right: Annotated[list[Number], "The same with the right ones."]
    text: Annotated[str, "One sentence that compares both, or says why there is none."]
