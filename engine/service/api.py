"""`handle(request) -> reply`: the one door of the engine, used by the browser's worker and by HTTP alike.

A request is {"method": "trace", "params": {...}}. Whatever comes in, a reply comes out: an error is {"error": {...}} in the
one shape.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

from ..budgets import BROWSER, SERVER, Budget
from ..errors import PlaygroundError
from ..validation import short_repr
from . import lab_methods as lab
from . import methods
from .params import Params
from .wire import Reply, encode

__all__ = ["METHODS", "encode", "handle", "handle_json"]

METHODS: dict[str, Callable[[Params, Budget], Reply]] = {
    "trace": methods.trace_program,
    "check": methods.check,
    "draw": methods.draw_graph,
    "export": methods.export_graph,
    "plot": methods.plot_root,
    "nudge": methods.nudge,
    "compile": methods.compile_graph,
    "lab": lab.lab,
    "lab_code": lab.lab_code,
    "lab_sample": lab.lab_sample,
}

_BUDGETS = {"server": SERVER, "browser": BROWSER}


def handle(request: object, budget: Budget = SERVER) -> Reply:
    """The reply to a request; never raises for anything that the request holds."""
    try:
        if not isinstance(request, Mapping):
            raise PlaygroundError("type", "A request is an object with a method and params.")
        method = request.get("method")
        if not isinstance(method, str) or method not in METHODS:
            hint = f"Methods: {', '.join(METHODS)}."
            raise PlaygroundError("name", f"There is no method {short_repr(method)}.", hint=hint)
        params = request.get("params", {})
        if not isinstance(params, Mapping):
            raise PlaygroundError("type", "params must be an object.")
        return METHODS[method](params, budget)
    except PlaygroundError as error:
        return error.reply()


def handle_json(text: str, backend: str) -> str:
    """`handle` for texts: what the browser's worker calls."""
    try:
        request = json.loads(text)
    except (ValueError, RecursionError):  # Python's own words differ from version to version
        return encode(PlaygroundError("syntax", "The request is not JSON.").reply())
    return encode(handle(request, _BUDGETS[backend]))
