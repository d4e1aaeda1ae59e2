"""Every limit of the playground, with its unit, in one place.

The limits that depend on where the program runs are fields of `Budget`: a server shares its time among readers, a browser
spends only its reader's, who can stop it. The limits that protect Python's parser are the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

# What the parser can bear: 190 nested brackets or 850 chained operators are fatal in a browser's worker.
MAX_NESTING = 32  # brackets open at once
MAX_CHAIN = 300  # tokens between two commas, those of the deepest brackets inside included
MAX_LINE_TOKENS = 4_000  # tokens in one logical line
MAX_INDENT = 12  # levels of indentation
MAX_BRANCHES = 50  # elif after one if
MAX_LITERAL = 40  # characters of a number
MAX_NAME = 32  # characters of a name
MAX_STRING = 200  # characters of a string literal

# What one run can bear.
MAX_DEPTH = 150  # expressions and calls that wait for one another
MAX_CALL_DEPTH = 32  # calls of functions that the program defines, one inside the other
MAX_LIST = 10_000  # items of a list or a range
MAX_TEXT = 1_000  # characters of a string that the program makes
MAX_WIDTH = 40  # characters that a format may fill up to, and digits after its point
MAX_OUTPUT = 10_000  # characters printed in all
MAX_BITS = 64  # bits of a whole number, its sign included


@dataclass(frozen=True, slots=True)
class Budget:
    """What one run may cost, wherever it runs."""

    backend: str  # "server" or "browser", for the messages
    characters: int  # of source text
    shown_values: int  # values in the graph that is shown
    compiled_values: int  # values in a graph that is compiled: its text has some twenty lines for each
    values: int  # values made in all
    steps: int  # expressions and statements evaluated, and items of lists made
    seconds: float  # of run time

    def times(self, factor: int, backend: str) -> Budget:
        return Budget(
            backend,
            self.characters * factor,
            self.shown_values * factor,
            self.compiled_values * factor,
            self.values * factor,
            self.steps * factor,
            self.seconds * factor,
        )

    def hint(self, less: str) -> str:
        """A way on past one of these limits: `less`, and on the server also the browser."""
        return (
            f"{less} Or run it in the browser, which allows {IN_BROWSER} times as much."
            if self.backend == "server"
            else less
        )


SERVER = Budget(
    "server", characters=8_000, shown_values=5_000, compiled_values=2_000, values=50_000, steps=50_000, seconds=1.0
)
IN_BROWSER = 8  # times what the server allows
BROWSER = SERVER.times(IN_BROWSER, "browser")
