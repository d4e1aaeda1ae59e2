"""Tests of `python server.py export`: every format, its error messages, and its process."""

from __future__ import annotations

import contextlib
import io
import json
import re
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from autograd_playground.engine.service.api import encode, handle
from autograd_playground.web.cli import main
from autograd_playground.web.cli.export_formats import FORMATS
from tests.support.server import ROOT

SOURCE = "a = Value(2.0)\nb = Value(-3.0)\nL = a*b\nL.backward()\n"
Refused = Callable[..., str]
SVG = "{http://www.w3.org/2000/svg}"


class Done(NamedTuple):
    """The exit status and the output of the command."""

    returncode: int
    stdout: str
    stderr: str


def export(folder: Path, *arguments: str, source: bytes | str = SOURCE) -> Done:
    """Run the command in `folder`, with the program as lesson.py."""
    (folder / "lesson.py").write_bytes(source.encode() if isinstance(source, str) else source)
    out, err, status = io.StringIO(), io.StringIO(), 0
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main.main(["export", *arguments])
        except SystemExit as ended:
            status = ended.code if isinstance(ended.code, int) else 1
    return Done(status, out.getvalue(), err.getvalue())


def piped(folder: Path, *arguments: str, source: str = SOURCE) -> Done:
    """Run server.py as a user does, with the program on standard input."""
    command = [sys.executable, str(ROOT / "server.py"), "export", "-", *arguments]
    done = subprocess.run(command, cwd=folder, input=source, capture_output=True, timeout=60, text=True)
    return Done(done.returncode, done.stdout, done.stderr)


