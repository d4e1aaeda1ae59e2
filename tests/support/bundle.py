"""Bundles of the front-end's own sources for tests, made by esbuild, which builds the page too."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

from tests.support.server import ROOT

LOAD = """async (script) => {
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    globalThis.front = await import(url);
}"""


@cache
def bundle(entry: str) -> str:
    """The TypeScript file `entry` and its imports, bundled; returns the text of one module."""
    return _esbuild(entry)


def bundle_all(entries: Sequence[str], folder: Path) -> None:
    """Bundle each of the TypeScript files into a module in `folder`, with the same name but .js in place of .ts."""
    _esbuild(*entries, f"--outdir={folder}")


def _esbuild(*words: str) -> str:
    command = ["node_modules/.bin/esbuild", "--bundle", "--format=esm", "--target=es2022", *words]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def load(page: Page, module: str) -> None:
    """Run the text of a module in the page; the global `front` then holds its exports."""
    page.evaluate(LOAD, module)
