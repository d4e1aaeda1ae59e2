"""Conventions of the source files: a first line that says what a file is, 120 columns, names of files that exist."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from tests.support.server import ROOT

SOURCES = {".py", ".ts", ".mjs", ".js", ".css"}
COLUMNS = 120
FIRST_LINE = {
    ".py": re.compile(r'r?"""[A-Z`/<*_.a-z]'),
    ".ts": re.compile(r"// [A-Z<`]"),
    ".mjs": re.compile(r"// [A-Z<`]"),
    ".js": re.compile(r"// [A-Z<`]"),
    ".css": re.compile(r"/\* [A-Z<`]"),
}
FILE_NAME = re.compile(
    r"(?<![\w./~-])(?:engine|web|package|static/(?:src|build)|tests|docs|benchmarks)/[\w./-]*\.(?:py|ts|mjs|css|html|md|json)\b"
)


def files(*suffixes: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [ROOT / line for line in listed.splitlines() if line.endswith(suffixes) and (ROOT / line).is_file()]


def test_every_file_begins_with_a_line_that_says_what_it_is() -> None:
    silent = [
        path.relative_to(ROOT).as_posix()
        for path in files(*SOURCES)
        if not FIRST_LINE[path.suffix].match(path.read_text(encoding="utf-8"))
    ]
    assert silent == []


def test_no_line_of_the_front_end_is_longer_than_the_linters_allow() -> None:
    """Biome breaks code, but neither comments nor templates."""
    long = [
        f"{path.relative_to(ROOT).as_posix()}:{number}"
        for path in files(".ts", ".mjs", ".css")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > COLUMNS
    ]
    assert long == []


def test_every_file_that_is_named_exists() -> None:
    missing = [
        f"{path.relative_to(ROOT).as_posix()}: {name}"
        for path in files(*SOURCES, ".md", ".mk", "Makefile", "Dockerfile", ".toml", ".html")
        for name in FILE_NAME.findall(path.read_text(encoding="utf-8"))
        if not (ROOT / name).exists() and "planted" not in path.as_posix()
    ]
    assert missing == []
