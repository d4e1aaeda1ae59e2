"""Replies to all cases of the language's tests, to compare one Python with another.

`python -m tests.support.replies` prints them as JSON, with any Python and no installed packages.
"""

from __future__ import annotations

import json
import threading

from tests.support.hostile import NAMES, hostile_cases, outcome
from tests.support.language_cases import REFUSED, RUNS

# Less than the default thread stack of every system but musl, whose 128 KiB are too little for Python's own parser.
SMALL_STACK = 256 * 1024


def all_replies() -> list[list[object]]:
    sources = [(case.source, NAMES) for case in hostile_cases()]
    sources += [(case.source, {}) for case in RUNS] + [(case.source, {}) for case in REFUSED]
    return [[source, *outcome(source, names)] for source, names in sources]


def main() -> None:
    """Runs on a thread with a small stack: a parser that recursed too deeply would end the process."""
    threading.stack_size(SMALL_STACK)
    thread = threading.Thread(target=lambda: print(json.dumps(all_replies())))
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
