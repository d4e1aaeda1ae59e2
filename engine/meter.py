"""Meter of one request: the processor time that it may still use, and the bytes of the reply that it builds.

The run of the program, its steps, names, sentences and drawing all charge the same meter, so that no part of the work
escapes it by coming after the run.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from json.encoder import encode_basestring_ascii
from typing import TypeVar

from .budgets import Budget
from .errors import PlaygroundError, Span

Item = TypeVar("Item")

# Time of this thread, since other runs on a server must not count. Pyodide has no such clock, but only one thread.
clock = getattr(time, "thread_time", time.perf_counter)

MEGABYTE = 1_000_000
NUMBER_BYTES = 25  # of JSON at most, with its comma: -2.2250738585072014e-308
_INTERVAL = 64  # pieces of work between two reads of the clock


class Meter:
    """What one request has used of its budget.

    Bytes are those of the reply's JSON, where a character beyond ASCII takes six or twelve; what is charged is at least
    what is sent.
    """

    __slots__ = ("_end", "_run_end", "budget", "bytes")

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.bytes = 0
        start = clock()
        self._run_end = start + budget.seconds
        self._end = start + budget.total_seconds

    def check_run_time(self) -> None:
        """Raises PlaygroundError (limit) when the program has run for as long as it may."""
        if clock() > self._run_end:
            raise self._too_long("This program runs", self.budget.seconds, "Use fewer repetitions.")

    def check_time(self) -> None:
        """Raises PlaygroundError (limit) when the request, the run included, has taken as long as it may."""
        if clock() > self._end:
            less = "Use fewer values or fewer repetitions."
            raise self._too_long("To run this program and to show it takes", self.budget.total_seconds, less)

    def _too_long(self, what: str, seconds: float, less: str) -> PlaygroundError:
        text = f"{what} longer than {seconds:g} s, the most that the {self.budget.backend} allows."
        return PlaygroundError("limit", text, hint=self.budget.hint(less))

    def timed(self, items: Iterable[Item]) -> Iterator[Item]:
        """`items`, with a look at the clock now and then."""
        for i, item in enumerate(items):
            if i % _INTERVAL == 0:
                self.check_time()
            yield item

    def charge(self, count: int, span: Span | None = None) -> None:
        """Charge bytes of the reply. `span` is the text that they come from, for the error."""
        self.bytes += count
        if self.bytes > self.budget.reply_bytes:
            raise PlaygroundError(
                "limit",
                f"What is to be shown of this program has more than {self.budget.reply_bytes // MEGABYTE:,} MB, "
                f"the most that the {self.budget.backend} sends.",
                span,
                self.budget.hint("Use shorter labels, or fewer values."),
            )

    def charge_text(self, text: str, span: Span | None = None) -> None:
        """Charge a text that becomes a part of the reply."""
        self.charge(json_bytes(text), span)

    def restart(self) -> None:
        """What has been charged is no part of the reply: it is another text, which begins here."""
        self.bytes = 0


def json_bytes(text: str) -> int:
    """How many bytes JSON has for a text, with its quotes."""
    return len(encode_basestring_ascii(text))


def bytes_of(part: object) -> int:
    """At least as many bytes as JSON has for a small part of a reply."""
    if isinstance(part, str):
        return json_bytes(part) + 1
    if isinstance(part, Mapping):
        return 3 + sum(len(key) + 4 + bytes_of(value) for key, value in part.items())
    if isinstance(part, list | tuple):
        return 3 + sum(map(bytes_of, part))
    return NUMBER_BYTES
