"""Tests of the command `build`: the files that it overwrites, and those that it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograd_playground.web.cli.main import main


def refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main(["build", str(folder)])
    assert ended.value.code == 2
    return capsys.readouterr().err


def test_it_says_what_it_has_written_and_how_to_look_at_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "site"
    main(["build", str(folder)])
    written = [path for path in folder.rglob("*") if path.is_file() and path.name != ".autograd-playground"]
    size = sum(path.stat().st_size for path in written) / 1e6
    words = (
        f"{folder}: {len(written)} files, {size:.1f} MB. To look at it: python -m http.server --directory {folder}\n"
    )
    assert capsys.readouterr().out == words
    assert list(tmp_path.iterdir()) == [folder]


def test_it_replaces_what_it_has_written_before(tmp_path: Path) -> None:
    main(["build", str(tmp_path)])
    (tmp_path / "index.html").write_text("old")
    main(["build", str(tmp_path)])
    assert "Autograd Playground" in (tmp_path / "index.html").read_text()


@pytest.mark.parametrize("before", [False, True], ids=["at first", "after a build"])
def test_it_leaves_a_folder_alone_that_holds_anything_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], before: bool
) -> None:
    if before:
        main(["build", str(tmp_path)])
    thesis = tmp_path / "work" / "thesis.txt"
    thesis.parent.mkdir()
    thesis.write_text("mine")
    held = sorted(tmp_path.rglob("*"))
    assert "holds work/thesis.txt, which no build has written" in refused(tmp_path, capsys)
    assert sorted(tmp_path.rglob("*")) == held
    assert thesis.read_text() == "mine"


def test_a_file_in_its_place_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "site"
    file.write_text("mine")
    assert refused(file, capsys) == f"{file} is a file; name a folder.\n"


def test_a_place_that_cannot_be_written_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(Path("/proc/site"), capsys).startswith("/proc/site")


def test_without_a_front_end_it_says_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYGROUND_STATIC", str(tmp_path))
    assert "run make build" in refused(tmp_path / "site", capsys)
    assert not (tmp_path / "site").exists()


def test_a_word_that_is_no_command_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["bild"])
    assert "invalid choice: 'bild'" in capsys.readouterr().err
