"""The playground as a folder of files, below a path of a host that can do nothing but serve them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.server import ROOT, running

BELOW = "courses/ml/playground"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `python server.py build` has written."""
    folder = tmp_path_factory.mktemp("host") / BELOW
    folder.parent.mkdir(parents=True)
    subprocess.run([sys.executable, "server.py", "build", str(folder)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="session")
def pages(site: Path) -> list[Path]:
    """The pages of the site, without what the bundle has for saving."""
    return [path for path in sorted(site.rglob("*.html")) if "static" not in path.relative_to(site).parts]


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """Where the site is, in place of a running playground."""
    host = site.parents[BELOW.count("/")]
    command = (sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", str(host))
    with running(command) as origin:
        yield f"{origin}/{BELOW}"
