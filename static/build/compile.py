"""Builder of zip archives of bytecode for Pyodide. Runs inside the Pyodide whose bytecode it writes."""

from __future__ import annotations

import _imp
import importlib._bootstrap_external as bootstrap
import io
import sys
import zipfile
from collections.abc import Iterable, Mapping
from importlib.util import cache_from_source
from pathlib import Path

DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip archive can hold: equal sources give equal archives


def bytecode(path: str, source: bytes) -> bytes:
    """The content of an unchecked hash-based .pyc: Python imports it without comparing it with its source."""
    code = compile(source, path, "exec", dont_inherit=True)
    digest = _imp.source_hash(_imp.pyc_magic_number_token, source)
    return bytes(bootstrap._code_to_hash_pyc(code, digest, False))


def archive(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """An uncompressed zip, equal for equal entries: brotli compresses the whole better than deflate its files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as out:
        for path, content in sorted(entries):
            out.writestr(zipfile.ZipInfo(path, DATE), content)
    return buffer.getvalue()


def stdlib() -> bytes:
    """The standard library of this Pyodide, with each module.py as module.pyc, and every other file unchanged."""
    root = next(path for path in sys.path if path.endswith(".zip"))
    with zipfile.ZipFile(root) as stock:
        sources = {name: stock.read(name) for name in stock.namelist() if not name.endswith("/")}
    return archive(
        (f"{name}c", bytecode(f"{root}/{name}", content)) if name.endswith(".py") else (name, content)
        for name, content in sources.items()
    )


def package(folders: Mapping[str, str], left_out: Iterable[str] = ()) -> bytes:
    """The sources of packages, each with its bytecode: imports are fast, and tracebacks show lines.

    `folders` maps the path of a package in the archive to the folder that holds its sources; `left_out` are folders.
    """
    entries = []
    outside = [Path(folder) for folder in left_out]
    for name, folder in folders.items():
        for source in Path(folder).rglob("*.py"):
            if any(source.is_relative_to(each) for each in outside):
                continue
            path = f"{name}/{source.relative_to(folder)}"
            content = source.read_bytes()
            entries += [(path, content), (cache_from_source(path), bytecode(path, content))]
    return archive(entries)
