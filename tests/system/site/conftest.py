"""Fixtures for the static site: the playground as files, below a path of a host that only serves files."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.once import Once
from tests.support.server import ROOT, running

BELOW = "courses/ml/playground"


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """The folder that `python server.py build` has written."""

    def build(host: Path) -> None:
        folder = host / BELOW
        folder.parent.mkdir(parents=True)
        command = [sys.executable, "server.py", "build", str(folder)]
        subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)

    return once("host", build) / BELOW


@pytest.fixture(scope="session")
def pages(site: Path) -> list[Path]:
    """The pages of the site, without the template of saved files in the bundle."""
    return [path for path in sorted(site.rglob("*.html")) if "static" not in path.relative_to(site).parts]


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """URL of the site, in place of the origin of a running playground."""
    host = site.parents[BELOW.count("/")]
    command = (sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(host))
    with running(command) as origin:
        yield f"{origin}/{BELOW}"
