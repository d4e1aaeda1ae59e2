"""The sample projects of docs/integrations, copied and pointed at a running playground, and what their pages hold."""

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

# What would end the element, open another one or name an entity, if a tool did not escape it.
HOSTILE = "a = Value(2.0)  # </autograd-playground> <b>bold</b> &lt; & \"double\" 'single'\nb = a*3\nb.backward()"


def copied(tool: str, to: Path, server: str) -> Path:
    """A tool's folder with the running playground's address in place of that in the words."""
    folder = shutil.copytree(INTEGRATIONS / tool, to / tool, ignore=shutil.ignore_patterns("__pycache__"))
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix != ".png":
            path.write_text(path.read_text(encoding="utf-8").replace(PLACEHOLDER, f"{server}/"), encoding="utf-8")
    return folder


def indented(text: str) -> str:
    return "".join(f"   {line}\n" if line else "\n" for line in text.splitlines())


def run(*command: str | Path, folder: Path | None = None) -> str:
    """What a command prints; it fails if the command does."""
    done = subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def python(module: str, *words: str | Path, folder: Path | None = None) -> str:
    return run(sys.executable, "-m", module, *words, folder=folder)


def follow(command: str, paths: Mapping[str, Path]) -> None:
    """Carry out a command of the words in the playground's folder, with these paths in place of those that it names."""
    python, *words = shlex.split(command)
    assert python == ".venv/bin/python"
    run(sys.executable, *(paths.get(word, word) for word in words), folder=ROOT)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The folder as a site of its own: another origin than the playground's."""
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
        """The tests' output is no place for it."""


def states(page: Page) -> list[dict[str, Any]]:
    """What the embeds of the page answer when they are ready."""
    answers: list[dict[str, Any]] = page.evaluate("""async () => {
        await customElements.whenDefined("autograd-playground");
        return Promise.all([...document.querySelectorAll("autograd-playground")].map((embed) => embed.getState()));
    }""")
    return answers
