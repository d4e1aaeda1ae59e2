"""Tests of the lab on a static host: the first training is in the page, and each file that it names is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from autograd_playground.engine.service import api


@pytest.mark.parametrize("path", ["lab", "embed/lab"])
def test_the_page_finds_its_files_and_has_the_demo_inside(site: Path, path: str) -> None:
    page = site / path / "index.html"
    text = page.read_text()
    assert 'data-backend="browser"' in text
    for address in re.findall(r'(?:src|href)="([^"]+/lab\.(?:js|css))"', text):
        assert (page.parent / address).resolve().is_file()
    baked = re.search(r'id="first-lab">(.*?)</script>', text, re.DOTALL)
    assert baked
    assert json.loads(baked[1]) == json.loads(api.encode(api.handle({"method": "lab"})))


@pytest.mark.parametrize("path", ["lab", "embed/lab"])
def test_its_policy_lets_workers_compile(site: Path, path: str) -> None:
    text = (site / path / "index.html").read_text()
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert policy
    assert "wasm-unsafe-eval" in policy[1]
    assert "frame-ancestors" not in policy[1]


def test_other_pages_lead_to_it(site: Path) -> None:
    for path in ("learn/index.html", "learn/12-demo.html", "gallery/index.html"):
        assert '<a href="../lab/">Lab</a>' in (site / path).read_text()
    assert re.search(r'<a href="\.\./lab/#1\.[\w-]+">Train micrograd', (site / "learn/12-demo.html").read_text())
