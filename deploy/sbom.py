"""Software bill of materials in CycloneDX 1.6, made of the locks: python -m deploy.sbom FILE."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from .locks import ROOT, Package, npm_packages, python_packages

NAME = "autograd-playground"


def package_url(package: Package) -> str:
    """The package URL, such as pkg:npm/%40codemirror/state@6.7.6."""
    return f"pkg:{package.kind}/{quote(package.name, safe='/')}@{quote(package.version, safe='.+')}"


def component(package: Package) -> dict[str, Any]:
    described: dict[str, Any] = {
        "type": "library",
        "bom-ref": package_url(package),
        "name": package.name,
        "version": package.version,
        "purl": package_url(package),
        "scope": "required" if package.is_shipped else "excluded",
    }
    if len(package.digests) == 1:
        described["hashes"] = [{"alg": package.algorithm, "content": package.digests[0]}]
    else:  # of its several files, of which each machine takes one: `hashes` would be of the component itself
        described["properties"] = [{"name": f"{NAME}:sha256-of-a-file", "value": digest} for digest in package.digests]
    return described


def document(root: Path = ROOT) -> dict[str, Any]:
    """The bill; the same locks give the same bytes, so it has no time of its making."""
    (version,) = re.findall(r'__version__ = "(.+)"', (root / "package/__init__.py").read_text(encoding="utf-8"))
    components = [component(each) for each in sorted([*python_packages(root), *npm_packages(root)])]
    main = f"pkg:generic/{NAME}@{version}"
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(components))}",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": main, "name": NAME, "version": version}},
        "components": components,
    }


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    bill = document()
    target.write_text(json.dumps(bill, indent=1) + "\n", encoding="utf-8")
    print(f"{target}: {len(bill['components'])} components")
