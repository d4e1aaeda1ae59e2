"""The API of the engine, `handle(request) -> reply`, used by the browser's worker and by the HTTP server.

A request is {"method": "trace", "params": {...}}. Every request gets a reply: an error is {"error": {...}}, always with
the same fields.
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
    """The reply to a request; no content of a request makes it raise."""
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
    """`handle` on JSON texts, for the browser's worker; `backend` is "server" or "browser" and selects the budget."""
    try:
        request = json.loads(text)
    except (ValueError, RecursionError):  # Python's own message differs from version to version
        return encode(PlaygroundError("syntax", "The request is not JSON.").reply())
    return encode(handle(request, _BUDGETS[backend]))
