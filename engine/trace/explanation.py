"""Explanation of a step: its meaning in words, the sentence with its numbers, its formula and its line of code."""

from __future__ import annotations

from typing import NamedTuple


class Explanation(NamedTuple):
    """What a step says.

    meaning  what it is for, without arithmetic; empty where `text` says it all
    text     what happens, with the numbers
    math     the same as LaTeX, or empty
    rule     the line of `_backward`, or empty
    """

    meaning: str
    text: str
    math: str
    rule: str = ""
