"""Query parameters that define a program: `code=a%20%3D%202`, or `state=1.…` with the fragment of a link."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl

from ...engine.budgets import SERVER
from ...engine.contract.common import PHASES
from ...engine.service import api
from ...engine.service.methods import nothing_to
from ..link import LinkError, state
from ..refusal import Refusal, quoted, unique

QueryParams = Mapping[str, str]

PROGRAM_PARAMS = ("code", "state", "level", "step", "phase")
MAX_PARAMS = 32  # in one query

# Key of a link's state -> parameter of the method `trace`.
_STATE_PARAMS = {"text": "source", "level": "level", "pass": "pass", "leaves": "leaves", "mistake": "mistake"}
_STEP = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True)
class Program:
    """Parameters of the method `trace`, and the shown step: the first of `phase`, else `step`, else the last one."""

    params: Mapping[str, Any]
    step: int | None = None
    phase: str | None = None

    @cached_property
    def key(self) -> str:
        """Cache key: equal for all queries with the same meaning."""
        return json.dumps([self.params, self.step, self.phase], sort_keys=True)

    def trace(self) -> dict[str, Any]:
        """Run the program, which must compute a value; raises Refusal with the error and its span."""
        reply = api.handle({"method": "trace", "params": self.params}, SERVER)
        if "error" in reply:
            raise self._refusal(reply["error"])
        if not reply["nodes"]:
            error = nothing_to("draw")
            raise Refusal(422, error.code, error.message, error.hint)
        return reply

    def _refusal(self, error: Mapping[str, Any]) -> Refusal:
        source = self.params.get("source")
        too_long = isinstance(source, str) and len(source) > SERVER.characters
        span = None
        if error["line"] is not None:
            span = (error["line"], error["column"], error["end_line"], error["end_column"])
        return Refusal(414 if too_long else 422, error["code"], error["message"], error["hint"], span=span)


def parse_query(query: bytes) -> dict[str, str]:
    """The parameters of a query string, in which a plus is a space as usual; raises Refusal."""
    try:
        pairs = parse_qsl(query.decode(), keep_blank_values=True, errors="strict", max_num_fields=MAX_PARAMS)
    except UnicodeDecodeError:
        raise Refusal(
            422, "syntax", "The query is not UTF-8.", "Write the program as encodeURIComponent does."
        ) from None
    except ValueError:
        raise Refusal(
            422, "limit", f"The query has more than {MAX_PARAMS} words.", "Write & in a program as %26."
        ) from None
    return unique(pairs, "The query has", "Write & in a program as %26.")


def has_program(params: QueryParams) -> bool:
    return "code" in params or "state" in params


def parse_program(query: QueryParams) -> Program:
    """The program that query parameters define; raises Refusal."""
    if ("code" in query) == ("state" in query):
        problem = "both a code and a state" if "code" in query else "no program"
        raise Refusal(
            422, "name", f"The query has {problem}.", "Write ?code= and the program, or ?state= and a link's 1.…."
        )
    conflicting = [name for name in ("level", "step", "phase") if name in query]
    if "state" in query and conflicting:
        raise Refusal(
            422, "name", f"The query has a state and a {conflicting[0]}.", "The state says it by itself: leave one out."
        )
    params, step = _parse_state(query["state"]) if "state" in query else ({"source": query["code"]}, None)
    if "level" in query:
        params["level"] = query["level"]
    if "step" in query:
        step = _parse_step(query["step"])
    phase = query.get("phase")
    if phase is not None and phase not in PHASES:
        raise Refusal(422, "value", f"phase is {quoted(phase)}.", f"Allowed: {', '.join(PHASES)}.")
    return Program(params, step, phase)


def _parse_state(link: str) -> tuple[dict[str, Any], int | None]:
    """Parameters of `trace`, and the step.

    A link without a step opens at step 0. A picture of that would have no numbers, so it shows the end.
    """
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
        if any(isinstance(part, dict | list) for part in parts):  # could be nested too deeply to be encoded as JSON
            raise Refusal(422, "type", f"The {name} of this link cannot be read.")
    return params, step or None


def _parse_step(text: str) -> int | None:
    if text == "end":
        return None
    if not _STEP.fullmatch(text):
        raise Refusal(422, "value", f"step is {quoted(text)}.", "Write how many steps have been taken, or end.")
    return int(text)
