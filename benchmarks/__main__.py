"""Command that runs the benchmarks and prints their tables: python -m benchmarks [name ...]."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

Row = Mapping[str, str | int | float]

NAMES = sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))


def cell(content: str | int | float) -> str:
    return f"{content:.3g}" if isinstance(content, float) else str(content)


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table, numbers aligned to the right."""
    columns = list(rows[0])
    cells = [columns, *([cell(row[column]) for column in columns] for row in rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    numbers = [not isinstance(rows[0][column], str) for column in columns]
    rule = ["-" * (width - 1) + (":" if number else "-") for width, number in zip(widths, numbers, strict=True)]

    def line(texts: Sequence[str]) -> str:
        padded = zip(texts, widths, numbers, strict=True)
        return f"| {' | '.join(text.rjust(width) if number else text.ljust(width) for text, width, number in padded)} |"

    return "\n".join(map(line, [cells[0], rule, *cells[1:]]))


def main(chosen: Sequence[str]) -> None:
    unknown = sorted(set(chosen) - set(NAMES))
    if unknown or not NAMES:
        sys.exit(f"There is no benchmark {', '.join(unknown)}; there are: {', '.join(NAMES) or 'none'}.")
    for name in chosen or NAMES:
        module = import_module(f"benchmarks.bench_{name}")
        title = (module.__doc__ or name).splitlines()[0]
        print(f"\n{title}\n\n{table(module.run())}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
