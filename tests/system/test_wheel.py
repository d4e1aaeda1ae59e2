"""Tests of the wheel: built from the sdist, installed into an empty environment, used elsewhere and without Node."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from collections.abc import Mapping, Sequence
from email.parser import HeaderParser
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.support.server import ROOT, running

LECTURE = "a = Value(2.0)\nb = Value(-3.0)\nL = (a*b).tanh()\nL.backward()\n"
VERSION = "import importlib.metadata as m; print(m.version('autograd-playground'))"
# Files of a student's folder: the lecture's file name, and the name of a library on PyPI.
STUDENTS_FILES = {"engine.py": "class Value: pass\n", "web.py": "urls = ()\n", "server.py": "started = True\n"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


class Installation:
    """A virtual environment with nothing but the wheel and its dependencies, and a student's folder to work in."""

    def __init__(self, folder: Path, wheel: Path) -> None:
        self.folder = folder / "work"
        self.folder.mkdir()
        for name, text in STUDENTS_FILES.items():
            (self.folder / name).write_text(text)
        venv.create(folder / "environment", with_pip=True)
        self.bin = folder / "environment" / "bin"
        self.run("python", "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", str(wheel))
        # The dependencies are those of the tests' own environment. Path files in there are not read, so its editable
        # install of the project is out of sight.
        site = Path(self.run("python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
        (site / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
        (self.bin / "dot").symlink_to(shutil.which("dot") or "")

    @property
    def environment(self) -> dict[str, str]:
        """Without Node, and without a variable that leads to the checkout."""
        return {"PATH": str(self.bin), "HOME": str(self.folder), "LANG": "C.UTF-8"}

    def run(self, *command: str, more: Mapping[str, str] | None = None) -> str:
        program, *arguments = command
        done = subprocess.run(
            [str(self.bin / program), *arguments],
            cwd=self.folder,
            env={**self.environment, **(more or {})},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return Installation(tmp_path_factory.mktemp("installed"), wheel)


def test_it_installs_one_top_level_name(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (listed,) = [archive.read(name).decode() for name in names if name.endswith("top_level.txt")]
    assert {name.partition("/")[0] for name in names if ".dist-info/" not in name} == {"autograd_playground"}
    assert listed.split() == ["autograd_playground"]


def sources() -> Mapping[str, Path]:
    """The folder of the repository for each folder of the installed package."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return {
            name.replace(".", "/"): ROOT / folder
            for name, folder in tomllib.load(file)["tool"]["setuptools"]["package-dir"].items()
        }


def files_of(folder: Path, kinds: Sequence[str]) -> list[Path]:
    return [path for kind in kinds for path in folder.glob(kind) if path.is_file() and "__pycache__" not in path.parts]


def test_it_holds_every_module_template_lesson_and_built_file(wheel: Path) -> None:
    expected = {
        f"{name}/{path.relative_to(folder).as_posix()}"
        for name, folder in sources().items()
        for path in files_of(folder, ["py.typed", "*.md", "dist/**/*", "templates/**/*"])
        + ([] if name.endswith("static") else files_of(folder, ["**/*.py"]))
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert len(expected) > 300
    assert held == expected


def test_it_names_the_projects_dependencies(wheel: Path) -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = [archive.read(name).decode() for name in archive.namelist() if name.endswith("METADATA")]
    required = HeaderParser().parsestr(metadata).get_all("Requires-Dist") or []
    always = {line.partition("<")[0].partition(">")[0] for line in required if "extra ==" not in line}
    assert always == {line.partition(">")[0] for line in project["dependencies"]}


def test_its_python_is_imported_beside_a_students_engine_and_beside_web_py(installed: Installation) -> None:
    program = (
        "from autograd_playground import Value, nn, __version__; import autograd_playground, engine, web, sys;"
        "a = Value(3.0); (a * a).backward(); print(a.grad, type(nn.MLP(2, [3, 1])).__name__, __version__);"
        "print(engine.Value.__module__, web.urls, autograd_playground.__file__.startswith(sys.prefix))"
    )
    version = installed.run("python", "-c", VERSION).strip()
    assert installed.run("python", "-c", program).splitlines() == [f"6.0 MLP {version}", "engine () True"]


def test_importing_it_loads_nothing_but_the_standard_library(installed: Installation) -> None:
    program = (
        "import sys; before = set(sys.modules); import autograd_playground;"
        "loaded = {name.partition('.')[0] for name in set(sys.modules) - before};"
        "print(sorted(loaded - sys.stdlib_module_names))"
    )
    assert installed.run("python", "-c", program).strip() == "['autograd_playground']"


def test_no_module_is_loaded_under_two_names(installed: Installation) -> None:
    program = (
        "import sys; from autograd_playground.web.app import create_app; import collections;"
        "files = [getattr(m, '__file__', '') or '' for m in sys.modules.values()];"
        "files = [file for file in files if 'autograd_playground' in file];"
        "print(len(files) > 60, [f for f, n in collections.Counter(files).items() if n > 1])"
    )
    assert installed.run("python", "-c", program).strip() == "True []"


def test_its_types_are_published(installed: Installation) -> None:
    program = (
        "import autograd_playground as a, pathlib; print((pathlib.Path(a.__file__).parent / 'py.typed').is_file())"
    )
    assert installed.run("python", "-c", program).strip() == "True"


def test_a_program_on_the_command_line_is_printed_as_tables(installed: Installation) -> None:
    printed = installed.run("python", "-m", "autograd_playground", "a = 2; b = -3; L = tanh(a*b)")
    rows = [line.split() for line in printed.splitlines()]
    assert ["value", "made", "by", "data", "grad"] in rows
    assert any(row[:1] == ["L"] and row[1:3] == ["tanh", "of"] for row in rows)
    assert any(row[1:2] == ["backward"] for row in rows)


def test_a_programs_file_is_printed_too_and_a_faulty_one_says_where(installed: Installation) -> None:
    (installed.folder / "lesson.py").write_text(LECTURE)
    assert "backward" in installed.run("autograd-playground", "lesson.py")
    (installed.folder / "faulty.py").write_text("a = Value(2.0)\nb = a +\n")
    command = [str(installed.bin / "autograd-playground"), "faulty.py"]
    done = subprocess.run(
        command, cwd=installed.folder, env=installed.environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("faulty.py:2:")


def test_who_reads_the_first_line_only_gets_no_traceback(installed: Installation) -> None:
    (installed.folder / "long.py").write_text("a = Value(1.0)\nfor i in range(900):\n    a = a + 1\n")
    script = f'{installed.bin / "autograd-playground"} long.py | (IFS= read -r line; echo "$line")'
    done = subprocess.run(
        ["/bin/sh", "-c", script],
        cwd=installed.folder,
        env=installed.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.startswith("value ")
    assert done.stderr == ""


def test_it_serves_the_page_with_its_scripts_and_lessons(installed: Installation) -> None:
    command = [str(installed.bin / "autograd-playground"), "--port", "0", "--no-browser"]
    with running(command, installed.folder, installed.environment) as origin:
        for path in ("/", "/learn/", "/lab/", "/healthz", "/autograd-playground.js"):
            with urlopen(origin + path) as reply:
                assert reply.status == 200, path


def test_it_opens_the_browser_at_its_address(installed: Installation) -> None:
    """A program of our own replaces the browser: it is started with the address."""
    opened = installed.folder / "opened"
    os.mkfifo(opened)
    browser = installed.bin / "browser"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > {opened}\n')
    browser.chmod(0o755)
    command = [str(installed.bin / "autograd-playground"), "--port", "0"]
    with running(command, installed.folder, {**installed.environment, "BROWSER": str(browser)}) as origin:
        assert opened.read_text() == origin


def test_it_builds_the_static_site(installed: Installation) -> None:
    assert "files" in installed.run("autograd-playground", "build", "site/")
    assert (installed.folder / "site/index.html").is_file()
    assert (installed.folder / "site/learn/index.html").is_file()


def test_it_exports_a_program_without_the_web_framework(installed: Installation) -> None:
    (installed.folder / "lesson.py").write_text(LECTURE)
    program = (
        "import sys; from autograd_playground.web.cli.main import main;"
        "main(['export', 'lesson.py', '-o', 'lesson.html']);"
        "loaded = {name.partition('.')[0] for name in sys.modules};"
        "print(sorted({'fastapi', 'pydantic', 'starlette', 'uvicorn'} & loaded))"
    )
    assert installed.run("python", "-c", program).strip() == "[]"
    page = (installed.folder / "lesson.html").read_text()
    assert "<svg" in page
    assert "tanh" in page
