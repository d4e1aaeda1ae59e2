"""Command line: `serve`, `build`, `export` and `trace`, each a module with `describe(parser)` and `run(arguments)`.

The module of a command is imported when the command is given, so that `export` and `trace` load no web framework.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, Protocol, cast

from ..settings import SettingsError
from .errors import CommandError


class CommandModule(Protocol):
    def describe(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace) -> None: ...


class Command(NamedTuple):
    help: str
    module: str  # in this package

    def load(self) -> CommandModule:
        return cast(CommandModule, import_module(f".{self.module}", __package__))


DEFAULT = "serve"
PROGRAM = "trace"  # the command for a program that is given without one
COMMANDS = {
    DEFAULT: Command("serve the playground and open it; this is what happens without a command", "serve"),
    "build": Command("write the playground as a folder of files for a static host", "build"),
    "export": Command("write what a program does as one file", "export"),
    PROGRAM: Command("print a program's values, gradients and steps as tables", "trace"),
}

_WORD = re.compile(r"[\w.-]*")


def main(words: Sequence[str] | None = None) -> None:
    """Carry out one command, by default that of the process; SystemExit, with a sentence, where it cannot be."""
    words = _with_command(sys.argv[1:] if words is None else words)
    parser = argparse.ArgumentParser(prog="autograd-playground", description="The Autograd Playground.")
    subparsers = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=command.help, description=command.help)
        if name == words[0]:
            command.load().describe(subparser)
    arguments = parser.parse_args(words)
    try:
        COMMANDS[arguments.command].load().run(arguments)
    except CommandError as error:
        parser.exit(error.status, f"{error}\n")
    except SettingsError as error:
        parser.exit(2, f"{error}\n")


def _with_command(words: Sequence[str]) -> Sequence[str]:
    """`words` with the command that they leave out: `--port 0` serves, a program or its file is traced."""
    if not words:
        return [DEFAULT]
    first = words[0]
    if first in COMMANDS or first in ("-h", "--help"):
        return words
    if first == "-" or not _WORD.fullmatch(first) or Path(first).is_file():
        return [PROGRAM, *words]
    return [DEFAULT, *words] if first.startswith("-") else words
