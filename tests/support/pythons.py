"""Installed Pythons of this machine, 3.11 or newer, on the path or among pyenv's."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

_PRINT_VERSION = "import sys; print('.'.join(map(str, sys.version_info[:2])))"


@cache
def pythons() -> dict[str, str]:
    """Version -> executable, for those that start."""
    found: dict[str, str] = {}
    root = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    candidates = [shutil.which(f"python3.{minor}") for minor in range(11, 16)]
    for candidate in [*candidates, *sorted(str(path) for path in root.glob("3.1[1-9]*/bin/python3"))]:
        if candidate is None:
            continue
        answer = subprocess.run(
            [candidate, "-c", _PRINT_VERSION], capture_output=True, text=True, timeout=30, check=False
        )
        if answer.returncode == 0:
            found.setdefault(answer.stdout.strip(), candidate)
    return found
