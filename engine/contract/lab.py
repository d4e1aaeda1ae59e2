"""Parameters and replies of the lab's methods. The defaults of the settings are micrograd's demo."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from ..nn import Activation, Output
from .common import Version
from .keywords import Keywords
from .requests import BoundedNumber

__all__ = [
    "Activation", "Biases", "CodeFormat", "Data", "DatasetKind", "LabCodeParams", "LabCodeReply", "LabParams",
    "LabReply", "LabSampleParams", "LabSampleReply", "Loss", "Memory", "Mistakes", "Optimiser", "Output", "Settings",
]  # fmt: skip

DatasetKind = Literal["lecture", "demo", "moons", "circles", "xor", "blobs", "spirals", "own"]
Biases = Literal["zero", "uniform"]
Loss = Literal["max-margin", "sum-squares", "mean-squares", "cross-entropy"]
Optimiser = Literal["sgd", "momentum", "adam"]
CodeFormat = Literal["micrograd", "torch", "jax"]

MAX_INPUTS = 8
MAX_ROWS = 10_000
MAX_LAYERS = 6
MAX_WIDTH = 64
MAX_SEED = 2**32 - 1
MAX_NOISE = 10.0
MAX_RATE = 100_000.0  # the lab multiplies the typed rate by twenty, to show one that is too high
MAX_L2 = 100.0
MAX_OVER = 1_000_000

Seed = Annotated[int, Keywords(minimum=0, maximum=MAX_SEED)]
Row = Annotated[list[BoundedNumber], Keywords(minItems=2, maxItems=MAX_INPUTS + 1)]
Width = Annotated[int, Keywords(minimum=1, maximum=MAX_WIDTH)]
Steps = Annotated[int, Keywords(minimum=1, maximum=MAX_OVER)]
ByteOffset = Annotated[int, Keywords(minimum=0)]


class Data(TypedDict, total=False):
    """The source of the samples."""

    kind: Annotated[DatasetKind, Keywords(default="demo")]
    count: Annotated[
        int, Keywords(minimum=2, maximum=MAX_ROWS, default=100), "Number of samples, if they are generated."
    ]
    noise: Annotated[float, Keywords(minimum=0, maximum=MAX_NOISE, default=0.1)]
    seed: Annotated[Seed, Keywords(default=1)]
    rows: Annotated[list[Row], Keywords(maxItems=MAX_ROWS), "Of the kind own: inputs, and the label last."]


class Settings(TypedDict, total=False):
    """A training; what is left out is as in micrograd's demo."""

    data: Annotated[Data, Keywords(default={})]
    layers: Annotated[list[Width], Keywords(maxItems=MAX_LAYERS, default=[16, 16]), "Widths of the hidden layers."]
    activation: Annotated[Activation, Keywords(default="relu")]
    output: Annotated[Output, Keywords(default="linear")]
    biases: Annotated[Biases, Keywords(default="zero")]
    loss: Annotated[Loss, Keywords(default="max-margin")]
    l2: Annotated[float, Keywords(minimum=0, maximum=MAX_L2, default=0.0001)]
    optimiser: Annotated[Optimiser, Keywords(default="sgd")]
    rate: Annotated[
        float,
        Keywords(minimum=0, maximum=MAX_RATE, default=1.0),
        "The learning rate; of step k it is rate * (1 - decay * min(k, over) / over).",
    ]
    decay: Annotated[float, Keywords(minimum=0, maximum=1, default=0.9)]
    over: Annotated[Steps, Keywords(default=100)]
    batch: Annotated[int, Keywords(minimum=0, maximum=MAX_ROWS, default=0), "Samples in a step; 0 for all of them."]
    seed: Annotated[Seed, Keywords(default=1337), "Of the initial parameters and of the batches' order."]


class LabParams(TypedDict):
    """Parameters of `lab`."""

    settings: NotRequired[Annotated[Settings, Keywords(default={})]]


class Mistakes(TypedDict, total=False):
    """Deliberate mistakes of a training."""

    forget: Annotated[bool, Keywords(default=False), "Gradients are not set to zero."]
    sign: Annotated[bool, Keywords(default=False), "The parameters move along the gradient, not against it."]


class LabCodeParams(LabParams):
    """Parameters of `lab_code`."""

    format: CodeFormat
    mistakes: NotRequired[Annotated[Mistakes, Keywords(default={})]]
    steps: NotRequired[Annotated[Steps, "Steps of the training; `over` of the settings if it is left out."]]


class LabSampleParams(LabParams):
    """Parameters of `lab_sample`."""

    parameters: Annotated[list[BoundedNumber], "The network's parameters at one moment of the training."]
    row: Annotated[int, Keywords(minimum=0), "Which sample, from 0."]


class Memory(TypedDict):
    """Layout of the module's memory, in bytes."""

    parameters: ByteOffset
    gradients: ByteOffset
    state: Annotated[ByteOffset, "State of the optimiser."]
    state_size: int
    rows: Annotated[ByteOffset, "Rows may begin anywhere from here on, each at a multiple of 8."]
    stride: Annotated[int, "From row to row."]
    loss: Annotated[int, "Within a row: the sample's loss."]
    score: Annotated[int, "Within a row: the network's output."]


class LabReply(TypedDict):
    """A training, compiled: its samples, initial parameters and step."""

    version: Version
    settings: Settings
    sizes: Annotated[list[int], "Inputs, and the neurons of each layer."]
    points: Annotated[list[list[float]], "The samples: inputs, and the label last."]
    parameters: Annotated[list[float], "The initial parameters."]
    module: Annotated[str, "A WebAssembly module, in base64."]
    memory: Memory
    instructions: Annotated[int, "Number of instructions for one sample."]
    values: Annotated[int, "Number of values in the graph of one sample."]


class LabCodeReply(TypedDict):
    """A training as source code for a library."""

    version: Version
    format: CodeFormat
    text: str
    opens: Annotated[bool, "Whether there is a program for the playground."]
    program: Annotated[str, "It, or empty: the same training, of as many steps as one run may cost."]
    why: Annotated[str, "Why there is none, or how much of the training it has; empty if it has all."]


class LabSampleReply(TypedDict):
    """One sample of a training as a program for the playground."""

    version: Version
    source: str
    closed: Annotated[list[str], "Paths to draw as one box each: the neurons."]
