"""The command `export`: a program's run as one file, of the kind that the file's ending names."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from ...engine.trace.levels import LEVELS
from ...engine.trace.snapshot import PHASES
from ..refusal import Refusal
from .errors import CommandError
from .export_formats import KINDS, Kind, Wanted

STANDARD_INPUT = "-"


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("program", metavar="PROGRAM", help="file with the program; - reads standard input")
    kinds = ", ".join(KINDS)
    parser.add_argument(
        "-o", "--output", metavar="FILE", type=Path, required=True, help=f"file to write, or to replace: {kinds}"
    )
    parser.add_argument("--level", choices=LEVELS, default="lecture", help="level of detail (%(default)s)")
    moment = parser.add_mutually_exclusive_group()
    moment.add_argument(
        "--step", type=_step, help="how many steps have been taken, or end: where .html opens, what .svg and .png show"
    )
    moment.add_argument("--phase", choices=PHASES, help="in place of --step: the first step of a phase")
    parser.add_argument("--title", help="title of .html and .svg")
    parser.add_argument("--home", type=_home, metavar="URL", help="playground that .html leads to")


def run(arguments: argparse.Namespace) -> None:
    output: Path = arguments.output
    program: str = arguments.program
    kind = _kind(output, arguments)
    if program != STANDARD_INPUT and output.resolve() == Path(program).resolve():
        raise CommandError(f"{output} is the program itself; name another file to write.")
    wanted = Wanted(
        "<stdin>" if program == STANDARD_INPUT else program,
        {"source": _source(program), "level": arguments.level},
        arguments.step,
        arguments.phase,
        arguments.title,
        arguments.home,
    )
    try:
        content = kind.make(wanted)
    except Refusal as refusal:
        raise CommandError(_drawing_fault(refusal)) from None
    _write(output, content)


def _kind(output: Path, arguments: argparse.Namespace) -> Kind:
    kind = KINDS.get(output.suffix.lower())
    if kind is None:
        raise CommandError(f"The ending of {output} says nothing known; the endings are {', '.join(KINDS)}.")
    for option in ("step", "phase", "title", "home"):
        if getattr(arguments, option) is not None and option not in kind.options:
            raise CommandError(f"A {output.suffix} has no {option}; leave --{option} out.")
    return kind


def _step(text: str) -> int:
    if text == "end":
        return sys.maxsize
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a number of steps nor end")
    return int(text)


def _home(text: str) -> str:
    address = urlsplit(text)
    if address.scheme not in ("http", "https") or not address.netloc or address.query or address.fragment:
        raise argparse.ArgumentTypeError(f"{text!r} is no address such as https://play.example/")
    return text


def _source(program: str) -> str:
    try:
        content = sys.stdin.buffer.read() if program == STANDARD_INPUT else Path(program).read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        raise CommandError(f"{program} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise CommandError(f"{program} is not UTF-8.") from None


def _drawing_fault(refusal: Refusal) -> str:
    if refusal.error.code == "unsupported":
        return "Graphviz is not installed, and it makes the drawing. A .json, .tex or .dot needs none."
    return refusal.error.message


def _write(output: Path, content: bytes) -> None:
    """In one move: a file that was there before stays whole until the new one is."""
    target = output.resolve()
    written = target.with_name(f"{target.name}.{os.getpid()}.new")
    try:
        written.write_bytes(content)
        written.replace(target)
    except OSError as error:
        written.unlink(missing_ok=True)
        raise CommandError(f"{output} cannot be written: {error.strerror}.") from None
