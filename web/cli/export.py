"""Command `export`: writes a program's run to one file, in the format of the file name's suffix."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from ...engine.contract.common import LEVELS, PHASES
from ..refusal import Refusal
from . import argument_types
from .errors import CommandError
from .export_formats import FORMATS, ExportRequest, Format
from .program_file import STANDARD_INPUT, read_program


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("program", metavar="PROGRAM", help="file with the program; - reads standard input")
    suffixes = ", ".join(FORMATS)
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, required=True, help=f"file to write, or to replace: {suffixes}"
    )
    parser.add_argument("--level", choices=LEVELS, default="lecture", help="level of detail (%(default)s)")
    moment = parser.add_mutually_exclusive_group()
    moment.add_argument(
        "--step",
        type=argument_types.step,
        help="how many steps have been taken, or end: where .html opens, what .svg and .png show",
    )
    moment.add_argument("--phase", choices=PHASES, help="in place of --step: the first step of a phase")
    parser.add_argument("--title", type=argument_types.text, help="title of .html and .svg")
    parser.add_argument("--home", type=argument_types.address, metavar="URL", help="playground that .html leads to")


def run(arguments: argparse.Namespace) -> None:
    output: Path = arguments.output
    program: str = arguments.program
    export_format = _format(output, arguments)
    if program != STANDARD_INPUT and os.path.realpath(output) == os.path.realpath(program):
        raise CommandError(f"{output} is the program itself; name another file to write.")
    request = ExportRequest(
        "<stdin>" if program == STANDARD_INPUT else program,
        {"source": read_program(program), "level": arguments.level},
        arguments.step,
        arguments.phase,
        arguments.title,
        arguments.home,
    )
    try:
        content = export_format.write(request)
    except Refusal as refusal:
        raise CommandError(_drawing_error(refusal)) from None
    _write_file(output, content)


def _format(output: Path, arguments: argparse.Namespace) -> Format:
    export_format = FORMATS.get(output.suffix.lower())
    if export_format is None:
        raise CommandError(f"The ending of {output} says nothing known; the endings are {', '.join(FORMATS)}.")
    for option in ("step", "phase", "title", "home"):
        if getattr(arguments, option) is not None and option not in export_format.options:
            raise CommandError(f"A {output.suffix} has no {option}; leave --{option} out.")
    return export_format


def _drawing_error(refusal: Refusal) -> str:
    if refusal.error.code == "unsupported":
        return "Graphviz is not installed, and it makes the drawing. A .json, .tex or .dot needs none."
    return refusal.error.message


def _write_file(output: Path, content: bytes) -> None:
    """Write atomically: an existing file stays intact until the new one is complete."""
    target = Path(os.path.realpath(output))  # unlike resolve(), it takes links that lead in a circle
    temporary = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        try:
            temporary.write_bytes(content)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise CommandError(f"{output} cannot be written: {error.strerror}.") from None
