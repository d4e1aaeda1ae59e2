"""Models of the methods' parameters, by the names of docs/architecture.md.

The engine validates the parameters itself, with the same messages on every transport. These models only describe them
in /openapi.json, and a test checks that the two agree.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ...engine.budgets import MAX_NAME
from ...engine.service.params import MAX_LEAVES, MAX_NAMES
from ...engine.trace.plot import MAX_COUNT
from ...engine.validation import MAX_NUMBER

Level = Literal["atoms", "lecture", "compact"]
Mistake = Literal["overwrite", "shuffled"]
ExportFormat = Literal["torch", "jax", "micrograd", "latex", "json", "dot"]
Number = Annotated[
    float | Literal["NaN", "Infinity", "-Infinity"],
    Field(description="A number, or one of three words for what JSON has no number for."),
]
BoundedNumber = Annotated[float, Field(ge=-MAX_NUMBER, le=MAX_NUMBER)]


def _key_schema(pattern: str, length: int) -> dict[str, Any]:
    return {"propertyNames": {"pattern": pattern, "maxLength": length}}


NAME_KEYS = _key_schema("^[A-Za-z][A-Za-z0-9_]*$", MAX_NAME)
ORDINAL_KEYS = _key_schema("^[0-9]+$", 6)

ByName = Annotated[dict[str, BoundedNumber], Field(max_length=MAX_NAMES, json_schema_extra=NAME_KEYS)]
ByOrdinal = Annotated[dict[str, BoundedNumber], Field(max_length=MAX_LEAVES, json_schema_extra=ORDINAL_KEYS)]


class Params(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ProgramParams(Params):
    """A program and how to look at it."""

    source: str = Field(description="The program.")
    level: Level = Field("lecture", description="The level of detail.")
    pass_: Annotated[int, Field(ge=0)] | None = Field(
        None, alias="pass", description="Which call of backward() is given in full, from 0; null is the last."
    )
    names: ByName | None = Field(None, description="Leaves that the program finds already assigned, with their data.")
    leaves: ByOrdinal | None = Field(
        None, description="Other data for leaves, by their place among the leaves, from 0."
    )


class TraceParams(ProgramParams):
    mistake: Mistake | None = Field(None, description="A mistake for the backward phase to make on purpose.")


class CheckParams(ProgramParams):
    pass


class CompileParams(ProgramParams):
    pass


class DrawParams(ProgramParams):
    format: Literal["dot", "svg"] = Field("dot", description="With svg, the drawing too.")
    closed: list[str] | None = Field(
        None, description="Paths to draw as one box each, such as MLP/Layer 0; null leaves it to the engine."
    )
    constants: bool = Field(True, description="Whether constants are drawn.")


class ExportParams(ProgramParams):
    format: ExportFormat = Field(description="What to write.")


class Axis(BaseModel):
    """A leaf, by its place among the leaves, and where it goes."""

    model_config = ConfigDict(extra="forbid")

    leaf: int
    from_: BoundedNumber = Field(alias="from")
    to: BoundedNumber
    count: int = Field(ge=2, le=MAX_COUNT, description="How many points, both ends among them.")


class PlotParams(ProgramParams):
    x: Axis
    y: Axis | None = Field(None, description="For the root over two leaves.")


class NudgeParams(ProgramParams):
    by: ByOrdinal | None = Field(
        None, description="By how much to move each leaf, by its place among the leaves, from 0."
    )