def exported(folder: Path, name: str, *arguments: str, source: str = SOURCE) -> bytes:
    done = export(folder, "lesson.py", "-o", name, *arguments, source=source)
    assert done == (0, "", "")
    return (folder / name).read_bytes()


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refused:
    """The error message of the command for invalid arguments, run in this process."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lesson.py").write_text(SOURCE)

    def message(*arguments: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main.main(["export", *arguments])
        assert ended.value.code == 2
        assert [path.name for path in tmp_path.iterdir()] == ["lesson.py"]
        return capsys.readouterr().err

    return message


def texts(svg: bytes) -> list[str]:
    return ["".join(text.itertext()).replace("\u00a0", " ") for text in ET.fromstring(svg).iter(f"{SVG}text")]


def test_html_holds_the_program_and_its_numbers(tmp_path: Path) -> None:
    page = exported(tmp_path, "lesson.html").decode()
    assert "<title>The gradients of L, step by step</title>" in page
    assert '<tr><th scope="row">a</th><td class="number">2.0</td><td class="number">-3.0</td></tr>' in page
    assert "src=" not in page.split("<script", 1)[0].split("</style>")[1]


def test_svg_shows_the_graph_and_describes_it_in_text(tmp_path: Path) -> None:
    picture = exported(tmp_path, "lesson.svg", "--title", "a & b")
    root = ET.fromstring(picture)
    assert [root.findtext(f"{SVG}title"), root.get("role")] == ["a & b", "img"]
    assert "L has data −6 and grad 1" in (root.findtext(f"{SVG}desc") or "")
    assert {"data", "−6", "grad", "−3", "×"} <= set(texts(picture))


def test_svg_of_a_step_leaves_unknown_fields_empty(tmp_path: Path) -> None:
    shown = texts(exported(tmp_path, "lesson.svg", "--step", "2"))
    assert {"2", "−3"} <= set(shown)
    assert not {"−6", "1"} & set(shown)
    seeded = texts(exported(tmp_path, "lesson.svg", "--phase", "backward"))
    assert seeded.count("1") == 1
    assert seeded.count("−3") == 1  # the data of b, not yet the grad of a
    assert texts(exported(tmp_path, "lesson.svg", "--step", "end")) == texts(exported(tmp_path, "lesson.svg"))


def test_png_is_a_picture(tmp_path: Path) -> None:
    picture = exported(tmp_path, "lesson.png")
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    assert width > 500 > height > 100


def test_json_is_the_trace(tmp_path: Path) -> None:
    trace = json.loads(exported(tmp_path, "lesson.json", "--level", "compact"))
    expected = handle({"method": "trace", "params": {"source": SOURCE, "level": "compact"}})
    assert trace == json.loads(encode(expected))


def test_tex_is_the_derivation_and_dot_the_graph(tmp_path: Path) -> None:
    assert exported(tmp_path, "lesson.tex").startswith(b"\\documentclass")
    assert exported(tmp_path, "lesson.dot").startswith(b"digraph")


def test_the_document_names_every_ending_and_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    text = (ROOT / "docs" / "embedding.md").read_text()
    with pytest.raises(SystemExit):
        main.main(["export", "--help"])
    options = set(re.findall(r"--[a-z]+", capsys.readouterr().out)) - {"--help", "--output"}
    assert [name for name in [*FORMATS, *sorted(options)] if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", ["lesson.html", "lesson.svg"])
def test_a_title_has_only_characters_that_a_document_may_have(tmp_path: Path, name: str) -> None:
    content = exported(tmp_path, name, "--title", "a\x0bb\uffff").decode()
    assert "<title>a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}</title>" in content


def test_the_ending_may_be_in_capitals(tmp_path: Path) -> None:
    assert exported(tmp_path, "LESSON.DOT").startswith(b"digraph")


def test_a_program_may_come_from_standard_input(tmp_path: Path) -> None:
    assert piped(tmp_path, "-o", "piped.dot") == (0, "", "")
    assert (tmp_path / "piped.dot").read_bytes() == exported(tmp_path, "lesson.dot")


def test_an_error_in_the_program_is_printed_with_its_position_and_a_hint(tmp_path: Path) -> None:
    (tmp_path / "lesson.svg").write_text("before")
    done = export(tmp_path, "lesson.py", "-o", "lesson.svg", source="a = Value(2.0)\nb = torch.tensor(a)\n")
    assert done.returncode == 1
    error, hint = done.stderr.splitlines()
    assert error.startswith("lesson.py:2:5: `torch.tensor` is not here")
    assert hint.startswith("Write Value(x).")
    assert (tmp_path / "lesson.svg").read_text() == "before"


@pytest.mark.parametrize("name", ["lesson.html", "lesson.svg", "lesson.png", "lesson.tex", "lesson.dot"])
def test_a_program_without_a_value_has_no_picture(tmp_path: Path, name: str) -> None:
    done = piped(tmp_path, "-o", name, source="print(1)\n")
    assert done.returncode == 1
    assert re.fullmatch(
        r"<stdin>: There is nothing to (draw|export) yet: this program computes no value\.", done.stderr.splitlines()[0]
    )


def test_a_program_without_a_value_has_a_trace_with_its_output(tmp_path: Path) -> None:
    assert piped(tmp_path, "-o", "lesson.json", source="print(1)\n").returncode == 0
    assert json.loads((tmp_path / "lesson.json").read_text())["output"] == [{"text": "1", "span": [1, 0, 1, 8]}]


@pytest.mark.parametrize("name", ["lesson.gif", "lesson", ".svg", "lesson.html.bak"])
def test_an_unknown_ending_lists_the_known_ones(refused: Refused, name: str) -> None:
    assert (
        refused("lesson.py", "-o", name)
        == f"The ending of {name} says nothing known; the endings are {', '.join(FORMATS)}.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["lesson.py", "-o", "lesson.tex", "--step", "2"], "A .tex has no step; leave --step out."),
        (["lesson.py", "-o", "lesson.png", "--title", "x"], "A .png has no title; leave --title out."),
        (["lesson.py", "-o", "lesson.svg", "--step", "-1"], "neither a number of steps nor end"),
        (["lesson.py", "-o", "lesson.svg", "--step", "1", "--phase", "order"], "not allowed with argument"),
        (
            ["lesson.py", "-o", "lesson.html", "--home", "javascript:alert(1)"],
            "no address such as https://play.example/",
        ),
        (["lesson.py", "-o", "lesson.html", "--home", "http://[bad"], "no address such as https://play.example/"),
        (["lesson.py", "-o", "lesson.html", "--title", "\udcff"], "argument --title: '\\udcff' is not UTF-8"),
        (["lesson.py", "-o", "lesson.svg", "--title", "\ud800"], "argument --title: '\\ud800' is not UTF-8"),
        (["nowhere.py", "-o", "lesson.svg"], "nowhere.py cannot be read: No such file or directory."),
        (["lesson.py", "-o", "nowhere/lesson.svg"], "nowhere/lesson.svg cannot be written: No such file or directory."),
        (["lesson.py", "-o", "lesson.py/lesson.dot"], "lesson.py/lesson.dot cannot be written: Not a directory."),
        (["lesson.py"], "the following arguments are required: -o/--output"),
    ],
)
def test_invalid_arguments_have_a_message(refused: Refused, arguments: list[str], message: str) -> None:
    assert message in refused(*arguments)


def test_a_program_that_is_not_text_is_refused(tmp_path: Path) -> None:
    done = export(tmp_path, "lesson.py", "-o", "lesson.dot", source=b"a = 2 # \xff")
    assert (done.returncode, done.stderr) == (2, "lesson.py is not UTF-8.\n")


def test_the_program_is_not_overwritten_but_an_earlier_output_is(tmp_path: Path) -> None:
    (tmp_path / "lesson.dot").write_text(SOURCE)
    done = export(tmp_path, "lesson.dot", "-o", "./lesson.dot")
    assert (done.returncode, (tmp_path / "lesson.dot").read_text()) == (2, SOURCE)
    assert "is the program itself" in done.stderr
    assert exported(tmp_path, "lesson.dot").startswith(b"digraph")


def test_without_the_built_player_the_other_kinds_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYGROUND_STATIC", str(tmp_path))
    done = export(tmp_path, "lesson.py", "-o", "lesson.html")
    assert (done.returncode, done.stderr) == (
        2,
        f"The player is missing: {tmp_path} holds no standalone.html; run make build.\n",
    )
    assert export(tmp_path, "lesson.py", "-o", "lesson.svg").returncode == 0


def test_without_graphviz_the_kinds_that_need_none_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    done = export(tmp_path, "lesson.py", "-o", "lesson.png")
    assert (done.returncode, done.stderr) == (
        2,
        "Graphviz is not installed, and it makes the drawing. A .json, .tex or .dot needs none.\n",
    )
    assert export(tmp_path, "lesson.py", "-o", "lesson.json").returncode == 0
