"""Dockerfile interpreter: instructions are carried out without an engine, and each stage is a folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

# Commands that change the machine itself. They are left out of a RUN: a test must not, and need not, install packages.
SYSTEM = ("apt-get ", "dpkg ", "dot -c", "rm -rf /var/lib/apt/lists", "useradd ")


class Instruction(NamedTuple):
    word: str
    rest: str


def read(text: str) -> Iterator[Instruction]:
    """The instructions, with lines continued by a backslash joined and comments left out."""
    code = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for line in re.sub(r"\\\n\s*", "", code).splitlines():
        if line.strip():
            word, rest = line.split(maxsplit=1)
            yield Instruction(word, rest)


@dataclass
class Stage:
    name: str
    root: Path
    folder: Path = field(init=False)

    def __post_init__(self) -> None:
        self.folder = self.root

    def inside(self, path: str) -> Path:
        """The path on this machine of a path in the image."""
        return self.root / path.lstrip("/") if path.startswith("/") else self.folder / path


class Build:
    """The stages of a Dockerfile, built below `place` from the files `context` of `source`."""

    def __init__(self, source: Path, context: Sequence[str], place: Path, environment: dict[str, str]) -> None:
        self.source, self.context, self.place, self.environment = source, context, place, environment
        self.stages: dict[str, Stage] = {}
        self.seeds: dict[str, Callable[[Stage], None]] = {}

    def seed(self, stage: str, fill: Callable[[Stage], None]) -> None:
        """Fill the stage before its first command, with files newer than their sources: make has nothing left to do."""
        self.seeds[stage] = fill

    def carry_out(self, instructions: Sequence[Instruction]) -> Stage:
        """Carry out FROM, WORKDIR, COPY and RUN, and give the last stage."""
        stage: Stage | None = None
        for word, rest in instructions:
            if word == "FROM":
                name = rest.partition(" AS ")[2] or str(len(self.stages))
                stage = self.stages[name] = Stage(name, self.place / name)
                stage.root.mkdir()
                continue
            assert stage is not None, f"{word} before FROM"
            if word == "WORKDIR":
                stage.folder = stage.inside(rest)
                stage.folder.mkdir(parents=True)
            elif word == "COPY":
                self._copy(stage, rest.split())
            elif word == "RUN":
                self._run(stage, rest)
        assert stage is not None, "no FROM"
        return stage

    def _copy(self, stage: Stage, words: list[str]) -> None:
        if words[0].startswith("--from="):
            origin = self.stages[words[0].removeprefix("--from=")]
            shutil.copytree(origin.inside(words[1]), stage.inside(words[2]))
            return
        *sources, target = words
        for source in sources:
            files = [path for path in self.context if path == source or path.startswith(f"{source}/")]
            assert files, f"COPY {source}: there is no such file"
            for path in files:
                into = source if path != source else os.path.dirname(source) if target == "./" else path
                to = stage.inside(target) / os.path.relpath(path, into)
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(self.source / path, to)

    def _run(self, stage: Stage, command: str) -> None:
        kept = [part for part in command.split(" && ") if not part.strip().startswith(SYSTEM)]
        if kept:
            if fill := self.seeds.pop(stage.name, None):
                fill(stage)
            subprocess.run(["sh", "-euc", " && ".join(kept)], cwd=stage.folder, env=self.environment, check=True)
