"""How a command of server.py says that it cannot be carried out."""

from __future__ import annotations


class CommandError(Exception):
    """The message is one sentence for whoever gave the command."""
