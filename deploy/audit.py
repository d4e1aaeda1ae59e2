"""Audit of the locked packages for known weaknesses: python -m deploy.audit PIP_AUDIT LOCK.

Ends with 1 for a weakness, and with 2 where the data about them cannot be reached: that is no clean bill.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence

WEAK, UNREACHED = 1, 2


def run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def audit_python(pip_audit: str, lock: str) -> int:
    done = run([pip_audit, "--requirement", lock, "--require-hashes", "--disable-pip", "--format", "json"])
    try:
        found = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return _unreached("Python", done.stderr)
    weak = [f"{each['name']} {each['version']}: {vuln['id']}" for each in found for vuln in each.get("vulns", ())]
    return _report("Python", len(found), weak)


def audit_npm() -> int:
    done = run([shutil.which("npm") or "npm", "audit", "--json"])
    try:
        reply = json.loads(done.stdout)
    except ValueError:
        return _unreached("npm", done.stderr)
    if "vulnerabilities" not in reply:
        return _unreached("npm", reply.get("message", done.stderr))
    found, count = reply["vulnerabilities"], reply["metadata"]["dependencies"]["total"]
    return _report("npm", count, [f"{name}: {each['severity']}" for name, each in found.items()])


def _report(kind: str, count: int, weak: Sequence[str]) -> int:
    print("\n".join([f"{kind}: {count} packages, {len(weak)} known weaknesses.", *weak]))
    return WEAK if weak else 0


def _unreached(kind: str, errors: str) -> int:
    last = (errors.strip().splitlines() or ["no answer"])[-1]
    print(f"{kind}: the data about weaknesses cannot be reached from here, so nothing is known. {last[:200]}")
    return UNREACHED


if __name__ == "__main__":
    sys.exit(max(audit_python(*sys.argv[1:3]), audit_npm()))
