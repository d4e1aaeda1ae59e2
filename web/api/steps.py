"""Models of a trace's steps: one for each kind, because the fields differ."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from .params import Number

Span = Annotated[
    tuple[int, int, int, int],
    Field(description="Line from 1, column from 0 in code points, end line, end column (exclusive)."),
]
Id = Annotated[int, Field(ge=0, description="A node's place in nodes.")]
Edge = Annotated[tuple[Id, int], Field(description="The result and which of its operands, from 0.")]
Change = Annotated[
    tuple[Id, Literal["data", "grad"], Number | None, Number],
    Field(description="Node, field, number before (null where not yet known), number after."),
]


class Reply(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Step(Reply):
    node: Id | None = Field(description="The node that the step is about.")
    set: list[Change] = Field(description="Every field that the step changes.")
    text: str = Field(description="What happens, in one plain sentence.")
    math: str = Field(description="The same as LaTeX, or empty.")
    span: Span | None = Field(description="The characters that it comes from.")


class LeafStep(_Step):
    """A leaf comes into being."""

    phase: Literal["forward"]
    kind: Literal["leaf"]


class OperationStep(_Step):
    """A result is computed."""

    phase: Literal["forward"]
    kind: Literal["operation"]


class PassStep(_Step):
    """Another call of backward(), as a whole."""

    phase: Literal["forward", "update"]
    kind: Literal["pass"]
    pass_: int = Field(alias="pass", ge=0, description="Which call, from 0.")


class AssignStep(_Step):
    """The program assigns to a data or a grad."""

    phase: Literal["forward", "update"]
    kind: Literal["assign"]


class ZeroStep(_Step):
    """zero_grad()"""

    phase: Literal["forward", "update"]
    kind: Literal["zero"]


class EnterStep(_Step):
    """The search for the order calls itself on a node."""

    phase: Literal["order"]
    kind: Literal["enter"]
    edge: Edge | None = Field(description="The edge that led there; null for the root.")


class SeenStep(_Step):
    """The search reaches a node that it has visited."""

    phase: Literal["order"]
    kind: Literal["seen"]
    edge: Edge


class AppendStep(_Step):
    """A node's operands are done: it is appended to the order."""

    phase: Literal["order"]
    kind: Literal["append"]
    position: int = Field(ge=0, description="Its place in the order, from 0.")


class SeedStep(_Step):
    """The root's grad becomes 1."""

    phase: Literal["backward"]
    kind: Literal["seed"]


class FlowStep(_Step):
    """One contribution of the chain rule, from a result to one of its operands."""

    phase: Literal["backward"]
    kind: Literal["flow"]
    from_: Id = Field(alias="from", description="The result.")
    operand: int = Field(ge=0, description="Which of its operands receives, from 0.")
    local: Number = Field(description="The local derivative.")
    upstream: Number = Field(description="The result's grad.")
    contribution: Number = Field(description="Their product.")
    rule: str = Field(description="The line of _backward that does it.")


Step = Annotated[
    LeafStep
    | OperationStep
    | PassStep
    | AssignStep
    | ZeroStep
    | EnterStep
    | SeenStep
    | AppendStep
    | SeedStep
    | FlowStep,
    Field(discriminator="kind"),
]
