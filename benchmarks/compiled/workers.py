"""Trainers in processes of their own, told line by line how many steps to train: see peers.py."""

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
# A Python that has PyTorch, JAX and CasADi, where this one has not.
PEERS_PYTHON = os.environ.get("PEERS_PYTHON", sys.executable)


class Run(NamedTuple):
    """So many steps from the start: seconds of the processor, and the loss before the last."""

    seconds: float
    loss: float


class MissingPeerError(Exception):
    """A peer that is not on this machine; says what would bring it."""


class Worker:
    """A trainer that is ready."""

    def __init__(self, command: Sequence[str], job: Job | None) -> None:
        quiet = os.environ | {"PYTHONWARNINGS": "ignore"}
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=quiet, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        if job is not None:
            self._say(json.dumps(job))
        self._hear()  # that it is ready

    def train(self, steps: int) -> Run:
        self._say(str(steps))
        return Run(**json.loads(self._hear()))

    def close(self) -> None:
        self._process.terminate()
        self._process.wait(timeout=30)

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _hear(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise AssertionError(f"{self._process.args!r} has ended")
        return line


def in_python(name: str, job: Job, needs: str = "") -> Worker:
    """A trainer of peers.py; `needs` is the package without which it is left out."""
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
    """The step written by hand, built here and now."""
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


def answer(script: str, *arguments: str, given: str = "") -> Any:
    """What a script of Node prints, which is JSON."""
    node = shutil.which("node")
    assert node, "there is no node"
    command = [node, str(HERE / script), *arguments]
    done = subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, timeout=600, check=True)
    return json.loads(done.stdout)


@contextmanager
def closing(workers: dict[str, Worker]) -> Iterator[dict[str, Worker]]:
    try:
        yield workers
    finally:
        for worker in workers.values():
            worker.close()
