"""The command `trace`: a program's values, gradients and steps as tables of text."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ...engine.contract.common import LEVELS
from ...engine.service.api import handle
from ...engine.trace.notation import format_number
from . import argument_types
from .budget import COMMAND_LINE
from .command_words import names_file
from .errors import ProgramError
from .output import write
from .program_file import STANDARD_INPUT, read_program

Row = Sequence[str]


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "program", metavar="PROGRAM", type=_program, help="the program, or a file with it; - reads standard input"
    )
    parser.add_argument("--level", choices=LEVELS, default="lecture", help="level of detail (%(default)s)")


def run(arguments: argparse.Namespace) -> None:
    name, source = _named_source(arguments.program)
    reply = handle({"method": "trace", "params": {"source": source, "level": arguments.level}}, COMMAND_LINE)
    if "error" in reply:
        if "output" in reply["error"]:
            write("\n".join(_printed(reply["error"])))
        raise ProgramError(name, reply["error"])
    write("\n".join(report(reply)))


def _program(word: str) -> str:
    """A file's name as it is, a program as text."""
    return word if names_file(word) else argument_types.text(word)


def _named_source(program: str) -> tuple[str, str]:
    """The program's text, and what errors call it."""
    if names_file(program):
        return ("<stdin>" if program == STANDARD_INPUT else program), read_program(program)
    return "<program>", program


def report(trace: Mapping[str, Any]) -> Iterator[str]:
    """Lines: what the program printed, its warnings, a table of its values and one of its steps."""
    yield from _printed(trace)
    for warning in trace["warnings"]:
        yield f"Warning: {warning['message']}"
    if trace["output"] or trace["warnings"]:
        yield ""
    if not trace["nodes"]:
        yield "There is nothing to draw: this program computes no value."
        return
    nodes = [node for node in trace["nodes"] if node["kind"] != "constant"]
    names = [node["name"] for node in trace["nodes"]]
    values = [_value(node, names) for node in nodes]
    yield from table(("value", "made by", "data", "grad"), values, right=(2, 3))
    yield ""
    steps = [(str(number), step["phase"], step["text"]) for number, step in enumerate(trace["steps"], 1)]
    yield from table(("step", "phase", "what happens"), steps, right=(0,))


def _printed(reply: Mapping[str, Any]) -> Iterator[str]:
    return (output["text"] for output in reply["output"])


def _value(node: Mapping[str, Any], names: Sequence[str]) -> Row:
    operands = ", ".join(names[parent] for parent in node["parents"])
    made_by = f"{node['op']} of {operands}" if operands else node["kind"]
    return node["name"], made_by, format_number(node["data"]), format_number(node["grad"])


def table(head: Row, rows: Sequence[Row], right: Sequence[int]) -> Iterator[str]:
    """Aligned columns with two spaces between them; those in `right` are aligned to the right."""
    widths = [max(map(len, column)) for column in zip(head, *rows, strict=True)]
    for row in (head, ["-" * width for width in widths], *rows):
        cells = [
            cell.rjust(width) if index in right else cell.ljust(width)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield "  ".join(cells).rstrip()
