"""Every tool knows the element's attributes, by the element's names."""

from __future__ import annotations

import re

import pytest

from tests.support.projects import INTEGRATIONS
from tests.support.server import ROOT

ELEMENT = (ROOT / "static" / "src" / "element.ts").read_text(encoding="utf-8")
LISTS = re.findall(r"^const (?:CONTENT|OPTION)_ATTRIBUTES = \[(.*)\];$", ELEMENT, re.MULTILINE)
LISTED = re.findall(r'"(\w+)"', "".join(LISTS))
# The program is what the block holds, and the address is the same for all blocks of a project.
ATTRIBUTES = {*LISTED, *re.findall(r'getAttribute\("(\w+)"\)', ELEMENT)} - {"code", "base"}

TOOLS = [
    "sphinx/autograd_playground_sphinx.py",
    "mkdocs/autograd_playground_mkdocs.py",
    "jupyter/autograd_playground_jupyter.py",
    "quarto/playground.lua",
]


@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool_takes_every_attribute_of_the_element(tool: str) -> None:
    assert {"step", "panels", "readonly", "height", "start"} <= ATTRIBUTES
    written = set(re.findall(r'"(\w+)"', (INTEGRATIONS / tool).read_text(encoding="utf-8")))
    assert ATTRIBUTES - written == set()
