"""Direction of imports in the three source trees: a rank for each folder, and no cycle between files."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.support.import_graph import Imports, cycle, python_imports, typescript_imports, wrong_way
from tests.support.server import ROOT

Ranks = Sequence[Sequence[str]]

# Lowest first: a folder imports those before it. Folders in one row do not import each other.
FRONT: Ranks = (
    ["lib"],
    ["lib/dom"],
    ["trace"],
    ["backend"],
    ["state"],
    ["chart", "graph", "editor", "url"],
    ["panels", "export"],
    ["playground", "lab/settings"],
    ["embed", "standalone", "lab/training"],
    ["lab/drawings"],
    ["lab", "lesson", "notebook"],
    ["workers"],
    ["."],
)
WEB: Ranks = (
    ["."],  # settings, refusal, fault, link
    ["http", "pool"],
    ["pictures"],
    ["api"],
    ["operation"],
    ["lessons"],
    ["pages"],
    ["app.py"],
    ["cli"],
)
ENGINE: Ranks = (
    ["."],
    ["contract"],
    ["scan", "trace"],
    ["language/syntax"],
    ["language", "lower"],
    ["lower/wasm"],
    ["lower/listing"],
    ["lab"],
    ["lab/code"],
    ["service"],
    ["standins"],
    ["standins/numpy", "standins/torch"],
    ["standins/matplotlib", "standins/sklearn", "standins/torch/nn"],
    ["observe"],
    ["observe/tracing"],
    ["observe/verdict"],
    ["observe/player"],
    ["observe/experiments"],
    ["notebook"],
)
TREES: Sequence[tuple[str, Callable[[Path], Imports], Ranks]] = (
    ("static/src", typescript_imports, FRONT),
    ("web", python_imports, WEB),
    ("engine", python_imports, ENGINE),
)


@pytest.mark.parametrize(("tree", "imports_of", "ranks"), TREES, ids=[tree for tree, _, _ in TREES])
def test_every_import_points_to_a_lower_folder(tree: str, imports_of: Callable[[Path], Imports], ranks: Ranks) -> None:
    imports = imports_of(ROOT / tree)
    assert sum(map(len, imports.values())) > 40
    assert wrong_way(imports, ranks) == []
    assert cycle(imports) == []


# In each tree a file of a low folder, and a forbidden import of a higher folder.
PLANTED: Sequence[tuple[str, str, str]] = (
    ("static/src", "lib/format.ts", 'import "../panels/ledger.js";'),
    ("static/src", "panels/ledger.ts", 'import type { AppShell } from "../playground/app-shell.js";'),
    ("static/src", "graph/viewport.ts", 'import "../chart/scale.js";'),  # two folders of one row
    ("web", "http/content.py", "from ..pages import embed"),
    ("web", "refusal.py", "from .http.content import Content"),
    ("engine", "ops.py", "from .trace.draw import dot"),
    ("engine", "lower/gradient.py", "def late():\n    from ..lab.model import network"),
)


@pytest.mark.parametrize(("tree", "file", "line"), PLANTED, ids=[f"{file}: {line}" for _, file, line in PLANTED])
def test_a_planted_import_of_a_higher_folder_is_found(tree: str, file: str, line: str, tmp_path: Path) -> None:
    copy = shutil.copytree(ROOT / tree, tmp_path / tree, ignore=shutil.ignore_patterns("__pycache__", "dist"))
    planted = copy / file
    planted.write_text(f"{planted.read_text()}\n{line}\n")
    (imports_of, ranks) = next((imports_of, ranks) for name, imports_of, ranks in TREES if name == tree)
    assert [found.partition(" -> ")[0] for found in wrong_way(imports_of(copy), ranks)] == [file]


def test_a_planted_cycle_is_found(tmp_path: Path) -> None:
    (tmp_path / "a.ts").write_text('import { b } from "./b.js";\n')
    (tmp_path / "b.ts").write_text('import type { A } from "./a.js";\n')
    assert cycle(typescript_imports(tmp_path)) == ["a.ts", "b.ts"]


def test_the_lab_knows_nothing_of_the_playgrounds_page() -> None:
    imports = typescript_imports(ROOT / "static/src")
    known = {target.split("/")[0] for file in imports if file.startswith("lab/") for target in imports[file]}
    assert known <= {"lib", "trace", "backend", "chart", "url", "lab", "panels"}
    panels = {target for file in imports if file.startswith("lab/") for target in imports[file] if "panels/" in target}
    assert panels == {"panels/python-status.ts"}


def test_workers_know_messages_and_what_they_run() -> None:
    imports = typescript_imports(ROOT / "static/src")
    known = {target for file in imports if file.startswith("workers/") for target in imports[file]}
    assert {target for target in known if not target.startswith(("lib/", "lab/training/", "workers/"))} <= {
        "backend/worker-messages.ts"
    }
