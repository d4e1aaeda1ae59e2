"""A magic for Jupyter: a cell that begins with %%playground is a program that the reader plays.

    %load_ext autograd_playground_jupyter
    %playground https://play.example/

    %%playground step=end panels=code,graph readonly

The words are the element's attributes. Where a notebook's outputs are stripped of scripts, and in plain text, the
program is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from IPython.core.error import UsageError
from IPython.core.interactiveshell import InteractiveShell
from IPython.core.magic import Magics, line_cell_magic, magics_class

WORDS = ("step", "phase", "level", "panels", "theme", "start", "height", "controls")
FLAGS = ("predict", "readonly", "autoplay")


@dataclass(frozen=True)
class Program:
    source: str
    words: dict[str, str]
    base: str

    def __repr__(self) -> str:
        return self.source

    def _repr_html_(self) -> str:
        base = escape(self.base)
        words = "".join(f' {name}="{escape(value)}"' for name, value in self.words.items())
        inside = f"<pre><code>{escape(self.source)}</code></pre>"
        element = f'<autograd-playground base="{base}"{words}>{inside}</autograd-playground>'
        return f'<script src="{base}autograd-playground.js"></script>\n{element}'


@magics_class
class Playground(Magics):
    base = "http://127.0.0.1:8000/"

    @line_cell_magic
    def playground(self, line: str, cell: str | None = None) -> Program | None:
        """%playground ADDRESS says where the playground is; %%playground WORDS shows the cell in it."""
        if cell is not None:
            return Program(cell.rstrip("\n"), words(line), self.base)
        self.base = f"{line.strip().rstrip('/')}/"
        return None


def words(line: str) -> dict[str, str]:
    """step=end readonly: the attributes; one that the element does not have is refused."""
    given: dict[str, str] = {}
    for word in line.split():
        name, equals, value = word.partition("=")
        if name not in (WORDS if equals else FLAGS):
            known = ", ".join([f"{known}=..." for known in WORDS] + list(FLAGS))
            raise UsageError(f"A playground has no option {word!r}; there are {known}.")
        given[name] = value
    return given


def load_ipython_extension(shell: InteractiveShell) -> None:
    shell.register_magics(Playground)
