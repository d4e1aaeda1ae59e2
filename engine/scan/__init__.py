"""Linear-time scanner that checks a source text before Python's parser reads it.

Python's parser is recursive: where the stack is small, deep nesting and long chains crash it. So this package reads the
text first, from left to right, with one regular expression and a stack of open brackets. Its output is the skeleton,
ASCII text with the same positions: comments removed, strings blanked and f-strings turned into tuples of their fields.
Thus columns count characters, no position depends on Python's version, and Python's parser gets only harmless text.
"""

from .formats import check_specification
from .scanner import Scan, scan
from .tokens import KEYWORDS, Field, Line, Piece, Token

__all__ = ["KEYWORDS", "Field", "Line", "Piece", "Scan", "Token", "check_specification", "scan"]
