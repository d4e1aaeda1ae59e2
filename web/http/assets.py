"""Static files of the bundled front-end: read once at start-up, served at content-addressed URLs, precompressed.

Every URL contains the digest of the whole bundle, `static/{digest}/app.js`. So browsers can cache it without expiry,
and files that refer to each other by relative URLs always get the same version of the bundle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from .content import Content

PRECOMPRESSED = {".br": "br", ".gz": "gzip"}

# Not taken from the operating system's table: with a wrong type a module script does not run and wasm does not stream.
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
    """The files of the bundle by path, and the digest of the whole bundle."""

    def __init__(self, folder: Path) -> None:
        self.files: Mapping[str, Content] = dict(_read_contents(folder))
        digest = sha256()
        for path, content in sorted(self.files.items()):
            digest.update(f"{path}\0{content.digest}\n".encode())
        self.digest = digest.hexdigest()[:16]

    def text(self, path: str) -> str:
        return self.files[path].encodings["identity"].decode()


def _read_contents(folder: Path) -> Iterator[tuple[str, Content]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in PRECOMPRESSED:
            encodings = {"identity": path.read_bytes()}
            for suffix, coding in PRECOMPRESSED.items():
                compressed = path.with_name(path.name + suffix)
                if compressed.is_file():
                    encodings[coding] = compressed.read_bytes()
            media_type = MEDIA_TYPES.get(path.suffix, "application/octet-stream")
            yield path.relative_to(folder).as_posix(), Content(media_type, encodings)
