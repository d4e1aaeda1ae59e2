"""Import graph of a source tree, in Python or TypeScript, with checks of its direction and for cycles."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

# `import x from "./a.js"`, `export * from "./a.js"`, `import "./a.js"` and `import("./a.js")`.
_SPECIFIER = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)["']""")

Imports = Mapping[str, frozenset[str]]


def typescript_imports(root: Path) -> Imports:
    """Each .ts file below `root` with the files that it imports; paths are relative to `root`."""
    return {path.relative_to(root).as_posix(): frozenset(_resolved(root, path)) for path in sorted(root.rglob("*.ts"))}


def _resolved(root: Path, path: Path) -> Iterator[str]:
    for specifier in _SPECIFIER.findall(path.read_text(encoding="utf-8")):
        target = (path.parent / specifier).resolve().with_suffix(".ts")
        yield target.relative_to(root.resolve()).as_posix()


def python_imports(root: Path) -> Imports:
    """Each .py file below `root` with the files of the same tree that it imports; those imports are all relative."""
    return {path.relative_to(root).as_posix(): frozenset(_modules(root, path)) for path in sorted(root.rglob("*.py"))}


def _modules(root: Path, path: Path) -> Iterator[str]:
    for node in _runtime_nodes(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.ImportFrom) or not node.level:
            continue
        package = path.relative_to(root).parent.parts
        above = len(package) - (node.level - 1)
        if above < 0:
            continue  # outside of the tree: from web/ to engine/
        base = PurePosixPath(*package[:above], *(node.module or "").split(".") if node.module else ())
        for alias in node.names:
            module = f"{base}.py" if base.name else ""
            candidates = (f"{base / alias.name}.py", f"{base / alias.name}/__init__.py", module, f"{base}/__init__.py")
            yield next(PurePosixPath(each).as_posix() for each in candidates if each and (root / each).is_file())


def _runtime_nodes(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes except those under `if TYPE_CHECKING`."""
    yield tree
    for child in ast.iter_child_nodes(tree):
        if not (isinstance(child, ast.If) and isinstance(child.test, ast.Name) and child.test.id == "TYPE_CHECKING"):
            yield from _runtime_nodes(child)


def wrong_way(imports: Imports, ranks: Sequence[Sequence[str]]) -> list[str]:
    """The imports that `ranks` do not allow, as "file -> file".

    `ranks` lists folders (or single files), lowest first; those of one row may not import each other. A folder that is
    not listed belongs to its nearest listed parent; "." stands for the files at the top.
    """
    rank = {folder: height for height, row in enumerate(ranks) for folder in row}

    def folder_of(file: str) -> str:
        path = PurePosixPath(file)
        return next(each.as_posix() for each in (path, *path.parents) if each.as_posix() in rank)

    return [
        f"{file} -> {target}"
        for file, targets in imports.items()
        for target in sorted(targets)
        if folder_of(file) != folder_of(target) and rank[folder_of(target)] >= rank[folder_of(file)]
    ]


def cycle(imports: Imports) -> list[str]:
    """The files of one import cycle, or none."""
    done: set[str] = set()
    path: list[str] = []

    def search(file: str) -> list[str]:
        if file in path:
            return path[path.index(file) :]
        if file in done:
            return []
        path.append(file)
        for target in sorted(imports.get(file, ())):
            if found := search(target):
                return found
        path.pop()
        done.add(file)
        return []

    return next(filter(None, map(search, imports)), [])
