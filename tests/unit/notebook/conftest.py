"""Fixture of the kernel's tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.cells import Cells


@pytest.fixture
def cells(tmp_path: Path) -> Iterator[Cells]:
    cells = Cells(str(tmp_path))
    yield cells
    cells.kernel.close()
