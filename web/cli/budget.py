"""Budget of a program that its own user runs from the command line."""

from __future__ import annotations

from ...engine.budgets import BROWSER

# As generous as a browser's, because here too only the user waits; messages name it.
COMMAND_LINE = BROWSER.times(1, "command line")
