"""Tests of the repository's promises: its commands, its example, its links, its imports and its lock file."""

from __future__ import annotations

import ast
import contextlib
import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import autograd_playground
from tests.support.server import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("**/*.md"), ROOT / "benchmarks" / "README.md"])


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def imported(source: str) -> Iterator[str]:
    """The top-level packages that a module imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield (node.module or "").partition(".")[0]


def test_the_readmes_example_prints_what_it_says() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", text("README.md"), re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example, "README.md", "exec"), {})
    assert printed.getvalue().split() == re.findall(r"# prints (\S+)", example)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_every_documented_command_is_a_target_of_the_makefile(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile") + text("static/build/build.mk"), re.MULTILINE))
    named = set(re.findall(r"(?:^    |`)make ([a-z]+)", text(page), re.MULTILINE))
    assert {"run", "test", "lint", "bench", "clean"} <= named <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_to_a_file_finds_it(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_engine_imports_the_standard_library_only() -> None:
    for path in (ROOT / "engine").rglob("*.py"):
        foreign = set(imported(path.read_text(encoding="utf-8"))) - sys.stdlib_module_names - {"engine"}
        assert foreign == set(), path


def test_the_web_layer_imports_nothing_above_it() -> None:
    for path in (ROOT / "web").rglob("*.py"):
        assert set(imported(path.read_text(encoding="utf-8"))).isdisjoint({"server", "tests", "benchmarks"}), path


def test_the_lock_file_names_versions_and_digests_but_no_place_to_get_them() -> None:
    packages = json.loads(text("package-lock.json"))["packages"]
    del packages[""]
    assert packages
    for name, package in packages.items():
        assert "integrity" in package, name
        assert "resolved" not in package, name


def test_both_package_files_are_of_one_version() -> None:
    assert json.loads(text("package.json"))["version"] == autograd_playground.__version__
