"""Worker processes of the trainers, which read a number of steps per line (peers.py)."""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.compiled.job import Job
from tests.support.server import ROOT

HERE = Path(__file__).parent
# The Python that provides PyTorch, JAX and CasADi if this one does not.
PEERS_PYTHON = os.environ.get("PEERS_PYTHON", sys.executable)


class Run(NamedTuple):
    """A run from the initial parameters: seconds of processor time, and the loss before the last step."""

    seconds: float
    loss: float


class MissingPeerError(Exception):
    """A peer is not on this machine; the message says how to provide it."""


class Worker:
    """A running trainer that is ready for orders."""

    def __init__(self, command: Sequence[str], job: Job | None) -> None:
        env = os.environ | {"PYTHONWARNINGS": "ignore"}
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        if job is not None:
            self._write_line(json.dumps(job))
        self._read_line()  # "ready"

    def train(self, steps: int) -> Run:
        self._write_line(str(steps))
        return Run(**json.loads(self._read_line()))

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)

    def _write_line(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _read_line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise AssertionError(f"{self._process.args!r} has ended")
        return line


def in_python(name: str, job: Job, needs: str = "") -> Worker:
    """A trainer of peers.py; `needs` is the package that it requires."""
    python = sys.executable
    if needs and not find_spec(needs):
        python = PEERS_PYTHON
        if subprocess.run([python, "-c", f"import {needs}"], capture_output=True, check=False).returncode:
            raise MissingPeerError(f"{needs} is not installed; PEERS_PYTHON may name a Python that has it")
    return Worker([python, "-m", "benchmarks.compiled.peers", name], job)


def in_node(name: str, job: Job) -> Worker:
    node = shutil.which("node")
    if not node:
        raise MissingPeerError("there is no node")
    if name == "nnTs" and not (Path(os.environ.get("NN_TS") or "/-") / "src/nn.ts").is_file():
        raise MissingPeerError("NN_TS names no checkout of tensorflow/playground")
    return Worker([node, str(HERE / "trainers.mjs"), name], job)


def in_c(samples: str, job: Job) -> Worker:
    """The step written by hand in C, compiled here."""
    gcc = shutil.which("gcc")
    if not gcc:
        raise MissingPeerError("there is no gcc")
    inputs, hidden, *_ = job["sizes"]
    macros = {
        "INPUTS": inputs,
        "HIDDEN": hidden,
        "ROWS": len(job["data"]),
        "RATE": job["rate"],
        "TANH": int(job["activation"] == "tanh"),
        "L2": job["l2"],
        "SAMPLES": f'"{samples}"',
    }
    with tempfile.TemporaryDirectory() as folder:
        program, numbers = Path(folder) / "reference", Path(folder) / "numbers"
        defines = [f"-D{name}={value}" for name, value in macros.items()]
        source = str(HERE / "reference.c")
        subprocess.run([gcc, "-O3", "-std=c99", *defines, source, "-o", str(program), "-lm"], check=True)
        flat = [*job["parameters"], *(number for row in job["data"] for number in row)]
        numbers.write_bytes(struct.pack(f"<{len(flat)}d", *flat))
        return Worker([str(program), str(numbers)], None)


def node_json(script: str, *arguments: str, stdin: str = "") -> Any:
    """The JSON that a Node script prints."""
    node = shutil.which("node")
    assert node, "there is no node"
    command = [node, str(HERE / script), *arguments]
    done = subprocess.run(command, cwd=ROOT, input=stdin, capture_output=True, text=True, timeout=600, check=True)
    return json.loads(done.stdout)


@contextmanager
def closing(workers: dict[str, Worker]) -> Iterator[dict[str, Worker]]:
    try:
        yield workers
    finally:
        for worker in workers.values():
            worker.close()
