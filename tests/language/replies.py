"""Prints the reply to every case as JSON: `python -m tests.language.replies`, with any Python and nothing installed."""

from __future__ import annotations

import json
import threading

from tests.language.cases import REFUSED, RUNS
from tests.language.hostile import NAMES, hostile_cases, outcome

# Less than any system gives a thread unasked; musl, the smallest, gives 128 KiB, too little for Python's own parser.
SMALL_STACK = 256 * 1024


def all_replies() -> list[object]:
    """Computed on a thread with a small stack: a parser that recurses too deep would end the process."""
    replies: list[object] = []

    def compute() -> None:
        replies.extend([case.source, *outcome(case.source, NAMES)] for case in hostile_cases())
        replies.extend([case.source, *outcome(case.source, {})] for case in RUNS)
        replies.extend([case.source, *outcome(case.source, {})] for case in REFUSED)

    before = threading.stack_size(SMALL_STACK)
    try:
        thread = threading.Thread(target=compute)
        thread.start()
        thread.join()
    finally:
        threading.stack_size(before)
    return replies


if __name__ == "__main__":
    print(json.dumps(all_replies()))
