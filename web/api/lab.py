"""Models of the lab methods' parameters and replies, for /openapi.json; engine/lab/settings.py does the validation."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ...engine.lab.rows import MAX_INPUTS
from ...engine.lab.settings import MAX_L2, MAX_LAYERS, MAX_NOISE, MAX_OVER, MAX_RATE, MAX_ROWS, MAX_SEED, MAX_WIDTH
from ...engine.nn import Activation, Output
from .params import BoundedNumber, Params
from .replies import Version
from .steps import Reply

DatasetKind = Literal["lecture", "demo", "moons", "circles", "xor", "blobs", "spirals", "own"]
CodeFormat = Literal["micrograd", "torch", "jax"]
Row = Annotated[list[BoundedNumber], Field(min_length=2, max_length=MAX_INPUTS + 1)]
Seed = Annotated[int, Field(ge=0, le=MAX_SEED)]
ByteOffset = Annotated[int, Field(ge=0)]


class Data(BaseModel):
    """Where the samples come from."""

    model_config = ConfigDict(extra="forbid")

    kind: DatasetKind = "demo"
    count: int = Field(default=100, ge=2, le=MAX_ROWS, description="Generated samples.")
    noise: float = Field(default=0.1, ge=0, le=MAX_NOISE)
    seed: Seed = 1
    rows: list[Row] = Field(default=[], max_length=MAX_ROWS, description="Of the kind own: inputs, and the label last.")


class Settings(BaseModel):
    """A training; micrograd's demo unless told otherwise."""

    model_config = ConfigDict(extra="forbid")

    data: Data = Data()
    layers: list[Annotated[int, Field(ge=1, le=MAX_WIDTH)]] = Field(
        default=[16, 16], max_length=MAX_LAYERS, description="Widths of the hidden layers."
    )
    activation: Activation = "relu"
    output: Output = "linear"
    biases: Literal["zero", "uniform"] = "zero"
    loss: Literal["max-margin", "sum-squares", "mean-squares", "cross-entropy"] = "max-margin"
    l2: float = Field(default=0.0001, ge=0, le=MAX_L2)
    optimiser: Literal["sgd", "momentum", "adam"] = "sgd"
    rate: float = Field(default=1.0, ge=0, le=MAX_RATE, description="Of step k: rate * (1 - decay * k / over).")
    decay: float = Field(default=0.9, ge=0, le=1)
    over: int = Field(default=100, ge=1, le=MAX_OVER)
    batch: int = Field(default=0, ge=0, le=MAX_ROWS, description="Samples in a step; 0 is all of them.")
    seed: Seed = 1337


class LabParams(Params):
    settings: Settings = Settings()


class Mistakes(BaseModel):
    model_config = ConfigDict(extra="forbid")

    forget: bool = Field(default=False, description="Gradients are not set to zero.")
    sign: bool = Field(default=False, description="The parameters move along the gradient, not against it.")


class LabCodeParams(LabParams):
    format: CodeFormat
    mistakes: Mistakes = Mistakes()
    steps: Annotated[int, Field(ge=1, le=MAX_OVER)] = Field(
        default=100, description="To train; `over` of the settings unless given."
    )


class LabSampleParams(LabParams):
    parameters: list[BoundedNumber] = Field(description="The weights of the moment.")
    row: int = Field(ge=0, description="Which sample, from 0.")


class Memory(Reply):
    """Where a host finds what in the module's memory, in bytes."""

    parameters: ByteOffset
    gradients: ByteOffset
    state: ByteOffset = Field(description="What the optimiser keeps.")
    state_size: int
    rows: ByteOffset = Field(description="Rows may lie anywhere from here on, each at a multiple of 8.")
    stride: int = Field(description="From row to row.")
    loss: int = Field(description="Within a row: the sample's loss.")
    score: int = Field(description="Within a row: the network's output.")


class LabReply(Reply):
    version: Version
    settings: dict[str, Any]
    sizes: list[int] = Field(description="Inputs, and the neurons of each layer.")
    points: list[list[float]] = Field(description="The samples: inputs, and the label last.")
    parameters: list[float] = Field(description="The start.")
    module: str = Field(description="A WebAssembly module, as base64.")
    memory: Memory
    instructions: int = Field(description="Of the program of one sample.")
    values: int = Field(description="In the graph of one sample.")


class LabCodeReply(Reply):
    version: Version
    format: CodeFormat
    text: str
    opens: bool = Field(description="Whether there is a program for the stepper.")
    program: str = Field(description="It, or empty: the same training, of as many steps as one run may cost.")
    why: str = Field(description="Why there is none, or how much of the training it has; empty where it has all.")


class LabSampleReply(Reply):
    version: Version
    source: str = Field(description="A program for the stepper.")
    closed: list[str] = Field(description="Paths to draw as one box each: the neurons.")
