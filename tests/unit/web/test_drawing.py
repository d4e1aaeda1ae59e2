"""Tests of drawings by native Graphviz: the engine's DOT draws every value and no more, and names are as typed."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from autograd_playground.engine.trace import draw
from autograd_playground.web.app import create_app
from autograd_playground.web.pictures import graphviz
from autograd_playground.web.refusal import Refusal
from autograd_playground.web.settings import Settings
from tests.support.error_shape import assert_error

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {SVG + tag for tag in ("svg", "g", "title", "polygon", "path", "ellipse", "text")}
LONG = 10_000

HOSTILE_LABELS = [
    "a|b", "{a}", "{", "}", "|", "<p>", "<", ">", "{a|{b|c}}", "<port> a", "a b", "  a  b  ",
    "\\N", "\\G", "\\L", "\\l", "\\n", "\\", "a\\", "a\\\\", "\\\"", "\\{", "\\|", "\\x41",
    '"', 'a"b', '""', '"];n9[label="x', '"]; n9 [URL="javascript:alert(1)"]; //', "]; n[label=\"x", "\"\\\"",
    "<b>x</b>", "<<b>x</b>>", '<<table href="javascript:alert(1)"><tr><td>x</td></tr></table>>',
    "<script>alert(1)</script>", "</text><script>alert(1)</script>", "]]>", "<!-- x -->", "<![CDATA[x]]>",
    "&", "&amp;", "&lt;b&gt;", "&#60;", "&#x3c;", "&nbsp;", "&bogus;", "&a", "a & b", "a &amp; b",
    "// x", "/* x */", "# x", ";", "->", "n0 -> n0", "digraph{}", "%s %n", "${x}", "{{7*7}}", "$(id)", "`id`",
    "é", "c₁", "θ̂", "日本語", "𝛁", "🙂", "עברית", "\u202eabc", "\u200b", "a\u00a0b", "-", "0", "node",
    "strict", "__proto__",
]  # fmt: skip
INVISIBLE = ["a\0b", "\0", "a\nb", "a\r\nb", "a\tb", "\x1b[31mred", "\x7f", "\x01\x02"]


def value(i: int, name: str, op: str = "", parents: tuple[int, ...] = ()) -> dict[str, Any]:
    return {"id": i, "name": name, "op": op, "parents": list(parents), "data": 1.0, "grad": 0.0}


def texts(group: ET.Element) -> str:
    return "".join(text.text or "" for text in group.iter(SVG + "text"))


def plain(text: str) -> str:
    """The text with plain spaces for Graphviz's no-break spaces, and without control characters."""
    return re.sub(r"[\s\u00a0]+", " ", re.sub(r"[\x00-\x1f\x7f]", "", text)).strip()


NAMES = [*HOSTILE_LABELS, *INVISIBLE, "x" * LONG]


@pytest.fixture(scope="module")
def drawn(settings: Settings) -> ET.Element:
    """One drawing of every hostile name: the values from 0 on, then the product of the first two, named hostile too."""
    values = [value(i, name) for i, name in enumerate(NAMES)]
    values.append(value(len(NAMES), NAMES[0], "*", (0, 1)))
    return ET.fromstring(graphviz.svg(draw.dot(values), settings))


def groups(root: ET.Element) -> dict[str | None, ET.Element]:
    return {group.get("id"): group for group in root.iter(SVG + "g") if group.get("class") in ("node", "edge")}


def test_hostile_names_add_no_value_and_no_edge(drawn: ET.Element) -> None:
    n = len(NAMES)
    assert set(groups(drawn)) == {f"n{i}" for i in range(n + 1)} | {f"op{n}", f"e{n}", f"e{n}_0", f"e{n}_1"}


def test_hostile_names_add_no_link_no_script_and_no_style(drawn: ET.Element) -> None:
    assert {element.tag for element in drawn.iter()} <= ELEMENTS
    attributes = {attribute.lower() for element in drawn.iter() for attribute in element.attrib}
    assert not {name for name in attributes if name.startswith(("on", "{")) or "href" in name or name == "style"}


@pytest.mark.parametrize("i", range(len(NAMES)), ids=lambda i: ascii(NAMES[i])[:40])
def test_a_hostile_name_is_drawn_as_it_was_typed(drawn: ET.Element, i: int) -> None:
    assert plain(texts(groups(drawn)[f"n{i}"])) == plain(f"{NAMES[i]}data1grad0")


@pytest.mark.parametrize("name", ["\\", '"', "<b>x</b>", "a\0b", '"];n9[label="x'], ids=ascii)
def test_a_hostile_name_is_safe_alone_too(settings: Settings, name: str) -> None:
    root = ET.fromstring(graphviz.svg(draw.dot([value(0, name)]), settings))
    assert set(groups(root)) == {"n0"}


