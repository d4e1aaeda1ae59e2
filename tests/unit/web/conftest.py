"""Fixtures of the web tests: the application over ASGI, with a bundle of a few small files instead of the real one."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from autograd_playground.web.app import create_app
from autograd_playground.web.settings import Settings

FIRST_JSON = '{"version":1,"source":"a = Value(2.0)  # a < b"}'


def write_bundle(folder: Path) -> Path:
    files = {
        "look.js": "export const look = 1;\n",
        "app.js": "export const page = 1;\n" * 100,
        "autograd-playground.js": "customElements.get('autograd-playground');\n",
        "app.css": "body { color: black }\n",
        "python-worker.js": "self.onmessage = null;\n",
        "notebook-worker.js": "self.onmessage = null;\n",
        "layout-worker.js": "self.onmessage = null;\n",
        "first.svg": (
            '<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg xmlns="http://www.w3.org/2000/svg"><g id="n0"/></svg>\n'
        ),
        "first.json": FIRST_JSON,
        "pyodide/pyodide.mjs": "export {};\n",
        "pyodide/pyodide.asm.wasm": "\0asm\1\0\0\0",
        "engine.zip": "PK",
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    # Not a Brotli stream: the server sends the file without reading it.
    (folder / "app.js.br").write_bytes(b"brotli")
    (folder / "app.js.gz").write_bytes(gzip.compress(files["app.js"].encode()))
    return folder


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_bundle(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="session")
def settings(bundle: Path) -> Settings:
    return Settings(static=bundle)


@pytest.fixture(scope="session")
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings)) as client:
        yield client
