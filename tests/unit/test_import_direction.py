"""Direction of imports in the three source trees: a rank for each folder, and no cycle between files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.support.imports import Imports, cycle, python_imports, typescript_imports, wrong_way
from tests.support.server import ROOT

Ranks = Sequence[Sequence[str]]

# Lowest first: a folder imports those before it. Folders in one row do not know each other.
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
    ["lab", "lesson"],
    ["workers"],
    ["."],
)
WEB: Ranks = (
    ["."],  # settings, refusal, link
    ["http"],
    ["pictures"],
    ["api"],
    ["lessons"],
    ["pages"],
    ["app.py"],
    ["cli"],
)
ENGINE: Ranks = (
    ["."],
    ["scan", "trace"],
    ["language", "lower"],
    ["lower/wasm"],
    ["lower/listing"],
    ["lab"],
    ["lab/code"],
    ["service"],
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
