"""Steps of a trace: one type for each kind, with the phases in which it occurs."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from .common import Change, Edge, NodeId, Number, Span
from .keywords import Keywords

Ordinal = Annotated[int, Keywords(minimum=0)]


class _StepFields(TypedDict):
    """The fields of every step, beside its phase and kind."""

    set: Annotated[list[Change], "Every field that the step changes."]
    meaning: Annotated[str, "What it is for, in words without arithmetic; empty where `text` says it all."]
    text: Annotated[str, "What happens, in one plain sentence with its numbers."]
    math: Annotated[str, "The same as LaTeX, or empty."]
    span: Annotated[Span | None, "The characters that it comes from."]


class LeafStep(_StepFields):
    """A leaf, or a constant that is the root, gets its data."""

    phase: Literal["forward"]
    kind: Literal["leaf"]
    node: NodeId


class OperationStep(_StepFields):
    """A result is computed from its operands."""

    phase: Literal["forward"]
    kind: Literal["operation"]
    node: NodeId


_Pass = TypedDict("_Pass", {"pass": Annotated[Ordinal, "Its number, from 0."]})


class PassStep(_StepFields, _Pass):
    """Another call of backward(), as a whole."""

    phase: Literal["forward", "update"]
    kind: Literal["pass"]
    node: None


class AssignStep(_StepFields):
    """The program assigns to the data or the grad of a node, or calls its `_backward()` after a pass."""

    phase: Annotated[Literal["forward", "backward", "update"], "Backward where the program works by hand."]
    kind: Literal["assign"]
    node: NodeId


class ZeroStep(_StepFields):
    """The program sets gradients to 0: zero_grad()."""

    phase: Annotated[Literal["forward", "backward", "update"], "Backward where the program works by hand."]
    kind: Literal["zero"]
    node: None


class EnterStep(_StepFields):
    """The depth-first search of the topological order arrives at a node for the first time."""

    phase: Literal["order"]
    kind: Literal["enter"]
    node: NodeId
    edge: Annotated[Edge | None, "The edge by which it arrived; null for the root."]


class SeenStep(_StepFields):
    """The search arrives at a node that it has visited."""

    phase: Literal["order"]
    kind: Literal["seen"]
    node: NodeId
    edge: Edge


class AppendStep(_StepFields):
    """All operands of a node are in the order: the node is appended."""

    phase: Literal["order"]
    kind: Literal["append"]
    node: NodeId
    position: Annotated[Ordinal, "Its position in the order, from 0."]


class SeedStep(_StepFields):
    """The root's gradient becomes 1, its derivative by itself."""

    phase: Literal["backward"]
    kind: Literal["seed"]
    node: NodeId


_From = TypedDict("_From", {"from": Annotated[NodeId, "The result."]})


class FlowStep(_StepFields, _From):
    """One contribution of the chain rule: `node` receives local * upstream from the result `from`.

    By a pass, or by a call of `from`'s `_backward()` where the program works by hand.
    """

    phase: Literal["backward"]
    kind: Literal["flow"]
    node: NodeId
    operand: Annotated[Ordinal, "Which operand of the result `node` is, from 0."]
    local: Annotated[Number, "The local derivative of the result by this operand."]
    upstream: Annotated[Number, "The result's gradient."]
    contribution: Annotated[Number, "Their product."]
    rule: Annotated[str, "The line of `_backward` that adds it."]


Step = (
    LeafStep
    | OperationStep
    | PassStep
    | AssignStep
    | ZeroStep
    | EnterStep
    | SeenStep
    | AppendStep
    | SeedStep
    | FlowStep
)
