"""What a request is told that was not run, or not to its end."""

from __future__ import annotations

from ..refusal import Refusal
from .worker import Limits

RETRY_SECONDS = 2
_RETRY = {"Retry-After": str(RETRY_SECONDS)}
_BROWSER = "Try less at a time, or let your browser run the program."


def busy() -> Refusal:
    return Refusal(
        429,
        "limit",
        "The server is busy with other programs.",
        f"Try again in {RETRY_SECONDS} seconds, or let your browser run the program.",
        _RETRY,
    )


def stopping() -> Refusal:
    hint = f"Try again in {RETRY_SECONDS} seconds."
    return Refusal(503, "limit", "The server is stopping.", hint, {**_RETRY, "Connection": "close"})


def too_slow(limits: Limits) -> Refusal:
    return Refusal(503, "limit", f"This takes the server more than {limits.seconds} s.", _BROWSER)


def too_large(limits: Limits) -> Refusal:
    return Refusal(503, "limit", f"This takes the server more than {limits.megabytes} MB of memory.", _BROWSER)


def died() -> Refusal:
    return Refusal(503, "limit", "The process that worked on this has ended before it was done.", _BROWSER, _RETRY)
