"""Parameters of the playground's methods. The engine validates them itself, with its own messages."""

from __future__ import annotations

from typing import Annotated, Literal, NotRequired, TypedDict

from ..budgets import MAX_NAME
from ..validation import MAX_NUMBER
from .common import ExportFormat, Level, Library, Mistake
from .keywords import Keywords

MAX_NAMES = 64  # names that a request may assign before the program runs
MAX_LEAVES = 1_000  # leaves whose data a request may override
MAX_COUNT = 400  # points along an axis of a plot

BoundedNumber = Annotated[float, Keywords(minimum=-MAX_NUMBER, maximum=MAX_NUMBER)]
ByName = Annotated[
    dict[str, BoundedNumber],
    Keywords(maxProperties=MAX_NAMES, propertyNames={"pattern": "^[A-Za-z][A-Za-z0-9_]*$", "maxLength": MAX_NAME}),
]
ByOrdinal = Annotated[
    dict[str, BoundedNumber],
    Keywords(maxProperties=MAX_LEAVES, propertyNames={"pattern": "^[0-9]+$", "maxLength": 6}),
]

_Pass = TypedDict(
    "_Pass",
    {
        "pass": NotRequired[
            Annotated[
                Annotated[int, Keywords(minimum=0)] | None,
                Keywords(default=None),
                "The call of backward() to trace in full, from 0; null is the last.",
            ]
        ]
    },
)


class ProgramParams(_Pass):
    """A program, and what of its run is shown."""

    source: Annotated[str, "The program."]
    level: NotRequired[Annotated[Level, Keywords(default="lecture"), "The level of detail."]]
    names: NotRequired[
        Annotated[ByName | None, Keywords(default=None), "Leaves that the program finds assigned, with their data."]
    ]
    leaves: NotRequired[
        Annotated[
            ByOrdinal | None,
            Keywords(default=None),
            "Data to override in leaves, by their ordinals; of one that is not there, the trace warns.",
        ]
    ]


class RunParams(ProgramParams):
    """A program, and a mistake that its backward phase makes."""

    mistake: NotRequired[
        Annotated[Mistake | None, Keywords(default=None), "A deliberate mistake of the backward phase."]
    ]


class TraceParams(RunParams):
    """Parameters of `trace`."""


Index = Annotated[int, Keywords(minimum=0)]


class NumbersParams(RunParams):
    """Parameters of `numbers`. A step is asked for by its node, if a value comes into being, or by its contribution."""

    node: NotRequired[Annotated[Index | None, Keywords(default=None), "The node whose step is put into words."]]
    contribution: NotRequired[
        Annotated[Index | None, Keywords(default=None), "The contribution, from 0, that is put into words."]
    ]


class CheckParams(RunParams):
    """Parameters of `check`."""


class CompileParams(ProgramParams):
    """Parameters of `compile`."""


class DrawParams(ProgramParams):
    """Parameters of `draw`."""

    format: NotRequired[Annotated[Literal["dot", "svg"], Keywords(default="dot"), "With svg, the drawing too."]]
    closed: NotRequired[
        Annotated[
            list[str] | None,
            Keywords(default=None),
            "Paths to draw as one box each, such as MLP/Layer 0; null leaves it to the engine.",
        ]
    ]
    constants: NotRequired[Annotated[bool, Keywords(default=True), "Whether constants are drawn."]]


class ExportParams(RunParams):
    """Parameters of `export`."""

    format: Annotated[ExportFormat, "What to write."]


class CompareParams(RunParams):
    """Parameters of `compare`."""

    library: Annotated[Library, "Which library to write it for."]


_From = TypedDict("_From", {"from": BoundedNumber})


class Axis(_From):
    """A leaf, by its ordinal, and the range of its data."""

    leaf: int
    to: BoundedNumber
    count: Annotated[int, Keywords(minimum=2, maximum=MAX_COUNT), "Number of points, both ends among them."]


class PlotParams(RunParams):
    """Parameters of `plot`."""

    x: Axis
    y: NotRequired[Annotated[Axis | None, Keywords(default=None), "For the root over two leaves."]]


class NudgeParams(ProgramParams):
    """Parameters of `nudge`."""

    by: NotRequired[
        Annotated[ByOrdinal | None, Keywords(default=None), "By how much to move each leaf, by its ordinal."]
    ]
