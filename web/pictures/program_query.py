"""A program that an address names, in its query: `code=a%20%3D%202`, or `state=1.…` as a link holds it after the "#"."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from ...engine.budgets import SERVER
from ...engine.service import api
from ...engine.trace.snapshot import PHASES
from ..link import LinkError, state
from ..refusal import Refusal, quoted, unique

WORDS = ("code", "state", "level", "step", "phase")
MOST_WORDS = 32  # in one query

_STATE_PARAMS = {"text": "source", "level": "level", "pass": "pass", "leaves": "leaves", "mistake": "mistake"}
_STEP = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Program:
    """What runs, as `trace` takes it, and the moment that is shown: so many steps, or the first step of a phase, or the end."""

    params: Mapping[str, Any]
    step: int | None = None
    phase: str | None = None

    @cached_property
    def key(self) -> str:
        """The same for all addresses that say the same."""
        return json.dumps([self.params, self.step, self.phase], sort_keys=True)

    def trace(self) -> dict[str, Any]:
        """Run it; raises Refusal with what is wrong and where."""
        reply = api.handle({"method": "trace", "params": self.params}, SERVER)
        if "error" in reply:
            raise self._refusal(reply["error"])
        return reply

    def _refusal(self, error: Mapping[str, Any]) -> Refusal:
        source = self.params.get("source")
        too_long = isinstance(source, str) and len(source) > SERVER.characters
        place = (error["line"], error["column"], error["end_line"], error["end_column"])
        span = None if error["line"] is None else place
        return Refusal(414 if too_long else 422, error["code"], error["message"], error["hint"], span=span)


def words(query: bytes) -> dict[str, str]:
    """The words of a query, where as in every query a plus is a space; raises Refusal."""
    try:
        pairs = parse_qsl(query.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_WORDS)
    except UnicodeDecodeError:
        raise Refusal(
            422, "syntax", "The query is not UTF-8.", "Write the program as encodeURIComponent does."
        ) from None
    except ValueError:
        raise Refusal(
            422, "limit", f"The query has more than {MOST_WORDS} words.", "Write & in a program as %26."
        ) from None
    return unique(pairs, "The query has", "Write & in a program as %26.")


def names_one(given: Mapping[str, str]) -> bool:
    return "code" in given or "state" in given


def program(given: Mapping[str, str]) -> Program:
    """The program that the words of a query name; raises Refusal."""
    if ("code" in given) == ("state" in given):
        wrong = "both a code and a state" if "code" in given else "no program"
        raise Refusal(
            422, "name", f"The query has {wrong}.", "Write ?code= and the program, or ?state= and a link's 1.…."
        )
    both = [name for name in ("level", "step", "phase") if name in given]
    if "state" in given and both:
        raise Refusal(
            422, "name", f"The query has a state and a {both[0]}.", "The state says it by itself: leave one out."
        )
    params, step = _of_state(given["state"]) if "state" in given else ({"source": given["code"]}, None)
    if "level" in given:
        params["level"] = given["level"]
    if "step" in given:
        step = _step(given["step"])
    phase = given.get("phase")
    if phase is not None and phase not in PHASES:
        raise Refusal(422, "value", f"phase is {quoted(phase)}.", f"Allowed: {', '.join(PHASES)}.")
    return Program(params, step, phase)


def _of_state(link: str) -> tuple[dict[str, Any], int | None]:
    """A link is opened at its first step unless it says more; a picture of that has no numbers, so it shows the end."""
    try:
        fields = state(link)
    except LinkError as error:
        raise Refusal(422, "syntax", str(error)) from None
    step = fields.get("step")
    if step is not None and (type(step) is not int or step < 0):
        raise Refusal(422, "value", "The step of this link is no number of steps.")
    params = {name: fields[key] for key, name in _STATE_PARAMS.items() if key in fields}
    for name, value in params.items():
        parts = value.values() if isinstance(value, dict) else (value,)
        if any(isinstance(part, dict | list) for part in parts):  # which may be nested too deeply to be written again
            raise Refusal(422, "type", f"The {name} of this link cannot be read.")
    return params, step or None


def _step(text: str) -> int | None:
    if text == "end":
        return None
    if not _STEP.fullmatch(text):
        raise Refusal(422, "value", f"step is {quoted(text)}.", "Write how many steps have been taken, or end.")
    return int(text)
