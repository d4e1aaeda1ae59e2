"""Size of the server's image in megabytes, added up from its parts as they are installed here.

`python -m deploy.image_size` prints the parts. The base image is the only one that is not here; its figure is an upper
bound that stands in this file.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import NamedTuple

from .locks import ROOT

MOST = 250  # megabytes of the whole image
BASE = 130  # python:3.14-slim-bookworm unpacked: Debian's minimal system of 75, Python of 45, what Python links to
MEGABYTE = 1_000_000
COPIED = ("engine", "lessons", "package", "requirements", "web")  # folders, as the Dockerfile copies them


class DebianPackage(NamedTuple):
    bytes: int
    is_base: bool
    depends: tuple[str, ...]


def installed() -> Mapping[str, DebianPackage]:
    """Debian's packages on this machine."""
    form = "${Package}\t${Installed-Size}\t${Priority}\t${Essential}\t${Depends}\n"
    listed = subprocess.run(["dpkg-query", "-W", "-f", form], check=True, capture_output=True, text=True).stdout
    found = {}
    for line in listed.splitlines():
        name, kilobytes, priority, essential, depends = line.split("\t")
        needed = tuple(match[1] for each in depends.split(",") if (match := re.match(r"\s*([\w.+-]+)", each)))
        found[name] = DebianPackage(1_024 * int(kilobytes or 0), "required" in priority or essential == "yes", needed)
    return found


def closure(names: Iterator[str], packages: Mapping[str, DebianPackage]) -> set[str]:
    """The packages and all that they depend on."""
    waiting, done = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name in packages and name not in done:
            done.add(name)
            waiting += packages[name].depends
    return done


def purged() -> set[str]:
    """The packages that the Dockerfile removes from Graphviz's dependencies."""
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
    return set(re.findall(r"dpkg --purge --force-depends ([^&]*)", text)[0].split())


def graphviz_bytes() -> int:
    packages = installed()
    base = closure((name for name, each in packages.items() if each.is_base), packages)
    needed = closure(iter(["graphviz"]), packages) - base - purged()
    return sum(packages[name].bytes for name in needed)


def python_bytes() -> int:
    """The packages that the server's lock names, with their compiled files."""
    total = 0
    for name in re.findall(r"^([\w.-]+)==", (ROOT / "requirements/server.txt").read_text(), re.MULTILINE):
        try:
            files = distribution(name).files or []
        except PackageNotFoundError:  # for another system
            continue
        paths = (Path(str(file.locate())) for file in files)
        total += sum(path.stat().st_size for path in paths if path.is_file())
    return total


def folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def parts() -> dict[str, int]:
    """Bytes by part of the image."""
    return {
        "base image": BASE * MEGABYTE,
        "Graphviz": graphviz_bytes(),
        "Python packages": python_bytes(),
        "server": sum(folder_bytes(ROOT / folder) for folder in COPIED),
        "front-end": folder_bytes(ROOT / "static/dist"),
    }


if __name__ == "__main__":
    sizes = parts()
    for part, size in {**sizes, "in all": sum(sizes.values())}.items():
        print(f"{part:16} {size / MEGABYTE:6.1f} MB")
    print(f"{'at most':16} {MOST:6.1f} MB")
