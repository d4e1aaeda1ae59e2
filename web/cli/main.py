"""What `python server.py` can be told to do. Each command is a module with `describe(parser)` and `run(arguments)`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from ..settings import SettingsError
from . import build, export, serve
from .errors import CommandError


class Module(Protocol):
    def describe(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace) -> None: ...


class Command(NamedTuple):
    help: str
    module: Module


DEFAULT = "serve"
COMMANDS = {
    DEFAULT: Command("serve the playground; this is what happens without a command", serve),
    "build": Command("write the playground as a folder of files for a static host", build),
    "export": Command("write what a program does as one file", export),
}


def main(words: Sequence[str] | None = None) -> None:
    """Carry out one command, by default that of the process; SystemExit, with a sentence, where it cannot be."""
    words = sys.argv[1:] if words is None else words
    parser = argparse.ArgumentParser(prog="server.py", description="The Autograd Playground.")
    subparsers = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        command.module.describe(subparsers.add_parser(name, help=command.help, description=command.help))
    arguments = parser.parse_args(_with_command(words))
    try:
        COMMANDS[arguments.command].module.run(arguments)
    except CommandError as error:
        parser.exit(error.status, f"{error}\n")
    except SettingsError as error:
        parser.exit(2, f"{error}\n")


def _with_command(words: Sequence[str]) -> Sequence[str]:
    """The command serve may be left out: `server.py --port 0` serves too. Asking for help asks for all commands."""
    if words and (words[0] in ("-h", "--help") or not words[0].startswith("-")):
        return words
    return [DEFAULT, *words]
