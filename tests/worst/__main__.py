"""Search for the costliest request of each method; fails if one takes more than a server allows.

python -m tests.worst [--seconds 600] [--seed 1] [--keep]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys

from autograd_playground.engine.service.api import METHODS
from tests.support.server import ROOT

from .search import MOST_BYTES, MOST_MEGABYTES, MOST_SECONDS, corpus, cost_of, keep, params_of, search

# The same request alone in a process, for its memory: the peak of the resident set, Python included.
_ALONE = """
import json, resource, sys
from tests.worst.search import cost_of
method, params = json.load(sys.stdin)
cost_of(method, params)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def megabytes(method: str, params: object) -> int:
    request = json.dumps([method, params])
    done = subprocess.run(
        [sys.executable, "-c", _ALONE], input=request, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return int(done.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.worst", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=600.0, help="duration of the whole search (%(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="write what is found to the corpus")
    arguments = parser.parse_args()
    known, over = corpus(), 0
    print(f"{'method':10}  {'tried':>6}  {'bytes':>9}  {'seconds':>7}  {'MB':>4}  the costliest")
    for method in METHODS:
        start = known.get(method, [])
        genome, _, tried = search(method, arguments.seconds / len(METHODS), arguments.seed, start)
        params = params_of(method, genome)
        # The least of three: what else the machine does adds to it.
        cost = min((cost_of(method, params) for _ in range(3)), key=lambda each: each.seconds)
        memory = megabytes(method, params)
        over += cost.bytes > MOST_BYTES or cost.seconds > MOST_SECONDS or memory > MOST_MEGABYTES
        print(f"{method:10}  {tried:6}  {cost.bytes:9}  {cost.seconds:7.2f}  {memory:4}  {genome}", flush=True)
        known[method] = [genome, *(each for each in start if each != genome)][:3]
    if arguments.keep:
        keep(known)
    print(f"Allowed: {MOST_BYTES:,} bytes, {MOST_SECONDS} s, {MOST_MEGABYTES} MB; {over} methods take more.")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
