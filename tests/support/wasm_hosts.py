"""Hosts of a compiled step: wasmtime in this process, Node, and a page of Chromium. All run the same calls."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
from base64 import b64encode
from collections.abc import Sequence
from typing import Any, cast

import wasmtime
from playwright.sync_api import Page

from autograd_playground.engine.lower.wasm.step import Compiled
from tests.support.server import ROOT
from tests.support.training_plans import FIRST_ROW, Call, Run, last_rows

Rows = Sequence[Sequence[float]]


def addressed(compiled: Compiled, calls: Sequence[Call]) -> list[Call]:
    """The calls with the address of the first row in place of its index."""
    return [
        (
            *call[: FIRST_ROW[call[0]]],
            compiled.rows + compiled.stride * call[FIRST_ROW[call[0]]],
            *call[FIRST_ROW[call[0]] + 1 :],
        )
        if call[0] in FIRST_ROW
        else call
        for call in calls
    ]


class Wasmtime:
    """A wasmtime instance whose memory holds parameters and rows."""

    def __init__(self, compiled: Compiled, parameters: Sequence[float], rows: Rows) -> None:
        self._compiled = compiled
        self._size = len(parameters)
        self._store = wasmtime.Store()
        module = wasmtime.Module(self._store.engine, compiled.module)
        self._exports = cast(Any, wasmtime.Instance(self._store, module, []).exports(self._store))
        self.memory = self._exports["memory"]
        needed = compiled.rows + compiled.stride * len(rows)
        self.memory.grow(self._store, max(0, -(-needed // 65536) - self.memory.size(self._store)))
        self.write(compiled.parameters, parameters)
        for i, row in enumerate(rows):
            self.write(compiled.rows + compiled.stride * i, row)

    def follow(self, calls: Sequence[Call]) -> Run:
        results = [
            self._exports[name](self._store, *arguments) for name, *arguments in addressed(self._compiled, calls)
        ]
        first, count = last_rows(calls)
        scores = [
            self.read(self._compiled.rows + self._compiled.stride * row + self._compiled.score, 1)[0]
            for row in range(first, first + count)
        ]
        parameters, gradients = (
            self.read(address, self._size) for address in (self._compiled.parameters, self._compiled.gradients)
        )
        return Run([result for result in results if result is not None], parameters, gradients, scores)

    def write(self, address: int, numbers: Sequence[float]) -> None:
        self.memory.write(self._store, struct.pack(f"<{len(numbers)}d", *numbers), address)

    def read(self, address: int, count: int) -> list[float]:
        return list(struct.unpack(f"<{count}d", self.bytes(address, address + 8 * count)))

    def bytes(self, start: int, end: int | None = None) -> bytes:
        return bytes(self.memory.read(self._store, start, end))


def job(compiled: Compiled, parameters: Sequence[float], rows: Rows, calls: Sequence[Call]) -> str:
    """The argument of `train` in tests/support/train.mjs, as JSON."""
    first, count = last_rows(calls)
    return json.dumps(
        {
            **compiled._asdict(),
            "module": b64encode(compiled.module).decode(),
            "start": [*parameters],
            "samples": [[*row] for row in rows],
            "calls": addressed(compiled, calls),
            "seen": [*range(first, first + count)],
        }
    )


def _run(reply: dict[str, list[float]]) -> Run:
    return Run(**{name: [float(number) for number in numbers] for name, numbers in reply.items()})


def in_node(task: str) -> Run:
    node = shutil.which("node")
    assert node
    script = f"import {{ train }} from './tests/support/train.mjs'; console.log(JSON.stringify(train({task})));"
    done = subprocess.run(
        [node, "--input-type=module"], cwd=ROOT, input=script, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return _run(json.loads(done.stdout))


def in_chromium(page: Page, task: str) -> Run:
    source = (ROOT / "tests/support/train.mjs").read_text().replace("export function", "function")
    reply = page.evaluate(f"() => {{ {source}\nreturn JSON.stringify(train({task})); }}")
    return _run(json.loads(reply))
