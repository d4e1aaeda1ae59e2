"""Mutation check: plants one fault at a time in a copy of the tree, and reports which test catches it.

python -m tests.planted [NAME ...]     plant these faults, or all of them
python -m tests.planted --list         name them
python -m tests.planted --only-apply   look whether each still applies
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from tests.support.server import ROOT

from .faults import FAULTS, Fault
from .rows import mistake_of
from .tree_copy import Outcome, TreeCopy


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.planted", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="faults to plant; without one, all of them")
    parser.add_argument("--list", action="store_true", help="name the faults, and plant none")
    parser.add_argument("--only-apply", action="store_true", help="look whether each row still applies, and plant none")
    arguments = parser.parse_args()
    known = {fault.name: fault for fault in FAULTS}
    unknown = [name for name in arguments.names if name not in known]
    if unknown:
        parser.error(f"There is no fault {unknown[0]}; --list names them.")
    faults = [known[name] for name in arguments.names] or list(FAULTS)
    if arguments.list:
        for fault in faults:
            print(f"{fault.name}  {fault.file}")
        return 0
    mistakes = [mistake for fault in faults if (mistake := mistake_of(fault, ROOT))]
    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    if mistakes or arguments.only_apply:
        return 1 if mistakes else 0
    with TemporaryDirectory(prefix="planted-") as folder:
        return _plant(faults, TreeCopy(Path(folder) / "tree"))


def _plant(faults: Sequence[Fault], tree: TreeCopy) -> int:
    """Plant each fault in turn; 1 where one is not caught."""
    targets = list(dict.fromkeys(target for fault in faults for target in fault.tests))
    start = monotonic()
    untouched = tree.run(targets)
    if untouched.status != 0:
        print(f"Without any fault the tests do not pass: {untouched.first or untouched.end}", file=sys.stderr)
        return 1
    print(f"Without any fault all {len(targets)} targets pass ({monotonic() - start:.0f} s).", flush=True)
    width = max(len(fault.name) for fault in faults)
    missed = 0
    for fault in faults:
        start = monotonic()
        outcome = tree.with_fault(fault)
        missed += not outcome.caught
        print(f"{fault.name:{width}}  {_words(outcome)}  {monotonic() - start:.0f} s", flush=True)
    print(f"{len(faults) - missed} of {len(faults)} faults are caught.")
    return 1 if missed else 0


def _words(outcome: Outcome) -> str:
    return outcome.first if outcome.caught else f"NOT CAUGHT ({outcome.end})"


if __name__ == "__main__":
    sys.exit(main())
