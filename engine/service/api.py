"""The API of the engine, `handle(request) -> reply`, used by the browser's worker and by the HTTP server.

A request is {"method": "trace", "params": {...}}. Every request gets a reply: an error is {"error": {...}}, always with
the same fields.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, get_type_hints

from ..budgets import BROWSER, SERVER, Budget
from ..contract import lab as lab_contract
from ..contract import requests
from ..errors import PlaygroundError
from ..validation import short_repr
from . import lab_methods as lab
from . import methods
from .params import Params
from .wire import Reply, encode

__all__ = ["METHODS", "NOTEBOOK_METHODS", "encode", "handle", "handle_json"]


class Method(NamedTuple):
    """A method of the API: its implementation, the type of its parameters, and a summary for /openapi.json."""

    run: Callable[[Params, Budget], Mapping[str, object]]
    params: type
    summary: str

    @property
    def reply(self) -> Any:
        """The type of its reply, or a union of them."""
        return get_type_hints(self.run)["return"]


METHODS: dict[str, Method] = {
    "trace": Method(methods.trace_program, requests.TraceParams, "Run a program and give every step"),
    "numbers": Method(methods.numbers, requests.NumbersParams, "Give a trace's numbers for other leaf data"),
    "check": Method(methods.check, requests.CheckParams, "Put each leaf's grad beside its central difference"),
    "draw": Method(methods.draw_graph, requests.DrawParams, "Draw a program's graph"),
    "export": Method(methods.export_graph, requests.ExportParams, "Write the shown graph for another library"),
    "compare": Method(methods.compare_libraries, requests.CompareParams, "Put a library's program beside the lines"),
    "beside": Method(methods.beside_pieces, requests.RunParams, "Put operations as one beside their pieces"),
    "plot": Method(methods.plot_root, requests.PlotParams, "The root over one leaf or two"),
    "nudge": Method(methods.nudge, requests.NudgeParams, "The root before and after leaves are moved"),
    "compile": Method(methods.compile_graph, requests.CompileParams, "The graph's training step as WebAssembly"),
    "lab": Method(lab.lab, lab_contract.LabParams, "Compile a training, with its samples and its start"),
    "lab_code": Method(lab.lab_code, lab_contract.LabCodeParams, "Write a training for a library"),
    "lab_sample": Method(lab.lab_sample, lab_contract.LabSampleParams, "One sample of a training as a program"),
}

# Of the notebook's kernel, which only the browser's worker has: a cell may be any Python.
NOTEBOOK_METHODS = ("run", "pass", "counterexample", "training")

_BUDGETS = {"server": SERVER, "browser": BROWSER}


def handle(request: object, budget: Budget = SERVER) -> Reply:
    """The reply to a request; no content of a request makes it raise."""
    try:
        if not isinstance(request, Mapping):
            raise PlaygroundError("type", "A request is an object with a method and params.")
        method = request.get("method")
        if method in NOTEBOOK_METHODS:
            message = "A server runs no cell of a notebook: its Python runs in the reader's browser."
            raise PlaygroundError("unsupported", message, hint="Open /notebook/ and run the cell there.")
        if not isinstance(method, str) or method not in METHODS:
            hint = f"Methods: {', '.join(METHODS)}."
            raise PlaygroundError("name", f"There is no method {short_repr(method)}.", hint=hint)
        params = request.get("params", {})
        if not isinstance(params, Mapping):
            raise PlaygroundError("type", "params must be an object.")
        return dict(METHODS[method].run(params, budget))
    except PlaygroundError as error:
        return error.reply()


def handle_json(text: str, backend: str) -> str:
    """`handle` on JSON texts, for the browser's worker; `backend` is "server" or "browser" and selects the budget."""
    try:
        request = json.loads(text)
    except (ValueError, RecursionError):  # Python's own message differs from version to version
        return encode(PlaygroundError("syntax", "The request is not JSON.").reply())
    return encode(handle(request, _BUDGETS[backend]))
