"""Estimate of what a call costs: from its last run, else from the program's text."""

from __future__ import annotations

import re
from collections import OrderedDict

SHORT_SECONDS = 0.1  # of processor time
MAX_SHORT_BYTES = 2_000
MAX_KNOWN = 4_096

# What makes a program's cost more than its length: loops, functions and networks.
_LONG = re.compile(rb"\b(?:for|while|def|lambda|operation|MLP|Layer|Neuron)\b")


class Estimates:
    """Which calls are short. It only decides who goes first: a wrong guess costs a turn, never an answer."""

    def __init__(self) -> None:
        self._short: OrderedDict[bytes, bool] = OrderedDict()

    def is_short(self, key: bytes, program: bytes) -> bool:
        """Whether the call `key` takes little, where `program` is its text, or empty for what has none."""
        known = self._short.get(key)
        return looks_short(program) if known is None else known

    def note(self, key: bytes, short: bool) -> None:
        """Remember how the latest run of `key` went."""
        self._short[key] = short
        self._short.move_to_end(key)
        if len(self._short) > MAX_KNOWN:
            self._short.popitem(last=False)


def looks_short(program: bytes) -> bool:
    """Whether the text is short and runs straight on."""
    return 0 < len(program) <= MAX_SHORT_BYTES and _LONG.search(program) is None
