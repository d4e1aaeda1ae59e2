"""Sample projects of docs/integrations: copies that use a running playground, and the states of their embeds."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.support.server import ROOT

INTEGRATIONS = ROOT / "docs" / "integrations"
PLACEHOLDER = "https://play.example/"

PRODUCT = "a = Value(2.0)\nb = Value(-3.0)\nc = Value(10.0)\nL = a*b + c\n\nL.backward()"
NEURON = "x = Value(2.0)\nw = Value(-3.0)\nb = Value(6.9)\no = (x*w + b).tanh()\no.backward()"

# Markup that would end the element, open another one or name an entity if a tool did not escape it.
HOSTILE = "a = Value(2.0)  # </autograd-playground> <b>bold</b> &lt; & \"double\" 'single'\nb = a*3\nb.backward()"


def copy_project(tool: str, to: Path, server: str) -> Path:
    """Copy a tool's folder, with the running playground's address in place of the documented one."""
    folder = shutil.copytree(INTEGRATIONS / tool, to / tool, ignore=shutil.ignore_patterns("__pycache__"))
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".png":
            path.write_text(path.read_text(encoding="utf-8").replace(PLACEHOLDER, f"{server}/"), encoding="utf-8")
    return folder


def indented(text: str) -> str:
    return "".join(f"   {line}\n" if line else "\n" for line in text.splitlines())


def run(*command: str | Path, folder: Path | None = None) -> str:
    """Run a command; returns its standard output, and fails with its standard error."""
    done = subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def python(module: str, *arguments: str | Path, folder: Path | None = None) -> str:
    return run(sys.executable, "-m", module, *arguments, folder=folder)


def run_documented(command: str, paths: Mapping[str, Path]) -> None:
    """Run a documented command in the playground's folder, with these paths in place of those that it names."""
    python, *arguments = shlex.split(command)
    assert python == ".venv/bin/python"
    run(sys.executable, *(paths.get(each, each) for each in arguments), folder=ROOT)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve the folder as a site of another origin than the playground's."""
    handler = partial(QuietHandler, directory=str(folder))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Requests are not logged to the output of the tests."""


def states(page: Page) -> list[dict[str, Any]]:
    """The states that the embeds of the page return when they are ready."""
    found: list[dict[str, Any]] = page.evaluate("""async () => {
        await customElements.whenDefined("autograd-playground");
        return Promise.all([...document.querySelectorAll("autograd-playground")].map((embed) => embed.getState()));
    }""")
    return found
