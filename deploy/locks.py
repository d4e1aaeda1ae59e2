"""Packages that the locks name: requirements/*.txt for Python, package-lock.json for the page."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent

_PINNED = re.compile(r"^([\w.-]+)==([^\s;\\]+)", re.MULTILINE)
_DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")


class Package(NamedTuple):
    kind: str  # "pypi" or "npm", as in a package URL
    name: str
    version: str
    algorithm: str  # of the digests, as CycloneDX names it
    digests: tuple[str, ...]  # in hexadecimal; of Python's packages one for each of their files
    is_shipped: bool  # in the image of the server, and not only in tests or in the build


def python_packages(root: Path = ROOT) -> Iterator[Package]:
    shipped = {name for name, _ in _PINNED.findall((root / "requirements/server.txt").read_text(encoding="utf-8"))}
    text = (root / "requirements/all.txt").read_text(encoding="utf-8")
    starts = [*_PINNED.finditer(text)]
    for match, end in zip(starts, [*(each.start() for each in starts[1:]), len(text)], strict=True):
        digests = tuple(_DIGEST.findall(text[match.end() : end]))
        name, version = match.groups()
        yield Package("pypi", name.lower().replace("_", "-"), version, "SHA-256", digests, name in shipped)


def npm_packages(root: Path = ROOT) -> Iterator[Package]:
    packages = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for path, package in packages.items():
        if path:
            digest = base64.b64decode(package["integrity"].removeprefix("sha512-")).hex()
            name = path.rpartition("node_modules/")[2]
            yield Package("npm", name, package["version"], "SHA-512", (digest,), not package.get("dev", False))
