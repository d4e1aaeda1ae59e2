"""Report of a fault for the log: exception types, lines of code, and messages without the reader's text.

A message may quote what a reader wrote. Only words that cannot come from a reader are kept: those of the code that the
exception came through, names of Python's builtins, and words that Python's own messages consist of.
"""

from __future__ import annotations

import builtins
import re
import traceback
from collections.abc import Iterator
from types import TracebackType

MASK = "…"
MAX_MESSAGE = 2_000  # characters of a message that are looked at
MAX_CHAIN = 5  # exceptions of one chain

_WORD = re.compile(r"[^\W\d_]\w*|_\w+")
_ALLOWED_SIGNS = re.compile(r"[\w()\[\]{}'\"`.,:;<>=/*+-]+", re.ASCII)
_PYTHON = """
a an and any are argument arguments as ascii ast at attempt attribute base be before after been being body
bool bytes call callable can cannot changed circular closed codec coding connection constructor convert could
decode deeply depth dictionary different divide division does doesn during element empty encode end error
exceeded exceeds expected failed file for format found from function got greater has have hashable height
ignored implemented import in incomplete index indices infinite infinity input instance instead integer
invalid is it item items iterable iteration iterator key keyword large length less limit line list loop
mapping match maximum memory method mismatch missing mode module more most must name nan negative nested no
not null number object of on only open operand operation operator or ordinal out outside overflow pop
positional range reached read real recursion reference required result returned running runtime sequence set
should size slice stack start state str string subscriptable substring support supported surrogates t takes
than that the timed timeout to too truncated tuple type types unbound unexpected unhashable unicode unknown
unpack unsupported utf value values was while width with without write wrong zero
"""
_BASE = frozenset(word.lower() for word in (*_PYTHON.split(), *dir(builtins), "NoneType"))


def fault_report(exception: BaseException) -> str:
    """Type, masked message and lines of code of an exception, after those of the exceptions that led to it."""
    return "\n".join(_part(each) for each in reversed(list(_chain(exception))))


def _chain(exception: BaseException) -> Iterator[BaseException]:
    following: BaseException | None = exception
    for _ in range(MAX_CHAIN):
        if following is None:
            return
        yield following
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)


def _part(exception: BaseException) -> str:
    message = masked(str(exception), _BASE | set(_words_of_code(exception.__traceback__)))
    lines = "".join(traceback.format_tb(exception.__traceback__))
    return f"{lines}{type(exception).__name__}{message and ': '}{message}"


def _words_of_code(trace: TracebackType | None) -> Iterator[str]:
    """The words of the functions that the exception came through: their names and their texts."""
    for frame, _ in traceback.walk_tb(trace):
        code = frame.f_code
        texts = (each for each in code.co_consts if isinstance(each, str))
        for text in (*code.co_names, *code.co_varnames, *code.co_freevars, *texts):
            yield from (word.lower() for word in _WORD.findall(text))


def masked(message: str, known: frozenset[str] | set[str]) -> str:
    """`message` with a mark for each part between spaces that holds anything but known words."""
    kept: list[str] = []
    for part in message[:MAX_MESSAGE].split():
        words = [word.lower() for word in _WORD.findall(part)]
        is_known = words and _ALLOWED_SIGNS.fullmatch(part) and not re.search(r"\d", part) and known.issuperset(words)
        if is_known:
            kept.append(part)
        elif kept[-1:] != [MASK]:
            kept.append(MASK)
    return " ".join(kept)
