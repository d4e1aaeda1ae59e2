"""Caddy with the Caddyfile of deploy/, in front of two servers of this machine."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from tests.support.server import ROOT, running

STARTED = ("serving initial configuration", "certificate obtained successfully")  # in lines of Caddy's log


MOST_HANDSHAKES = 2_000


class Reply(NamedTuple):
    status: int
    headers: Mapping[str, str]  # by name in lower case
    body: bytes


class Proxy(NamedTuple):
    http_port: int
    https_port: int
    trusted: Path  # certificate of Caddy's own authority
    replicas: tuple[str, str]  # origins

    def get(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Reply:
        context = ssl.create_default_context(cafile=str(self.trusted))
        return exchange(http.client.HTTPSConnection("localhost", self.https_port, context=context, timeout=30),
                        method, path, body, headers)  # fmt: skip

    def get_plain(self, path: str) -> Reply:
        return exchange(http.client.HTTPConnection("localhost", self.http_port, timeout=30), "GET", path, None, {})

    def wait_for_certificate(self) -> None:
        """Caddy says that it has the certificate a moment before it serves it."""
        for attempt in range(MOST_HANDSHAKES):
            try:
                self.get("/healthz")
                return
            except ssl.SSLError:
                if attempt == MOST_HANDSHAKES - 1:
                    raise


def exchange(
    connection: http.client.HTTPConnection, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
) -> Reply:
    with closing(connection):
        connection.request(method, path, body, {name.replace("_", "-"): text for name, text in headers.items()})
        reply = connection.getresponse()
        fields = {name.lower(): text for name, text in reply.getheaders()}
        try:
            return Reply(reply.status, fields, reply.read())
        except http.client.IncompleteRead as cut:  # Caddy closes while a body that is too long still arrives
            return Reply(reply.status, fields, cut.partial)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


@contextmanager
def proxied(place: Path, settings: Mapping[str, str]) -> Iterator[Proxy]:
    """Two servers with these settings, and Caddy in front of them; its files are below `place`."""
    environment = {**os.environ, **settings}
    with ExitStack() as stack:
        first = stack.enter_context(running(environment=environment))
        second = stack.enter_context(running(environment=environment))
        http_port, https_port = free_port(), free_port()
        command = [shutil.which("caddy") or "caddy", "run", "--config", "deploy/Caddyfile", "--adapter", "caddyfile"]
        caddys = {
            "PLAYGROUND_HOST": "localhost",
            "PLAYGROUND_HTTP_PORT": str(http_port),
            "PLAYGROUND_HTTPS_PORT": str(https_port),
            "PLAYGROUND_REPLICAS": " ".join(urlsplit(origin).netloc for origin in (first, second)),
            "XDG_DATA_HOME": str(place),
            "XDG_CONFIG_HOME": str(place),
        }
        process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **caddys}, stderr=subprocess.PIPE, text=True)
        assert process.stderr is not None
        try:
            log = []
            for line in process.stderr:
                log.append(line)
                if all(any(words in line for line in log) for words in STARTED):
                    break
            else:
                raise AssertionError(f"Caddy did not start: {''.join(log)}")
            # A full pipe would stop Caddy.
            draining = threading.Thread(target=process.stderr.read)
            draining.start()
            stack.callback(draining.join)
            root = place / "caddy/pki/authorities/local/root.crt"
            proxy = Proxy(http_port, https_port, root, (first, second))
            proxy.wait_for_certificate()
            yield proxy
        finally:
            process.terminate()
            process.wait(timeout=30)
            stack.close()
            process.stderr.close()
