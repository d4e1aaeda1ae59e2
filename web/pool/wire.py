"""Messages between the server and its worker processes: a length, then a pickle. Both sides are this program."""

from __future__ import annotations

import pickle
import socket
import struct
from collections.abc import Callable
from enum import Enum
from typing import Any, NamedTuple

LENGTH = struct.Struct("!Q")
CHUNK_BYTES = 65_536


class Outcome(Enum):
    """How a call ended in its worker."""

    DONE = "done"  # the content is the result
    REFUSED = "refused"  # the content is the Refusal that it raised
    FAILED = "failed"  # the content is the report of its exception (fault_report.py)
    TURN_OVER = "turn over"
    OUT_OF_MEMORY = "out of memory"


class Call(NamedTuple):
    """A function of a module, and its arguments."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    turn: float = 0  # seconds on the clock after which it is given up; 0 for none


class Answer(NamedTuple):
    outcome: Outcome
    content: Any
    seconds: float  # of processor time


def message(content: Call | Answer) -> bytes:
    """The bytes of a message."""
    pickled = pickle.dumps(content, pickle.HIGHEST_PROTOCOL)
    return LENGTH.pack(len(pickled)) + pickled


def receive(connection: socket.socket) -> Any:
    """The next message of a blocking socket; None at its end."""
    head = _exactly(connection, LENGTH.size)
    body = _exactly(connection, *LENGTH.unpack(head)) if head else b""
    return pickle.loads(body) if body else None


def _exactly(connection: socket.socket, length: int) -> bytes:
    """`length` bytes, or none where the connection ends before."""
    chunks: list[bytes] = []
    while length:
        chunk = connection.recv(min(length, CHUNK_BYTES))
        if not chunk:
            return b""
        chunks.append(chunk)
        length -= len(chunk)
    return b"".join(chunks)
