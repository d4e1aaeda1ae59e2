"""The front-end's own sources, bundled for a test by the bundler that builds the page."""

from __future__ import annotations

import subprocess
from functools import cache

from playwright.sync_api import Page

from tests.support.server import ROOT

LOAD = """async (script) => {
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    globalThis.front = await import(url);
}"""


@cache
def bundle(entry: str) -> str:
    """The TypeScript file `entry` and all that it imports, as the text of one module."""
    command = ["node_modules/.bin/esbuild", entry, "--bundle", "--format=esm", "--target=es2022"]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout


def load(page: Page, entry: str) -> None:
    """Run `entry` in the page; what it exports is then in the global `front`."""
    page.evaluate(LOAD, bundle(entry))
