"""Command line: `serve`, `build`, `export` and `trace`, each a module with `describe(parser)` and `run(arguments)`.

The module of a command is imported when the command is given, so that `export` and `trace` load no web framework.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NamedTuple, Protocol, cast

from ... import __version__
from ..bundle import SettingsError
from .command_words import SERVE, TRACE, with_command
from .errors import CommandError


class CommandModule(Protocol):
    def describe(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, arguments: argparse.Namespace) -> None: ...


class Command(NamedTuple):
    help: str
    module: str  # in this package

    def load(self) -> CommandModule:
        return cast(CommandModule, import_module(f".{self.module}", __package__))


COMMANDS = {
    SERVE: Command("serve the playground and open it; this is what happens without a command", "serve"),
    "build": Command("write the playground as a folder of files for a static host", "build"),
    "export": Command("write what a program does as one file", "export"),
    TRACE: Command("print a program's values, gradients and steps as tables", "trace"),
}

INTERRUPTED = 130  # exit status of a shell's command that Ctrl-C ended


def main(words: Sequence[str] | None = None) -> None:
    """Carry out one command, by default that of the process; SystemExit, with a sentence, where it cannot be."""
    words = with_command(sys.argv[1:] if words is None else words, COMMANDS)
    parser = argparse.ArgumentParser(prog="autograd-playground", description="The Autograd Playground.")
    parser.add_argument("--version", action="version", version=__version__)
    try:
        _carry_out(parser, words)
    except CommandError as error:
        parser.exit(error.status, f"{error}\n")
    except SettingsError as error:
        parser.exit(2, f"{error}\n")
    except OSError as error:  # of a file that the command itself does not name
        parser.exit(2, f"{error.filename}: {error.strerror}.\n" if error.filename else f"{error}\n")
    except KeyboardInterrupt:
        parser.exit(INTERRUPTED)


def _carry_out(parser: argparse.ArgumentParser, words: Sequence[str]) -> None:
    subparsers = parser.add_subparsers(dest="command", required=True)
    for name, command in COMMANDS.items():
        subparser = subparsers.add_parser(name, help=command.help, description=command.help)
        if name == words[0]:
            command.load().describe(subparser)
    arguments = parser.parse_args(words)
    COMMANDS[arguments.command].load().run(arguments)
