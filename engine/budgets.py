"""Resource limits of the playground, each with its unit.

Limits that depend on the back end are fields of `Budget`: a server shares its time among its users, whereas a browser
spends only the time of its own user, who can stop it. Limits that protect Python's parser are the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

# Limits on the source text, below what crashes Python's parser: in a browser's worker 190 nested brackets or 850
# chained operators are fatal.
MAX_NESTING = 32  # brackets open at once
MAX_CHAIN = 300  # tokens between two commas, plus those of the deepest brackets in between
MAX_LINE_TOKENS = 4_000  # tokens in one logical line
MAX_INDENT = 12  # levels of indentation
MAX_BRANCHES = 50  # elif after one if
MAX_LITERAL = 40  # characters of a number
MAX_NAME = 32  # characters of a name
MAX_STRING = 200  # characters of a string literal

# Limits on one run.
MAX_DEPTH = 150  # nested expressions and calls under evaluation
MAX_CALL_DEPTH = 32  # nested calls of functions that the program defines
MAX_LIST = 10_000  # items of a list or a range
MAX_TEXT = 1_000  # characters of a string that the program builds
MAX_WIDTH = 40  # field width of a format specification in characters, and its digits after the point
MAX_OUTPUT = 10_000  # characters printed in total
MAX_BITS = 64  # bits of an integer, including its sign


@dataclass(frozen=True, slots=True)
class Budget:
    """The limits of one run on one back end."""

    backend: str  # "server" or "browser", as messages name it
    characters: int  # of source text
    shown_values: int  # values in the displayed graph
    compiled_values: int  # values in a compiled graph, whose listing has about twenty lines per value
    values: int  # values created in total
    steps: int  # evaluated expressions and statements, plus created list items
    seconds: float  # of processor time for the run
    total_seconds: float  # of the same for the run and the reply: names, steps, sentences, drawing, checks
    reply_bytes: int  # of the reply as JSON

    def times(self, factor: int, backend: str) -> Budget:
        """The budget of another back end, with every limit multiplied by `factor`."""
        return Budget(
            backend,
            self.characters * factor,
            self.shown_values * factor,
            self.compiled_values * factor,
            self.values * factor,
            self.steps * factor,
            self.seconds * factor,
            self.total_seconds * factor,
            self.reply_bytes * factor,
        )

    def hint(self, less: str) -> str:
        """Advice for a run over a limit: the sentence `less`; on the server also to run in the browser."""
        return (
            f"{less} Or run it in the browser, which allows {IN_BROWSER} times as much."
            if self.backend == "server"
            else less
        )


SERVER = Budget(
    "server",
    characters=8_000,
    shown_values=5_000,
    compiled_values=2_000,
    values=50_000,
    steps=50_000,
    seconds=1.0,
    total_seconds=1.1,  # encoding and compressing follow, which the reply's bytes bound
    reply_bytes=8_000_000,
)
IN_BROWSER = 8  # factor between the server's limits and the browser's
# A drawing of forty thousand values takes longer than its run; the page gives up after 20 s.
BROWSER = replace(SERVER.times(IN_BROWSER, "browser"), total_seconds=18.0)
