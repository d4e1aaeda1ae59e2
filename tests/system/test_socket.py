"""Tests of the server's socket: bytes that no client library would send."""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest

from autograd_playground.web.cli.uvicorn_server import listening_sockets
from tests.support.error_shape import assert_error
from tests.support.server import running
from tests.unit.web.conftest import write_bundle

BODY_BYTES = 262_144
HEAD = b"POST /api/trace HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    bundle = write_bundle(tmp_path_factory.mktemp("dist"))
    environment = {**os.environ, "PLAYGROUND_STATIC": str(bundle), "PLAYGROUND_BODY_SECONDS": "1"}
    with running(environment=environment) as origin:
        parts = urlsplit(origin)
        assert parts.hostname
        assert parts.port
        yield parts.hostname, parts.port


def exchange(address: tuple[str, int], request: bytes, hang_up: bool = False) -> tuple[int, bytes, bytes]:
    """Send bytes; returns status, headers and body of the first answer: status 0 if the connection ends without one.

    With `hang_up`, close the sending side after the bytes. A server that refuses them may close or reset the
    connection while we still send.
    """
    with socket.create_connection(address, timeout=20) as connection:
        try:
            connection.sendall(request)
            if hang_up:
                connection.shutdown(socket.SHUT_WR)
            return receive(connection)
        except ConnectionError:
            return 0, b"", b""
        except OSError as error:
            if error.errno != errno.ENOTCONN:
                raise
            return receive(connection)


def receive(connection: socket.socket) -> tuple[int, bytes, bytes]:
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65_536)
        if not piece:
            return 0, data, b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while lengths and len(body) < int(lengths[0]):
        body += connection.recv(65_536)
    return int(head.split()[1]), head, body


def chunked(*chunks: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in (*chunks, b""))


def test_a_declared_length_over_the_limit_is_refused_before_the_body_is_sent(address: tuple[str, int]) -> None:
    status, head, body = exchange(address, HEAD + b"Content-Length: 999999999999\r\n\r\n")
    assert status == 413
    assert b"connection: close" in head.lower()
    assert_error(body, "limit")


def test_chunks_that_add_up_to_too_much_are_refused(address: tuple[str, int]) -> None:
    request = HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(*[b" " * 65_536] * 4, b" ")
    status, _, body = exchange(address, request)
    assert status == 413
    assert_error(body, "limit")


def test_a_body_in_chunks_is_read(address: tuple[str, int]) -> None:
    request = HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + chunked(b'{"sour', b'ce": "a = ', b'= 2"}')
    status, _, body = exchange(address, request)
    assert status == 422
    assert_error(body, "syntax")


def test_a_body_that_never_ends_is_not_waited_for(address: tuple[str, int]) -> None:
    status, head, body = exchange(address, HEAD + b'Content-Length: 100\r\n\r\n{"source": ')
    assert status == 408
    assert b"connection: close" in head.lower()
    assert "within 1 s" in assert_error(body, "limit")["message"]


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /%00%ff%c0%af HTTP/1.1",
        b"GET /static/x/..%2f..%2fserver.py HTTP/1.1",
        b"GET //api//trace HTTP/1.1",
        b"GET /" + b"x" * 10_000 + b" HTTP/1.1",
        b"GET http://other.example/nothing HTTP/1.1",
    ],
)
def test_an_address_that_is_not_there_is_not_found(address: tuple[str, int], request_line: bytes) -> None:
    status, _, body = exchange(address, request_line + b"\r\nHost: test\r\n\r\n")
    assert status == 404
    assert_error(body, "unsupported")


@pytest.mark.parametrize(
    "lines",
    [
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\n\r\n",
        HEAD + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        HEAD + b"Content-Length: -1\r\n\r\n{}",
        HEAD + b"Content-Length: banana\r\n\r\n{}",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"X: " + b"x" * 200_000 + b"\r\n\r\n",
    ],
    ids=range(7),
)
def test_invalid_http_is_refused_and_the_server_lives(address: tuple[str, int], lines: bytes) -> None:
    status, _, _ = exchange(address, lines, hang_up=True)
    assert status in (0, 400, 408, 431)
    assert exchange(address, b"GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n")[0] == 200


def test_a_client_that_hangs_up_does_no_harm(address: tuple[str, int]) -> None:
    for _ in range(5):
        with socket.create_connection(address, timeout=20) as connection:
            connection.sendall(HEAD + b"Content-Length: 100\r\n\r\n{")
    assert exchange(address, b"GET /healthz HTTP/1.1\r\nHost: test\r\n\r\n")[0] == 200


def test_no_answer_waits_for_the_acknowledgement_of_its_head() -> None:
    """asyncio switches Nagle's algorithm off for connections of a socket that states its protocol, and for no other."""
    for sock in listening_sockets("127.0.0.1", 0):
        with sock:
            assert sock.proto == socket.IPPROTO_TCP
