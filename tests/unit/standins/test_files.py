"""Files without a network: the names that microgpt learns from."""

from __future__ import annotations

import contextlib
import io

import pytest

from autograd_playground.engine.standins import files

from .conftest import Run


def test_the_list_of_names_is_there_by_any_spelling_of_its_path() -> None:
    assert files.exists("input.txt")
    assert files.exists("./input.txt")
    assert not files.exists("other.txt")
    assert not files.exists(3)


def test_it_reads_as_a_file_of_one_name_a_line() -> None:
    opened = files.opened("input.txt")
    assert isinstance(opened, io.StringIO)
    names = opened.read().split("\n")[:-1]
    assert names == files.NAMES
    assert len(set(names)) == len(names) >= 60
    assert all(name.isalpha() and name.islower() and name.isascii() for name in names)
    assert files.opened("input.txt", "w") is None
    assert files.opened("other.txt") is None


def test_there_is_no_network_and_it_says_so(run: Run) -> None:
    with pytest.raises(OSError, match=r"A notebook has no network here, so http://a cannot be read\."):
        run("import urllib.request\nurllib.request.urlopen('http://a')")
    with pytest.raises(OSError, match=r"the files that it has are input\.txt"):
        run("urllib.request.urlretrieve('http://a', 'names.txt')")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        run("urllib.request.urlretrieve('http://a', 'input.txt')")
    assert printed.getvalue() == "A notebook has no network here; 'input.txt' is there already, with 64 names.\n"
