"""Server: requests per second and core beside an empty FastAPI route, in processor time of all its processes

The example of micrograd's README is traced. A cached reply should be at least 0.7 of the empty route, one that has to
be made at least 0.12. The latency is that of reading a reply at half the rate that one core reaches, in milliseconds
on the clock; on a machine with other work it says little.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from urllib.parse import urlsplit

from autograd_playground.engine.examples import EXAMPLES
from tests.support.server import process
from tests.unit.web.conftest import write_bundle

Row = dict[str, str | float]

ROUNDS = 5
REQUESTS = 200  # in one round
README = next(example.source for example in EXAMPLES if example.id == "readme")
EMPTY = """
import socket, uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.get("/")
async def empty():
    return {}
sock = socket.create_server(("127.0.0.1", 0))
print(f"http://127.0.0.1:{sock.getsockname()[1]}", flush=True)
uvicorn.Server(uvicorn.Config(app, log_level="warning")).run([sock])
"""
TICKS = 100  # of processor time in a second, as /proc counts


class Server:
    """A running server and one connection to it."""

    def __init__(self, origin: str, server: subprocess.Popen[str]) -> None:
        self.pid = server.pid
        self.connection = HTTPConnection(urlsplit(origin).netloc, timeout=60)
        self.count = 0

    def empty(self) -> None:
        self.request("GET", "/", None)

    def cached(self) -> None:
        self.request("POST", "/api/trace", README)

    def made(self) -> None:
        self.count += 1
        self.request("POST", "/api/trace", f"{README}# {self.count}")

    def request(self, verb: str, path: str, source: str | None) -> None:
        headers = {"Accept-Encoding": "gzip", "Content-Type": "application/json"}
        self.connection.request(verb, path, None if source is None else json.dumps({"source": source}), headers)
        reply = self.connection.getresponse()
        reply.read()
        if reply.status != 200:
            raise AssertionError(f"{path} answers {reply.status}")

    def processor_seconds(self) -> float:
        """What the server and its worker processes have used."""
        children = subprocess.run(["pgrep", "-P", str(self.pid)], capture_output=True, text=True, check=False).stdout
        used = 0
        for pid in [self.pid, *map(int, children.split())]:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            used += int(fields[11]) + int(fields[12])
        return used / TICKS

    def seconds(self, work: Callable[[], None]) -> float:
        """Processor time of one request, over one round."""
        self.connection.close()  # a server closes one that has been idle for some seconds
        before = self.processor_seconds()
        for _ in range(REQUESTS):
            work()
        return (self.processor_seconds() - before) / REQUESTS

    def latency(self, work: Callable[[], None], rate: float) -> float:
        """The 99th percentile of latencies at `rate` requests per second, in milliseconds."""
        latencies = []
        self.connection.close()
        start = monotonic()
        for i in range(REQUESTS):
            sleep(max(0.0, start + i / rate - monotonic()))
            asked = monotonic()
            work()
            latencies.append(monotonic() - asked)
        return 1000 * quantiles(latencies, n=100)[-1]


@contextmanager
def servers() -> Iterator[tuple[Server, Server]]:
    """The empty one, and ours."""
    with TemporaryDirectory() as folder:
        bundle = write_bundle(Path(folder))
        ours = process(environment={"PLAYGROUND_STATIC": str(bundle), "PATH": "/usr/bin:/bin"})
        with process([sys.executable, "-c", EMPTY]) as empty, ours as started:
            yield Server(*empty), Server(*started)


def run() -> list[Row]:
    with servers() as (other, ours):
        works = {"an empty route": other.empty, "a cached trace": ours.cached, "a trace that is made": ours.made}
        owners = {name: other if name == "an empty route" else ours for name in works}
        rounds: dict[str, list[float]] = {name: [] for name in works}
        for name, work in works.items():
            owners[name].seconds(work)  # the first ones fill caches and tables
        for _ in range(ROUNDS):
            for name, work in works.items():
                rounds[name].append(owners[name].seconds(work))
        empty = median(rounds["an empty route"])
        targets = {"an empty route": "", "a cached trace": "0.7, p99 25 ms", "a trace that is made": "0.12, p99 25 ms"}
        return [
            {
                "": name,
                "per second and core": 1 / median(times),
                "beside empty": empty / median(times),
                "p99 at half that rate, ms": owners[name].latency(works[name], 0.5 / median(times)),
                "target": targets[name],
            }
            for name, times in rounds.items()
        ]
