"""The bundled front-end: read once when the server starts, addressed by its content, sent packed.

Every URL carries the digest of the whole bundle, `static/{digest}/app.js`, so a browser may keep it for ever, and files that
name each other relatively always meet their own generation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from .content import Content

PACKED = {".br": "br", ".gz": "gzip"}

# Not left to the machine's own table: a module script with a wrong type does not run, and wasm does not stream.
MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".map": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".zip": "application/zip",
}


class Assets:
    def __init__(self, folder: Path) -> None:
        self.files: Mapping[str, Content] = dict(_contents(folder))
        digest = sha256()
        for path, content in sorted(self.files.items()):
            digest.update(f"{path}\0{content.digest}\n".encode())
        self.digest = digest.hexdigest()[:16]

    def text(self, path: str) -> str:
        return self.files[path].forms["identity"].decode()


def _contents(folder: Path) -> Iterator[tuple[str, Content]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in PACKED:
            forms = {"identity": path.read_bytes()}
            for ending, coding in PACKED.items():
                packed = path.with_name(path.name + ending)
                if packed.is_file():
                    forms[coding] = packed.read_bytes()
            media_type = MEDIA_TYPES.get(path.suffix, "application/octet-stream")
            yield path.relative_to(folder).as_posix(), Content(media_type, forms)
