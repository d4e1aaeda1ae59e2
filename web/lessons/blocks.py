"""The fenced blocks of a lesson, and what their first lines say:

```playground name=first step=7 panels=code,graph predict     a program that the reader plays
```compute                                                    a program that only gives numbers; not shown
```predict                                                    a question, and = the marker of its answer in the last line
```question                                                   a question, a line of ---, and its answer
```export torch                                               the last playground block, written for another library
```lab Train it in the lab                                    a link to the lab with the settings that stand inside
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from ...engine.errors import PlaygroundError
from ...engine.lab.settings import settings_of
from ...engine.trace.export import FORMATS
from ...engine.trace.levels import LEVELS
from .source import LessonError

KINDS = ("playground", "compute", "predict", "question", "export", "lab")
PANELS = ("code", "graph", "step", "order", "values", "transport")
STEPS = ("end", "order", "backward")
_OPTION = re.compile(r"(name|step|level|panels)=(\S+)|(height)=(\d{2,4})|(predict)")


@dataclass(frozen=True)
class Options:
    """How a playground block opens. `step` is how many steps have been taken, or before which phase it stands, or "end"."""

    name: str = ""
    step: str = "end"
    level: str = "lecture"
    panels: tuple[str, ...] = ("code", "graph", "step", "transport")
    height: str = ""  # CSS pixels; without it as high as the content
    predict: bool = False


def options(words: str) -> Options:
    given: dict[str, str] = {}
    for word in words.split():
        found = _OPTION.fullmatch(word)
        if found is None:
            raise LessonError(
                f"A playground block has no option {word!r}; name, step, level, panels, height, predict are."
            )
        given[found[1] or found[3] or found[5]] = found[2] or found[4] or ""
    return Options(
        name=given.get("name", Options.name),
        step=_step(given.get("step", Options.step)),
        level=_one_of("level", given.get("level", Options.level), LEVELS),
        panels=tuple(_one_of("panel", p, PANELS) for p in given.get("panels", ",".join(Options.panels)).split(",")),
        height=given.get("height", Options.height),
        predict="predict" in given,
    )


def export_format(words: str) -> str:
    return _one_of("format", words.strip(), tuple(FORMATS))


def halves(text: str, kind: str) -> tuple[str, str]:
    """The two parts of a question, or of a prediction, whose answer is one marker."""
    sign = "\n---\n" if kind == "question" else "\n= "
    question, found, answer = text.rpartition(sign)
    if not found:
        shape = "a line of ---" if kind == "question" else "a last line that begins with ="
        raise LessonError(f"A {kind} block has {shape} between question and answer; this one has none: {text[:60]!r}.")
    return question, answer.strip()


def lab_settings(text: str) -> dict[str, object]:
    """The settings of a training, as JSON, where they are some that the lab takes."""
    try:
        return settings_of(json.loads(text)).reply()
    except ValueError as error:
        raise LessonError(f"The settings of a lab block are JSON; these are not: {error}.") from None
    except PlaygroundError as error:
        raise LessonError(f"A lab block: {error.message} {error.hint}") from None


def _step(text: str) -> str:
    return text if text.isdecimal() else _one_of("step", text, STEPS)


def _one_of(what: str, text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise LessonError(f"There is no {what} {text!r}; there are {', '.join(allowed)}.")
    return text
