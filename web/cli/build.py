"""Command `build`: writes the static site to a folder, for any host and below any path."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ..http.assets import Assets
from ..lessons.source import LessonError
from ..settings import Settings
from .errors import CommandError
from .output import write
from .site_files import files

# Lists the files of a build. Files that are not listed belong to the user and are never overwritten.
MANIFEST = ".autograd-playground"


def describe(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="folder to write; one that an earlier build has written is replaced")


def run(arguments: argparse.Namespace) -> None:
    settings = Settings.from_environment()
    folder: Path = arguments.folder
    try:
        count, size = build(folder, settings.static)
    except LessonError as error:
        raise CommandError(str(error)) from None
    except OSError as error:
        raise CommandError(f"{error.filename or folder} cannot be written: {error.strerror}.") from None
    write(f"{folder}: {count} files, {size / 1e6:.1f} MB. To look at it: python -m http.server --directory {folder}")


def build(folder: Path, static: Path) -> tuple[int, int]:
    """Write the site; returns the number of files and of bytes.

    The folder is replaced as a whole, so it always has a complete site. Raises CommandError if it has other files.
    """
    if folder.is_symlink() and not folder.exists():
        raise CommandError(f"{folder} is a link to nothing; name a folder.")
    folder = folder.resolve()
    _check_replaceable(folder)
    new = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    old = folder.with_name(f"{folder.name}.{os.getpid()}.old")
    try:
        count, size = _write(new, files(Assets(static)))
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    return count, size


def _write(folder: Path, contents: Iterable[tuple[str, bytes]]) -> tuple[int, int]:
    paths = []
    size = 0
    for path, content in contents:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        paths.append(path)
        size += len(content)
    (folder / MANIFEST).write_text("".join(f"{path}\n" for path in paths), encoding="utf-8")
    return len(paths), size


def _check_replaceable(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise CommandError(f"{folder} is a file; name a folder.")
    name = next(_foreign(folder), None)
    if name is not None:
        raise CommandError(f"{folder} holds {name}, which no build has written; name a new folder, or move it away.")


def _foreign(folder: Path) -> Iterator[str]:
    """What no build has written into `folder`; below that it is not looked for, so a whole disk takes no longer."""
    written = {folder / MANIFEST}
    for line in _manifest(folder):
        written |= {folder / line, *(folder / line).parents}
    folders = [folder]
    while folders:
        for path in sorted(folders.pop().iterdir()):
            if path not in written:
                yield path.relative_to(folder).as_posix()
            elif path.is_dir() and not path.is_symlink():
                folders.append(path)


def _manifest(folder: Path) -> Sequence[str]:
    manifest = folder / MANIFEST
    # Where it is damaged, the files that it no longer names count as the user's.
    return manifest.read_text(encoding="utf-8", errors="replace").splitlines() if manifest.is_file() else ()
