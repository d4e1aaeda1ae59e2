"""Virtual class: 200 readers of one link who edit, step and export on one server, alone and beside an attacker

Each reader opens the page and the link, then edits a number every eight seconds or so, as the page asks after a pause
in typing; every twentieth request is an export, a check or a plot. Steps ask nothing of a server. The attacker sends
the costliest known request of each method, one after another without a pause. CLASS_SECONDS sets how long each class
lasts: 60 seconds, or 600 for the ten minutes of the promise. The readers' own work is on the same processors.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from random import Random
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from autograd_playground.engine.examples import EXAMPLES
from tests.support.server import process
from tests.unit.web.conftest import write_bundle
from tests.worst.search import corpus, params_of

Row = dict[str, str | int | float]

READERS = 200
SECONDS = float(os.environ.get("CLASS_SECONDS", "60"))
PAUSE = 8.0  # seconds between two requests of a reader, on average
README = next(example.source for example in EXAMPLES if example.id == "readme")
SELDOM: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("export", {"format": "torch"}),
    ("check", {}),
    ("plot", {"x": {"leaf": 0, "from": -1, "to": 1, "count": 50}}),
)


class Connection:
    """One kept connection to the server."""

    def __init__(self, origin: str) -> None:
        self.host, self.port = urlsplit(origin).hostname, urlsplit(origin).port
        self.streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def request(self, verb: str, path: str, params: Mapping[str, Any] | None = None) -> int:
        """The status of the response, which is read to its end."""
        body = b"" if params is None else json.dumps(params).encode()
        head = (
            f"{verb} {path} HTTP/1.1\r\nHost: {self.host}\r\nAccept-Encoding: gzip\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        for attempt in range(2):
            reader, writer = self.streams or await self._open()
            try:
                writer.write(head.encode() + body)
                return await self._read(reader)
            except (ConnectionError, asyncio.IncompleteReadError):  # the server closes one that has been idle
                self.close()
                if attempt:
                    raise
        raise AssertionError("unreachable")

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        self.streams = await asyncio.open_connection(self.host, self.port)
        return self.streams

    async def _read(self, reader: asyncio.StreamReader) -> int:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
        if "content-length" in fields:
            await reader.readexactly(int(fields["content-length"]))
        elif "transfer-encoding" in fields:
            while size := int(await reader.readline(), 16):
                await reader.readexactly(size + 2)
            await reader.readline()
        if fields.get("connection") == "close":
            self.close()
        return int(head.split()[1])

    def close(self) -> None:
        if self.streams is not None:
            self.streams[1].close()
        self.streams = None


class Class:
    """The readers, the attacker if there is one, and what they have seen."""

    def __init__(self, origin: str, pid: int) -> None:
        self.origin = origin
        self.pid = pid
        self.latencies: list[float] = []
        self.errors = 0
        self.attacks = 0
        self.megabytes: list[float] = []

    async def run(self, attacked: bool) -> None:
        end = monotonic() + SECONDS
        tasks = [asyncio.create_task(self._reader(Random(number), end)) for number in range(READERS)]
        tasks.append(asyncio.create_task(self._watch(end)))
        if attacked:
            tasks.append(asyncio.create_task(self._attacker(end)))
        await asyncio.gather(*tasks)

    async def _reader(self, random: Random, end: float) -> None:
        connection = Connection(self.origin)
        await asyncio.sleep(random.random() * PAUSE)  # a class does not click as one
        await self._timed(connection, "GET", "/")
        source = README
        await self._timed(connection, "POST", "/api/trace", {"source": source})
        while monotonic() < end:
            await asyncio.sleep(random.uniform(0.5, 1.5) * PAUSE)
            if random.random() < 0.05:
                method, more = random.choice(SELDOM)
                await self._timed(connection, "POST", f"/api/{method}", {"source": source, **more})
            else:
                source = README.replace("-4.0", f"{random.uniform(-9, 9):.2f}", 1)
                await self._timed(connection, "POST", "/api/trace", {"source": source})
        connection.close()

    async def _timed(
        self, connection: Connection, verb: str, path: str, params: Mapping[str, Any] | None = None
    ) -> None:
        asked = monotonic()
        try:
            failed = await connection.request(verb, path, params) != 200
        except (OSError, asyncio.IncompleteReadError):
            failed = True
        self.errors += failed
        self.latencies.append(monotonic() - asked)

    async def _attacker(self, end: float) -> None:
        worst = [(method, params_of(method, genome)) for method, genomes in corpus().items() for genome in genomes]
        connection = Connection(self.origin)
        while monotonic() < end:
            method, params = worst[self.attacks % len(worst)]
            await connection.request("POST", f"/api/{method}", params)
            self.attacks += 1
        connection.close()

    async def _watch(self, end: float) -> None:
        """Read the memory of the server's processes after a quarter of the time, and at the end."""
        for part in (0.75, 0.02):
            await asyncio.sleep(max(0.0, end - part * SECONDS - monotonic()))
            self.megabytes.append(resident_megabytes(self.pid))

    def row(self, name: str, target: str) -> Row:
        times = quantiles(self.latencies, n=100)
        return {
            "": name,
            "requests": len(self.latencies),
            "p50, ms": 1000 * times[49],
            "p95, ms": 1000 * times[94],
            "errors": self.errors,
            "attacks": self.attacks,
            "MB after a quarter": self.megabytes[0],
            "MB at the end": self.megabytes[1],
            "target": target,
        }


def resident_megabytes(pid: int) -> float:
    """Resident memory of a process and its children."""
    children = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()
    pages = sum(int(Path(f"/proc/{each}/statm").read_text().split()[1]) for each in [str(pid), *children])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def run() -> list[Row]:
    rows = []
    for name, attacked, target in (
        (f"{READERS} readers", False, "p95 200 ms, no error"),
        ("with an attacker", True, "p95 400 ms"),
    ):
        with TemporaryDirectory() as folder:
            bundle = write_bundle(Path(folder))
            environment = {"PLAYGROUND_STATIC": str(bundle), "PATH": "/usr/bin:/bin"}
            with process(environment=environment) as (origin, server):
                virtual = Class(origin, server.pid)
                asyncio.run(virtual.run(attacked))
                rows.append(virtual.row(name, target))
    return rows
