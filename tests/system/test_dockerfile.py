"""Tests of the Dockerfile: its steps, carried out without an engine in clean folders, and the server that they make."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import venv
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from autograd_playground.web.bundle import DIST
from tests.support.dockerfile import Build, Instruction, Stage, read
from tests.support.once import Once
from tests.support.server import ROOT, running

INSTRUCTIONS = list(read((ROOT / "Dockerfile").read_text()))


def only(word: str) -> str:
    """The rest of the one instruction that begins with `word`."""
    (rest,) = [instruction.rest for instruction in INSTRUCTIONS if instruction.word == word]
    return rest


def committed_files() -> list[str]:
    """The files of the tree that git does not ignore."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.splitlines()
    return [path for path in listed if (ROOT / path).is_file()]


def environment_of(place: Path) -> dict[str, str]:
    """A clean Python stands for the image's; packing at full strength takes a minute and shows nothing.

    What this checkout has from the registries is not asked for again: Node's packages, and what pip has in its cache.
    """
    path = f"{place / 'python/bin'}:{os.environ['PATH']}"
    return {**os.environ, "PATH": path, "MAKEFLAGS": "BROTLI=1", "PIP_NO_COMPILE": "1"}


def python_with_pip(folder: Path) -> None:
    """A virtual environment with this Python's pip, which takes a tenth of the time that installing pip takes."""
    venv.create(folder)
    pip = find_spec("pip")
    assert pip is not None
    assert pip.origin is not None
    (packages,) = folder.glob("lib/*/site-packages")
    shutil.copytree(Path(pip.origin).parent, packages / "pip")
    command = folder / "bin/pip"
    command.write_text(f'#!/bin/sh\nexec "{folder}/bin/python" -m pip "$@"\n')
    command.chmod(0o755)


def seed_front(stage: Stage) -> None:
    """Node's packages, and what the build makes of Pyodide's alone, as this checkout has them."""
    modules = stage.inside("node_modules")
    same_disk = (ROOT / "node_modules").stat().st_dev == stage.folder.stat().st_dev
    shutil.copytree(ROOT / "node_modules", modules, symlinks=True, copy_function=os.link if same_disk else shutil.copy)
    (modules / ".installed").unlink()
    (modules / ".installed").touch()
    shutil.copytree(DIST / "pyodide", stage.inside("static/dist/pyodide"), copy_function=shutil.copyfile)
    for file in DIST.glob("stdlib.zip*"):
        shutil.copyfile(file, stage.inside("static/dist") / file.name)


def build_image(place: Path) -> None:
    python_with_pip(place / "python")
    (place / "image").mkdir()
    build = Build(ROOT, committed_files(), place / "image", environment_of(place))
    build.seed("front", seed_front)
    quick = [Instruction(w, rest.replace(" BROTLI=11", "").replace(" --no-cache-dir", "")) for w, rest in INSTRUCTIONS]
    stage = build.carry_out(quick)
    (place / "folder").symlink_to(stage.folder)


@pytest.fixture(scope="module")
def built(once: Once) -> Path:
    """The place of the clean Python and of the image's last folder."""
    return once("image", build_image)


@pytest.fixture(scope="module")
def environment(built: Path) -> dict[str, str]:
    return environment_of(built)


@pytest.fixture(scope="module")
def image(built: Path) -> Path:
    return (built / "folder").resolve()


def test_the_image_serves_the_playground_and_finds_itself_healthy(image: Path, environment: dict[str, str]) -> None:
    with running([*json.loads(only("CMD")), "--port", "0"], image, environment) as origin:
        port = urlsplit(origin).port
        with urlopen(f"http://127.0.0.1:{port}/") as reply:
            assert reply.status == 200
        check = json.loads(only("HEALTHCHECK").partition("CMD ")[2].replace(":8000/", f":{port}/"))
        subprocess.run(check, env=environment, check=True, timeout=30)


def test_the_image_holds_what_is_needed_and_no_more(image: Path) -> None:
    held = {path.name for path in image.iterdir() if not path.name.endswith((".egg-info", "__pycache__"))}
    assert held == {
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "server.py",
        "engine",
        "lessons",
        "package",
        "requirements",
        "web",
        "static",
    }
    assert [path.name for path in (image / "static").iterdir()] == ["dist"]


def test_the_server_does_not_run_as_root() -> None:
    words = [instruction.word for instruction in INSTRUCTIONS]
    assert only("USER") == "playground"
    assert words.index("USER") > max(i for i, word in enumerate(words) if word in ("RUN", "COPY"))


def test_what_is_copied_passes_the_dockerignore() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()
    let_in = {line.removeprefix("!") for line in lines if line.startswith("!")}
    copied = {
        source
        for word, rest in INSTRUCTIONS
        if word == "COPY" and not rest.startswith("--from=")
        for source in rest.split()[:-1]
    }
    assert copied == let_in


def test_the_images_are_debian_slim() -> None:
    assert all("-slim" in rest for word, rest in INSTRUCTIONS if word == "FROM")


def test_a_path_of_the_image_is_found_below_its_stage() -> None:
    stage = Stage("front", Path("/tmp/front"))
    assert stage.inside("/app/static") == Path("/tmp/front/app/static")


def test_continued_lines_are_one_instruction() -> None:
    assert list(read("# a comment\nRUN one \\\n    && two\n\nUSER you\n")) == [
        Instruction("RUN", "one && two"),
        Instruction("USER", "you"),
    ]
