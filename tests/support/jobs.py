"""Functions that worker processes call in tests."""

from __future__ import annotations

import json
import os
import signal

from autograd_playground.web.refusal import Refusal


def pid() -> int:
    return os.getpid()


def double(number: int) -> int:
    return 2 * number


def refuse() -> None:
    raise Refusal(422, "value", "No.", "Yes.", {"X-Test": "1"}, (1, 2, 3, 4))


def fail(text: str, *_: object) -> None:
    raise KeyError(text)


def break_down(_: str, body: bytes, *__: object) -> None:
    raise ValueError(f"no node for {json.loads(body)['source']}")


def end_process() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def loop() -> None:
    while True:
        pass


def loop_once(marker: str) -> str:
    """Endless in the process that makes the file `marker`; in the next one it ends."""
    if os.path.exists(marker):
        return "done"
    with open(marker, "w"):
        loop()
    return "never"


def fill_memory() -> int:
    return len(bytearray(8 * 1024**3))
