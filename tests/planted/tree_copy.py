"""A copy of the tree that faults are planted in, one at a time, and whose own code its tests run."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from tests.support.server import ROOT

from .faults import Fault

DIST = Path("static/dist")
LINKS = Path("build/links")
MOST_SECONDS = 900  # for the tests of one fault

# What `make build` builds, and the tests that use what it has built.
_BUILT = ("static/", "engine/", "package/", "lessons/")
_USES_BUILD = ("tests/browser/", "tests/system/")

_SUMMARY = re.compile(r"^(?:FAILED|ERROR) (tests/.+?)(?: - .*)?$", re.MULTILINE)
_WHERE = "import autograd_playground; print(autograd_playground.__file__)"


class Outcome(NamedTuple):
    """What pytest gave: its exit status, the first test that failed, and its last line."""

    status: int
    first: str
    end: str

    @property
    def caught(self) -> bool:
        """Tests failed; a status of 2 or more says that they did not run, as where a module cannot be imported."""
        return self.status == 1 and bool(self.first)


class TreeCopy:
    """Made of what git knows or would know; .venv and node_modules are links, and the bundle is copied."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        for name in filter(None, listed.split("\0")):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)  # with its time: make compares them
        for name in (".venv", "node_modules"):
            (folder / name).symlink_to(ROOT / name)
        shutil.copytree(ROOT / DIST, folder / DIST)
        self._environment = {**os.environ, "PYTHONPATH": str(folder / LINKS), "COLUMNS": "240"}
        self._make("build", f"{LINKS}/autograd_playground/.made")
        shutil.copytree(folder / DIST, self._kept)
        self._insist_on_its_own_code()

    def with_fault(self, fault: Fault) -> Outcome:
        """Plant the fault, run its tests, and leave the copy as it was."""
        path = self._folder / fault.file
        time = path.stat()
        content = path.read_text(encoding="utf-8")
        builds = fault.file.startswith(_BUILT) and any(test.startswith(_USES_BUILD) for test in fault.tests)
        path.write_text(content.replace(fault.text, fault.replacement), encoding="utf-8")
        try:
            if builds:
                self._make("build")
            return self.run(fault.tests)
        finally:
            path.write_text(content, encoding="utf-8")
            os.utime(path, ns=(time.st_atime_ns, time.st_mtime_ns))
            if builds:
                shutil.rmtree(self._folder / DIST)
                shutil.copytree(self._kept, self._folder / DIST)

    def run(self, tests: Sequence[str]) -> Outcome:
        """Run pytest in the copy, up to the first failure."""
        # Bytecode is found by a source's time and size, and a fault may keep both.
        environment = {**self._environment, "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
        process = subprocess.Popen(
            command,
            cwd=self._folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=MOST_SECONDS)
        except subprocess.TimeoutExpired:
            return Outcome(-1, "", f"no end within {MOST_SECONDS} s")
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        found = _SUMMARY.search(output)
        return Outcome(process.returncode, found[1] if found else "", output.strip().rpartition("\n")[2])

    @property
    def _kept(self) -> Path:
        """The bundle without any fault."""
        return self._folder.with_name("dist")

    def _make(self, *targets: str) -> None:
        """Make what is out of date."""
        done = subprocess.run(
            ["make", "--silent", *targets], cwd=self._folder, env=self._environment, capture_output=True, text=True
        )
        if done.returncode != 0:
            raise SystemExit(f"make {' '.join(targets)} failed in the copy:\n{done.stdout}{done.stderr}")

    def _insist_on_its_own_code(self) -> None:
        """The editable install leads to the original; the links of the copy have to come first."""
        found = subprocess.run(
            [sys.executable, "-c", _WHERE], cwd=self._folder, env=self._environment, check=True, capture_output=True
        )
        package = Path(found.stdout.decode().strip()).resolve()
        assert package.is_relative_to(self._folder.resolve()), f"The tests would run {package}."
