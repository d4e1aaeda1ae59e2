"""Tests of the locks and the bill of materials: versions and digests for all packages, and no place to get them."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib

from deploy import sbom
from deploy.locks import Package, npm_packages, python_packages
from tests.support.server import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PYTHON = list(python_packages())
NPM = list(npm_packages())
# Hosts of package registries, in parts: this file names none either.
REGISTRIES = [
    f"{name}.{domain}"
    for name, domain in [
        *(("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com")),
        *(("docker", "io"), ("ghcr", "io"), ("quay", "io")),
    ]
]


def normalized(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_line_of_a_lock_is_a_version_or_a_digest() -> None:
    pinned = re.compile(r"[\w.-]+==[\w.!+]+( ; [^\\]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    for lock in LOCKS:
        lines = lock.read_text().splitlines()
        assert [line for line in lines if not pinned.fullmatch(line)] == [], lock
        assert lines


def test_all_that_pyproject_asks_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [
        *project["dependencies"],
        *(each for extra in project["optional-dependencies"].values() for each in extra),
    ]
    names = {normalized(re.split(r"[<>=~!\[ ]", each, maxsplit=1)[0]) for each in wanted}
    assert names <= {normalized(package.name) for package in PYTHON}
    shipped = {normalized(re.split(r"[<>=~!\[ ]", each, maxsplit=1)[0]) for each in project["dependencies"]}
    assert shipped <= {normalized(package.name) for package in PYTHON if package.is_shipped}


def test_the_locks_agree_with_each_other() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in re.findall(r"^([\w.-]+)==([\w.!+]+)", lock.read_text(), re.MULTILINE):
            versions.setdefault(normalized(name), set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_no_file_of_the_tree_names_a_registrys_host() -> None:
    command = ["git", "grep", "--ignore-case", "--files-with-matches", "--fixed-strings"]
    patterns = [word for host in REGISTRIES for word in ("-e", host)]
    found = subprocess.run([*command, *patterns], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    assert found.split() == []


def test_the_bill_lists_each_locked_package_once() -> None:
    bill = sbom.document()
    assert {"bomFormat", "specVersion", "serialNumber", "version", "metadata", "components"} == set(bill)
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", bill["serialNumber"])
    references = [each["bom-ref"] for each in bill["components"]]
    assert len(references) == len(set(references)) == len({*PYTHON, *NPM}) > 100
    for each in bill["components"]:
        assert each["purl"] == each["bom-ref"]
        assert re.fullmatch(r"pkg:(pypi|npm)/[\w%./-]+@[\w.+%-]+", each["purl"])
        assert each["scope"] in ("required", "excluded")
        for digest in each.get("hashes", ()):
            assert len(digest["content"]) == {"SHA-256": 64, "SHA-512": 128}[digest["alg"]]
        assert each.get("hashes") or each["properties"]


def test_the_bill_tells_what_is_shipped() -> None:
    scopes = {each["name"]: each["scope"] for each in sbom.document()["components"]}
    assert (scopes["fastapi"], scopes["lit"], scopes["pytest"], scopes["typescript"]) == (
        "required",
        "required",
        "excluded",
        "excluded",
    )


def test_the_same_locks_give_the_same_bytes() -> None:
    assert json.dumps(sbom.document()) == json.dumps(sbom.document())


def test_a_scoped_package_has_a_valid_url() -> None:
    package = Package("npm", "@codemirror/state", "6.7.6", "SHA-512", ("0" * 128,), True)
    assert sbom.package_url(package) == "pkg:npm/%40codemirror/state@6.7.6"
