"""Output of a cell as messages, in order and bounded."""

from __future__ import annotations

import io
from collections.abc import Callable
from time import perf_counter
from typing import Any, Literal

from ..contract.notebook import CellOutput

MAX_TEXT = 200_000  # characters a cell
MAX_DISPLAYS = 100  # a cell
LONGEST_WAIT = 0.05  # seconds that a printed line may wait for more
_TOO_LONG = "\nThe rest of the output is left out: a cell shows {:,} characters.\n"
_TOO_MANY = f"Further drawings are left out: a cell shows {MAX_DISPLAYS}.\n"


class Outputs:
    """The messages of the running cell. Printed text is gathered, so that a loop of prints makes few messages."""

    def __init__(self, emit: Callable[[CellOutput], None]) -> None:
        self._emit = emit
        self._left = MAX_TEXT
        self._displays = 0
        self._name: Literal["stdout", "stderr"] = "stdout"
        self._parts: list[str] = []
        self._sent_at = 0.0

    def write(self, name: Literal["stdout", "stderr"], text: str) -> None:
        if self._left <= 0:
            return
        if name != self._name:
            self.flush()
            self._name = name
        if len(text) >= self._left:
            text = text[: self._left] + _TOO_LONG.format(MAX_TEXT)
            self._left = 0
        else:
            self._left -= len(text)
        self._parts.append(text)
        if text.endswith("\n") and perf_counter() - self._sent_at > LONGEST_WAIT:
            self.flush()

    def flush(self) -> None:
        if self._parts:
            self._emit({"type": "stream", "name": self._name, "text": "".join(self._parts)})
            self._parts.clear()
            self._sent_at = perf_counter()

    def show(self, kind: Literal["display", "result"], data: dict[str, Any]) -> None:
        self._displays += 1
        if self._displays == MAX_DISPLAYS + 1:
            self.write("stderr", _TOO_MANY)
        if self._displays <= MAX_DISPLAYS:
            self.flush()
            self._emit({"type": kind, "data": data})

    def error(self, output: CellOutput) -> None:
        self.flush()
        self._emit(output)


class Stream(io.TextIOBase):
    """sys.stdout or sys.stderr of the cells; it writes to the running cell's outputs."""

    def __init__(self, name: Literal["stdout", "stderr"], outputs: Callable[[], Outputs]) -> None:
        self.name = name
        self._outputs = outputs

    encoding = "utf-8"

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._outputs().write(self.name, text)
        return len(text)

    def flush(self) -> None:
        pass
