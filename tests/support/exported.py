"""Exported programs: the text of one, and the numbers that it prints."""

from __future__ import annotations

import contextlib
import io

from autograd_playground.engine.service import api


def export(source: str, form: str, level: str = "lecture") -> str:
    reply = api.handle({"method": "export", "params": {"source": source, "format": form, "level": level}})
    assert "error" not in reply, reply
    return str(reply["text"])


def printed_by(program: str) -> list[tuple[str, float]]:
    """The names and numbers that the program prints. `exec` is safe: the engine wrote the program."""
    output = io.StringIO()
    with contextlib.redirect_stdout(output):
        exec(program, {})
    lines = (line.rsplit(" ", 1) for line in output.getvalue().splitlines())
    return [(name, float(number)) for name, number in lines]
