"""The command `build`: the playground as a folder of files, for any static host and at any path of it."""

from __future__ import annotations

import argparse
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from ..http.assets import Assets
from ..lessons.source import LessonError
from ..settings import Settings
from .errors import CommandError
from .site_files import files

# Lists what the folder holds. What is not in the list is somebody's, and is not overwritten.
LIST = ".autograd-playground"


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
    print(f"{folder}: {count} files, {size / 1e6:.1f} MB. To look at it: python -m http.server --directory {folder}")


def build(folder: Path, static: Path) -> tuple[int, int]:
    """Write the site; how many files and how many bytes. The folder holds the old site or the new one, never half of one."""
    folder = folder.resolve()
    _refuse_what_is_not_ours(folder)
    written = folder.with_name(f"{folder.name}.{os.getpid()}.new")
    replaced = folder.with_name(f"{folder.name}.{os.getpid()}.old")
    try:
        count, size = _write(written, files(Assets(static)))
        if folder.exists():
            folder.rename(replaced)
        written.rename(folder)
    finally:
        shutil.rmtree(written, ignore_errors=True)
    shutil.rmtree(replaced, ignore_errors=True)
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
    (folder / LIST).write_text("".join(f"{path}\n" for path in paths))
    return len(paths), size


def _refuse_what_is_not_ours(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise CommandError(f"{folder} is a file; name a folder.")
    listed = folder / LIST
    ours = {LIST, *(listed.read_text().splitlines() if listed.is_file() else ())}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name not in ours and (path.is_symlink() or not path.is_dir()):
            raise CommandError(
                f"{folder} holds {name}, which no build has written; name a new folder, or move it away."
            )