def test_past_200_values_the_operator_is_in_the_box(settings: Settings) -> None:
    chain = [value(0, "{x|")] + [value(i, f"v{i}", "+", (i - 1,)) for i in range(1, 202)]
    root = ET.fromstring(graphviz.svg(draw.dot(chain), settings))
    ids = {group.get("id") for group in root.iter(SVG + "g")}
    assert {"n0", "n201", "e201_0"} <= ids
    assert not {"op1", "e1"} & ids


def test_draw_answers_with_dot_unless_svg_is_requested(client: TestClient) -> None:
    source = "a = 2; b = a * a"
    dot = client.post("/api/draw", json={"source": source}).json()
    assert client.post("/api/draw", json={"source": source, "format": "dot"}).json() == dot
    svg = client.post("/api/draw", json={"source": source, "format": "svg"}).json()
    assert list(svg) == [*dot, "svg"]
    assert svg["dot"] == dot["dot"]
    assert 'id="n0"' in svg["svg"]


def test_without_graphviz_the_error_says_so(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    client = TestClient(create_app(Settings(static=bundle)))
    reply = client.post("/api/draw", json={"source": "a = 2", "format": "svg"})
    assert reply.status_code == 503
    assert assert_error(reply.text, "unsupported")["message"] == "Graphviz is not installed on this server."


# Tests of Graphviz's limits, with DOT that the engine never writes.

TANGLE = "digraph {" + " ".join(f"a{i} -> a{j}" for i in range(80) for j in range(80)) + "}"


def test_a_drawing_that_takes_too_long_is_ended(settings: Settings) -> None:
    with pytest.raises(Refusal, match=r"cannot draw this graph|takes more than 1 s") as caught:
        graphviz.svg(TANGLE, settings.model_copy(update={"draw_seconds": 1}))
    assert caught.value.status == 503
    assert caught.value.error.code == "limit"


def test_a_drawing_that_needs_too_much_memory_is_ended(settings: Settings) -> None:
    with pytest.raises(Refusal, match="cannot draw this graph within 10 s and 64 MB"):
        graphviz.svg(
            'digraph { a [label="' + "x" * 40_000_000 + '"] }',
            settings.model_copy(update={"draw_seconds": 10, "draw_megabytes": 64}),
        )


def test_a_drawing_that_is_too_large_is_not_sent(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(graphviz, "OUTPUT_BYTES", 1_000)
    with pytest.raises(Refusal, match="larger than 1000 bytes"):
        graphviz.svg(draw.dot([value(0, "a")]), settings)


def test_a_dot_that_never_ends_is_killed_with_its_starter(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The endless program holds the write end of a pipe, which closes when the last process that holds it has ended."""
    fifo = tmp_path / "alive"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    stuck = tmp_path / "dot"
    stuck.write_text(f"#!/bin/sh\nexec 9>{fifo}\necho started >&9\nwhile :; do :; done\n")
    stuck.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(Refusal, match=r"takes more than 1 s|cannot draw this graph"):
        graphviz.svg("digraph {}", settings.model_copy(update={"draw_seconds": 1}))
    os.set_blocking(reader, True)
    assert os.read(reader, 100) == b"started\n"
    assert os.read(reader, 100) == b""
    os.close(reader)


def fake_dot(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program called dot, a script of the shell, in place of Graphviz's."""
    program = folder / "dot"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


def test_graphviz_runs_under_limits_of_time_memory_and_core_files(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_dot(tmp_path, "ulimit -t; ulimit -v; ulimit -c", monkeypatch)
    limits = graphviz.png("digraph {}", settings.model_copy(update={"draw_seconds": 7, "draw_megabytes": 321})).split()
    assert limits == [b"7", str(321 * 1024).encode(), b"0"]


def test_a_dot_that_waits_without_using_time_is_killed_when_the_wall_clock_has_passed(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It reads from a pipe that nobody writes to; the pipe that it holds open closes when it has ended."""
    alive, nothing = tmp_path / "alive", tmp_path / "nothing"
    os.mkfifo(alive)
    os.mkfifo(nothing)
    reader = os.open(alive, os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(nothing, os.O_RDWR)
    fake_dot(tmp_path, f"exec 9>{alive}\necho started >&9\nread line <{nothing}", monkeypatch)
    with pytest.raises(Refusal, match=r"takes more than 2 s"):
        graphviz.png("digraph {}", settings.model_copy(update={"draw_seconds": 2}))
    os.set_blocking(reader, True)
    assert os.read(reader, 100) == b"started\n"
    assert os.read(reader, 100) == b""
    os.close(reader)
    os.close(writer)
