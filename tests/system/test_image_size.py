"""Test of the image's size, added up from its parts: with Graphviz and the built front-end it stays below 250 MB."""

from __future__ import annotations

import shutil

import pytest

from deploy.image_size import MEGABYTE, MOST, parts


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="only Debian tells what Graphviz needs")
def test_the_image_has_less_than_250_megabytes() -> None:
    sizes = parts()
    assert min(sizes.values()) > MEGABYTE, sizes
    assert sum(sizes.values()) < MOST * MEGABYTE, sizes
