"""Cells of a notebook in IPython with the libraries that are installed: a program for an environment of its own.

`python with_libraries.py SECONDS < cells` reads the cells as a JSON list and writes a line of JSON for each: `ok`,
`error` and `text`, what it prints and shows. A cell that fails does not end the notebook, one that takes too long does
fail.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from typing import Any


def main(seconds: int) -> None:
    cells = json.load(sys.stdin)
    os.environ["MPLBACKEND"] = "agg"
    replies = os.fdopen(os.dup(1), "w")
    with open(os.devnull, "w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    run = runner(seconds)
    for source in cells:
        print(json.dumps(run(source)), file=replies, flush=True)


def runner(seconds: int) -> Any:
    hook = importlib.import_module("IPython.core.displayhook").DisplayHook
    capture = importlib.import_module("IPython.utils.capture").capture_output
    terminal = importlib.import_module("IPython.core.interactiveshell").InteractiveShell

    def quietly(self: Any, result: object = None) -> None:
        if result is not None:
            self.update_user_ns(result)
            if not self.quiet():
                self.fill_exec_result(result)

    hook.__call__ = quietly
    terminal.enable_gui = lambda *_: None  # as the kernels of Jupyter have it
    shell = terminal.instance(history_manager=None, enable_tip=False)
    pretty = importlib.import_module("IPython.lib.pretty").pretty

    def late(*_: object) -> None:
        raise TimeoutError

    signal.signal(signal.SIGALRM, late)

    def run(source: str) -> dict[str, Any]:
        signal.alarm(seconds)
        with capture() as captured:
            outcome = shell.run_cell(source, store_history=False)
        signal.alarm(0)
        failure = outcome.error_before_exec or outcome.error_in_exec
        text = captured.stdout
        if failure is None and outcome.result is not None and not source.rstrip().endswith(";"):
            text += pretty(outcome.result)
        return {
            "ok": failure is None,
            "error": "" if failure is None else f"{type(failure).__name__}: {failure}",
            "text": "" if failure is not None else text,
        }

    return run


if __name__ == "__main__":
    main(int(sys.argv[1]))
