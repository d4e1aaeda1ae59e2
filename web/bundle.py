"""Folder of the bundled front-end, and the files that it must hold.

Apart from the settings, so that the commands `export` and `trace` load no web framework.
"""

from __future__ import annotations

from pathlib import Path

DIST = Path(__file__).resolve().parent.parent / "static" / "dist"
BUNDLE = ("app.js", "app.css", "look.js", "autograd-playground.js", "first.json", "first.svg")
PREFIX = "PLAYGROUND_"  # of the environment variables that are settings


class SettingsError(Exception):
    """An invalid setting, which keeps the server from starting; the message is one sentence for the operator."""
