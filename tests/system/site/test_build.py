"""Tests of the command `build`: the files that it overwrites, and those that it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
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
    assert "holds work, which no build has written" in refused(tmp_path, capsys)
    assert sorted(tmp_path.rglob("*")) == held
    assert thesis.read_text() == "mine"


def test_a_folder_that_is_not_its_own_is_refused_without_a_look_at_what_is_below(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "disk" / "deep" / "deeper").mkdir(parents=True)
    seen: list[Path] = []
    iterdir = Path.iterdir

    def seen_iterdir(folder: Path) -> Iterator[Path]:
        seen.append(folder)
        return iterdir(folder)

    monkeypatch.setattr(Path, "iterdir", seen_iterdir)
    assert "holds disk, which no build has written" in refused(tmp_path, capsys)
    assert seen == [tmp_path]


def test_a_list_of_files_that_is_not_text_stands_for_no_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / ".autograd-playground").write_bytes(b"index.html\xff\n")
    (tmp_path / "index.html").write_text("mine")
    assert "holds index.html, which no build has written" in refused(tmp_path, capsys)


@pytest.mark.parametrize("target", ["nowhere", "site"], ids=["dangling", "circular"])
def test_a_link_to_nothing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], target: str) -> None:
    link = tmp_path / "site"
    link.symlink_to(target)
    assert refused(link, capsys) == f"{link} is a link to nothing; name a folder.\n"
    assert list(tmp_path.iterdir()) == [link]


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
