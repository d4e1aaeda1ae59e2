"""The linear check of a text before any parser sees it.

Python's own parser recurses, and dies of deep nesting and long chains where stacks are small. So the text is read here first,
from left to right, by one regular expression and a list of open brackets. What comes out is plain ASCII of the
same shape, the skeleton: comments dropped, strings blanked and f-strings turned into tuples of their fields. So columns
are characters, no position depends on Python's version, and Python's parser meets only what is known to be harmless.
"""

from .scanner import Scan, scan
from .tokens import KEYWORDS, Line, Piece, Token

__all__ = ["KEYWORDS", "Line", "Piece", "Scan", "Token", "scan"]
