"""Tests of the build: the files in static/dist, and no work when nothing has changed."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from autograd_playground.engine.examples import FIRST
from autograd_playground.engine.service.api import handle_json
from autograd_playground.web.pictures import prebuilt
from tests.support.server import ROOT

DIST = ROOT / "static" / "dist"
PACKED = (".br", ".gz")


def built() -> list[Path]:
    return [path for path in DIST.rglob("*") if path.is_file() and path.suffix not in PACKED]


def test_the_build_makes_these_files_and_no_others() -> None:
    names = {path.relative_to(DIST).as_posix() for path in built()}
    pictures = {name for name in names if re.fullmatch(r"pictures/[0-9a-f]{16}(?:-dark)?\.svg", name)}
    assert len(pictures) == 2 * int((DIST / "pictures" / "drawn.txt").read_text())
    assert names - pictures == {
        "app.css",
        "app.js",
        "autograd-playground.js",
        "engine.zip",
        "first.json",
        "first.svg",
        "lab.css",
        "lab.js",
        "notebook.css",
        "notebook.js",
        "layout-worker.js",
        "lesson.css",
        "lessons.js",
        "look.js",
        "notebook-worker.js",
        "notebook.zip",
        "pictures/drawn.txt",
        "pyodide/pyodide.asm.mjs",
        "pyodide/pyodide.asm.wasm",
        "pyodide/pyodide.mjs",
        "python-worker.js",
        "standalone.html",
        "stdlib.zip",
        "trainer-worker.js",
    }


def test_every_file_has_packed_forms_of_the_same_content() -> None:
    for path in built():
        plain = path.read_bytes()
        assert gzip.decompress(Path(f"{path}.gz").read_bytes()) == plain, path
    unpack = (
        'import { readFileSync as read } from "node:fs"; import { brotliDecompressSync as unpack } from "node:zlib";'
        "for (const p of process.argv.slice(1)) if (unpack(read(p + '.br')).compare(read(p))) throw new Error(p);"
    )
    subprocess.run(["node", "--input-type=module", "--eval", unpack, *map(str, built())], check=True)


def test_the_standard_library_is_bytecode_throughout_and_stored_as_it_is() -> None:
    with zipfile.ZipFile(DIST / "stdlib.zip") as archive:
        names = archive.namelist()
        stored = {entry.compress_type for entry in archive.infolist()}
    assert {"ast.pyc", "json/__init__.pyc", "encodings/cp437.pyc", "platform.pyc"} <= set(names)
    assert [name for name in names if name.endswith(".py")] == []
    assert stored == {zipfile.ZIP_STORED}


def held(archive: str) -> dict[str, bytes]:
    """The sources in an archive of the engine; each has its bytecode there."""
    with zipfile.ZipFile(DIST / archive) as content:
        sources = {name: content.read(name) for name in content.namelist() if name.endswith(".py")}
        bytecode = [name for name in content.namelist() if name.endswith(".cpython-314.pyc")]
    assert len(bytecode) == len(sources)
    return sources


def test_the_browsers_engine_is_this_engine_and_only_the_notebook_loads_what_it_alone_needs() -> None:
    folders = {"autograd_playground": ROOT / "package", "autograd_playground/engine": ROOT / "engine"}
    sources = {
        f"{name}/{path.relative_to(folder).as_posix()}": path.read_bytes()
        for name, folder in folders.items()
        for path in folder.rglob("*.py")
    }
    of_notebook = {
        name for name in sources if re.match(r"autograd_playground/engine/(observe|standins|notebook)/", name)
    }
    assert held("notebook.zip") == {name: sources[name] for name in of_notebook}
    assert held("engine.zip") == {name: sources[name] for name in sources.keys() - of_notebook}


def test_building_the_engine_again_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("engine", "package", "static/build"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    subprocess.run(["node", "static/build/engine.mjs"], cwd=tmp_path, check=True)
    for name in ("engine.zip", "notebook.zip"):
        assert (tmp_path / "static/dist" / name).read_bytes() == (DIST / name).read_bytes()


def test_the_first_trace_made_in_pyodide_is_the_one_that_cpython_makes() -> None:
    request = json.dumps({"method": "trace", "params": {"source": FIRST.source}})
    assert (DIST / "first.json").read_text() == handle_json(request, "server")


def test_the_first_drawing_shows_the_first_traces_values() -> None:
    trace = json.loads((DIST / "first.json").read_text())
    drawing = (DIST / "first.svg").read_text()
    assert [node["id"] for node in trace["nodes"] if f'id="n{node["id"]}"' not in drawing] == []


def test_an_unchanged_tree_rebuilds_nothing() -> None:
    command = ["make", "--dry-run", "build"]
    english = {**os.environ, "LC_ALL": "C"}
    left = subprocess.run(command, cwd=ROOT, env=english, check=True, capture_output=True, text=True).stdout
    assert "Nothing to be done for 'build'" in left


def test_the_first_drawing_has_its_end_with_tints_and_widths_and_needs_no_script() -> None:
    drawing = (DIST / "first.svg").read_text()
    assert 'class="graph"' in drawing
    assert 'class="node up-5"' in drawing
    assert 'class="edge flow-5"' in drawing
    assert "<title>" not in drawing
    assert 'text-anchor="start"' not in drawing


@pytest.mark.parametrize(("suffix", "ink", "tint"), [("", "#1f2227", "#e4985a"), ("-dark", "#e8e5de", "#824a22")])
def test_a_picture_has_the_colours_of_its_theme(suffix: str, ink: str, tint: str) -> None:
    trace = json.loads((DIST / "first.json").read_text())
    light = prebuilt.path(trace["dot"])
    picture = (DIST / f"{light.removesuffix('.svg')}{suffix}.svg").read_text()
    assert {ink, tint} <= set(re.findall(r"#\w{6}", picture))
    assert 'stroke-width="5.5"' in picture
    assert '"black"' not in picture
