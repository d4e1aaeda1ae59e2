"""What the four methods take, in the words of docs/architecture.md.

The engine itself checks what it is given, in the same words behind every transport; these models describe that in
/openapi.json, and a test holds the two together.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from engine.budgets import MAX_NAME
from engine.service import MAX_NAMES

Level = Literal["atoms", "lecture", "compact"]
ExportFormat = Literal["torch", "jax", "micrograd", "latex", "json", "dot"]
Number = Annotated[
    float | Literal["NaN", "Infinity", "-Infinity"],
    Field(description="A number, or one of three words for what JSON has no number for."),
]
Name = Annotated[str, Field(pattern="^[A-Za-z_][A-Za-z0-9_]*$", max_length=MAX_NAME)]


class Params(BaseModel):
    """A program and how to look at it."""

    model_config = ConfigDict(strict=True, extra="forbid")

    source: str = Field(description="The program.")
    level: Level = Field("lecture", description="The level of detail.")
    pass_: int | None = Field(
        None, alias="pass", ge=0, description="Which call of backward() is given in full, from 0; null is the last."
    )
    names: dict[Name, float] = Field(
        default_factory=dict,
        description="Leaves that the program finds already assigned, with their data.",
        max_length=MAX_NAMES,
    )


class DrawParams(Params):
    format: Literal["dot", "svg"] = Field("dot", description="With svg, the drawing too.")


class ExportParams(Params):
    format: ExportFormat = Field(description="What to write.")
