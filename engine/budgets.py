"""Every limit of the playground, with its unit, in one place.

The limits that depend on where the program runs are fields of `Budget`: a server shares its time among readers, a browser
spends only its reader's, who can stop it. The limits that protect Python's parser are the same everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

# What the parser can bear: 190 nested brackets or 850 chained operators are fatal in a browser's worker.
MAX_NESTING = 32  # brackets open at once
MAX_CHAIN = 300  # tokens in a row at one level of brackets, between two commas
MAX_LINE_TOKENS = 2_000  # tokens in one logical line
MAX_INDENT = 12  # levels of indentation
MAX_LITERAL = 40  # characters of a number
MAX_NAME = 32  # characters of a name
MAX_STRING = 200  # characters of a string literal
MAX_CALL_DEPTH = 32  # calls of functions that the program defines, one inside the other
MAX_LIST = 10_000  # items of a list or a range
MAX_OUTPUT = 10_000  # characters printed in all
MAX_BITS = 64  # bits of a whole number


@dataclass(frozen=True, slots=True)
class Budget:
    """What one run may cost, wherever it runs."""

    place: str  # "server" or "browser", for the messages
    characters: int  # of source text
    shown_values: int  # values in the graph that is shown
    values: int  # values made in all
    steps: int  # expressions and statements evaluated
    seconds: float  # of run time

    def times(self, factor: int, place: str) -> Budget:
        return Budget(
            place,
            self.characters * factor,
            self.shown_values * factor,
            self.values * factor,
            self.steps * factor,
            self.seconds * factor,
        )


SERVER = Budget("server", characters=8_000, shown_values=5_000, values=50_000, steps=50_000, seconds=1.0)
BROWSER = SERVER.times(8, "browser")
