"""Parser of the fenced blocks of a lesson and of their info strings:

```playground name=first step=7 panels=code,graph predict     a program in an embedded player
```compute                                                    a program that only computes numbers; not shown
```predict                                                    a question; the last line is = and a marker, the answer
```question                                                   a question, a line of ---, and its answer
```export torch                                               the last playground block, exported to another library
```lab Train it in the lab                                    a link to the lab with the settings in the block
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from ...engine.contract.common import LEVELS
from ...engine.contract.lab import Settings
from ...engine.errors import PlaygroundError
from ...engine.lab.settings import settings_of
from ...engine.trace.export import FORMATS
from .source import LessonError

PANELS = ("code", "graph", "step", "order", "values", "transport")
STEPS = ("end", "order", "backward")
_OPTION = re.compile(r"(name|step|level|panels)=(\S+)|(height)=(\d{2,4})|(predict)")


@dataclass(frozen=True)
class Options:
    """Options of a playground block. `step` is a number of steps, "end", or the phase before which the player opens."""

    name: str = ""
    step: str = "end"
    level: str = "lecture"
    panels: tuple[str, ...] = ("code", "graph", "step", "transport")
    height: str = ""  # CSS pixels; empty for the height of the content
    predict: bool = False


def parse_options(info: str) -> Options:
    """The options in the info string of a playground block; raises LessonError."""
    values: dict[str, str] = {}
    for word in info.split():
        option = _OPTION.fullmatch(word)
        if option is None:
            raise LessonError(
                f"A playground block has no option {word!r}; name, step, level, panels, height, predict are."
            )
        values[option[1] or option[3] or option[5]] = option[2] or option[4] or ""
    return Options(
        name=values.get("name", Options.name),
        step=_check_step(values.get("step", Options.step)),
        level=_check_choice("level", values.get("level", Options.level), LEVELS),
        panels=_parse_panels(values["panels"]) if "panels" in values else Options.panels,
        height=values.get("height", Options.height),
        predict="predict" in values,
    )


def parse_export_format(info: str) -> str:
    """The format in the info string of an export block; raises LessonError."""
    return _check_choice("format", info.strip(), tuple(FORMATS))


def split_answer(text: str, kind: str) -> tuple[str, str]:
    """Question and answer of a question or predict block; raises LessonError if there is no answer."""
    separator = "\n---\n" if kind == "question" else "\n= "
    question, separator_found, answer = text.rpartition(separator)
    if not separator_found:
        shape = "a line of ---" if kind == "question" else "a last line that begins with ="
        raise LessonError(f"A {kind} block has {shape} between question and answer; this one has none: {text[:60]!r}.")
    return question, answer.strip()


def parse_lab_settings(text: str) -> Settings:
    """The complete lab settings from the JSON of a lab block; raises LessonError if the lab refuses them."""
    try:
        return settings_of(json.loads(text)).reply()
    except ValueError as error:
        raise LessonError(f"The settings of a lab block are JSON; these are not: {error}.") from None
    except PlaygroundError as error:
        raise LessonError(f"A lab block: {error.message} {error.hint}") from None


def _parse_panels(text: str) -> tuple[str, ...]:
    return tuple(_check_choice("panel", panel, PANELS) for panel in text.split(","))


def _check_step(text: str) -> str:
    return text if text.isdecimal() else _check_choice("step", text, STEPS)


def _check_choice(kind: str, text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise LessonError(f"There is no {kind} {text!r}; there are {', '.join(allowed)}.")
    return text
