"""Cells on a kernel of CPython: what they put out, and what the kernel replies."""

from __future__ import annotations

import json
from typing import Any

from autograd_playground.engine.notebook.kernel import Kernel

Json = dict[str, Any]


class Cells:
    def __init__(self, folder: str) -> None:
        self.kernel = Kernel(folder)
        self.outputs: list[Json] = []

    def ask(self, method: str, **params: Any) -> Json:
        self.outputs = []
        request = json.dumps({"method": method, "params": params})
        reply: Json = json.loads(self.kernel.handle_json(request, lambda text: self.outputs.append(json.loads(text))))
        return reply

    def run(self, source: str, limit: float | None = 600.0, cell: str = "cell") -> Json:
        return self.ask("run", cell=cell, source=source, limit=limit)

    def printed(self, source: str) -> str:
        self.run(source)
        return "".join(each["text"] for each in self.outputs if each["type"] == "stream")

    def result(self, source: str) -> Any:
        """The bundle of the last line; None if it shows nothing."""
        reply = self.run(source)
        assert reply["status"] == "ok", self.outputs
        return next((each["data"] for each in self.outputs if each["type"] == "result"), None)

    def error(self, source: str) -> Json:
        assert self.run(source)["status"] != "ok"
        error: Json = self.outputs[-1]["error"]
        return error
