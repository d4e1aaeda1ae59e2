"""Hosts that run a compiled step: wasmtime in this process, Node, and a page of Chromium. Each trains and gives its numbers."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
from base64 import b64encode
from collections.abc import Sequence
from typing import Any, NamedTuple, cast

import wasmtime
from playwright.sync_api import Page

from engine.lower.wasm.step import Compiled
from tests.servers import ROOT


class Run(NamedTuple):
    """Hexadecimal, so that equal means equal to the last bit."""

    loss: str
    parameters: list[str]
    gradients: list[str]


class Wasmtime:
    """An instance whose memory holds parameters and rows."""

    def __init__(self, compiled: Compiled, parameters: Sequence[float], rows: Sequence[Sequence[float]]) -> None:
        self._compiled = compiled
        self._size = len(parameters)
        self._store = wasmtime.Store()
        module = wasmtime.Module(self._store.engine, compiled.module)
        self._exports = cast(Any, wasmtime.Instance(self._store, module, []).exports(self._store))
        needed = compiled.rows + compiled.stride * len(rows)
        self._exports["memory"].grow(
            self._store, max(0, -(-needed // 65536) - self._exports["memory"].size(self._store))
        )
        self._write(compiled.parameters, parameters)
        for i, row in enumerate(rows):
            self._write(compiled.rows + compiled.stride * i, row)

    def train(self, steps: int, count: int, rate: float) -> Run:
        loss = self._exports["train"](self._store, steps, self._compiled.rows, count, rate)
        parameters, gradients = (self._read(place) for place in (self._compiled.parameters, self._compiled.gradients))
        return Run(loss.hex(), [x.hex() for x in parameters], [x.hex() for x in gradients])

    def _write(self, place: int, numbers: Sequence[float]) -> None:
        self._exports["memory"].write(self._store, struct.pack(f"<{len(numbers)}d", *numbers), place)

    def _read(self, place: int) -> tuple[float, ...]:
        content = self._exports["memory"].read(self._store, place, place + 8 * self._size)
        return struct.unpack(f"<{self._size}d", content)


def job(
    compiled: Compiled, parameters: Sequence[float], rows: Sequence[Sequence[float]], steps: int, rate: float
) -> str:
    """What tests/lower/train.mjs is given."""
    return json.dumps(
        {
            **compiled._asdict(),
            "module": b64encode(compiled.module).decode(),
            "start": [*parameters],
            "samples": [[*row] for row in rows],
            "steps": steps,
            "rate": rate,
        }
    )


def _run(reply: dict[str, Any]) -> Run:
    return Run(
        reply["loss"].hex(), [float(x).hex() for x in reply["parameters"]], [float(x).hex() for x in reply["gradients"]]
    )


def in_node(task: str) -> Run:
    node = shutil.which("node")
    assert node
    script = f"import {{ train }} from './tests/lower/train.mjs'; console.log(JSON.stringify(train({task})));"
    done = subprocess.run(
        [node, "--input-type=module"], cwd=ROOT, input=script, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return _run(json.loads(done.stdout))


def in_chromium(page: Page, task: str) -> Run:
    source = (ROOT / "tests/lower/train.mjs").read_text().replace("export function", "function")
    reply = page.evaluate(f"() => {{ {source}\nreturn JSON.stringify(train({task})); }}")
    return _run(json.loads(reply))
