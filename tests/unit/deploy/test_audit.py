"""Tests of the audit: a weakness fails it, and so does data that cannot be reached, which is no clean bill."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from deploy import audit

CLEAN = {"dependencies": [{"name": "a", "version": "1", "vulns": []}]}
WEAK = {"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1"}]}]}
NPM = {"vulnerabilities": {}, "metadata": {"dependencies": {"total": 7}}}


def program(folder: Path, name: str, output: object) -> Path:
    """A program that prints the output as JSON, and complains."""
    path = folder / name
    text = "" if output is None else json.dumps(output)
    path.write_text(f"#!/bin/sh\ncat <<'END'\n{text}\nEND\necho no route to the host >&2\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("output", "status", "sentence"),
    [
        (CLEAN, 0, "Python: 1 packages, 0 known weaknesses."),
        (WEAK, audit.WEAK, "a 1: CVE-1"),
        (None, audit.UNREACHED, "cannot be reached from here, so nothing is known. no route to the host"),
    ],
)
def test_the_audit_of_pythons_packages(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], output: object, status: int, sentence: str
) -> None:
    assert audit.audit_python(str(program(tmp_path, "pip-audit", output)), "lock.txt") == status
    assert sentence in capsys.readouterr().out


@pytest.mark.parametrize(
    ("output", "status", "sentence"),
    [
        (NPM, 0, "npm: 7 packages, 0 known weaknesses."),
        ({**NPM, "vulnerabilities": {"b": {"severity": "high"}}}, audit.WEAK, "b: high"),
        ({"message": "405 Method Not Allowed"}, audit.UNREACHED, "nothing is known. 405 Method Not Allowed"),
        (None, audit.UNREACHED, "nothing is known. no route to the host"),
    ],
)
def test_the_audit_of_npms_packages(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    output: object,
    status: int,
    sentence: str,
) -> None:
    program(tmp_path, "npm", output)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert audit.audit_npm() == status
    assert sentence in capsys.readouterr().out
