"""Tests of drawings by native Graphviz and by the page's Viz.js: ids are ours, and texts are shown as typed."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Sequence
from typing import Any
from xml.etree import ElementTree

import pytest

from autograd_playground.engine.contract.replies import Box
from autograd_playground.engine.trace import draw
from autograd_playground.engine.trace.notation import format_number
from tests.support.cases import CASES, FACTS
from tests.support.programs import PROGRAMS
from tests.support.server import ROOT
from tests.support.trace_player import trace

SVG = "{http://www.w3.org/2000/svg}"
# Labels with a meaning in DOT strings, its labels, Graphviz's escapes, XML or a browser, and labels without one.
HOSTILE = [
    'a|b{c}<d> \\N "e" \\ & é 日本 \\0', "\\N", "\\G", "\\E", "\\T", "\\H", "\\L", "\\n", "\\l", "\\r", "a\\", "\\\\",
    '"', '""', '\\"', "'", "`", "{", "}", "{}", "|", "||", "\\{", "<", ">", "<b>bold</b>", "<<TABLE></TABLE>>",
    "<port> x", "&", "&amp;", "&lt;b&gt;", "&#65;", "&nosuch;", "%", "#", "//", "/* x", "x];", "n0 -> n1", "a:b", "a,b",
    "--", "a  b",
    "<script>alert(1)</script>", "javascript:alert(1)", 'x", URL="javascript:alert(1)', 'x" href="http://x"', "\\N|\\G",
    "é", "日本", "🙂", "e\u0301", "\u202eabc", "\xa0", "x" * 200, "graph", "node", "strict digraph", "$f_g^2$", "0",
]  # fmt: skip

Render = Callable[[Sequence[str]], list[str]]


def native(drawings: Sequence[str]) -> list[str]:
    images = []
    for dot in drawings:
        done = subprocess.run(["dot", "-Tsvg"], input=dot, capture_output=True, text=True, timeout=60, check=True)
        assert done.stderr == ""
        images.append(done.stdout)
    return images


def compiled(drawings: Sequence[str]) -> list[str]:
    done = subprocess.run(
        ["node", "tests/support/graphviz.mjs"],
        cwd=ROOT,
        input=json.dumps(drawings),
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    results = json.loads(done.stdout)
    # Viz.js has no metrics for letters beyond ASCII and takes those of a space, which is right in Courier.
    errors = [error for result in results for error in result["errors"]]
    assert [error for error in errors if "width of non-ASCII character" not in error] == []
    return [result["output"] for result in results]


@pytest.fixture(
    params=[
        pytest.param(
            native, marks=pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz's dot is not installed")
        ),
        compiled,
    ],
    ids=["dot", "viz-js"],
)
def render(request: pytest.FixtureRequest) -> Render:
    return request.param  # type: ignore[no-any-return]


def node(i: int, name: str, op: str = "", *parents: int, group: Sequence[str] = ()) -> dict[str, Any]:
    kind = "result" if op else "leaf"
    return {
        "id": i, "name": name, "op": op, "parents": list(parents), "data": -1234.5, "grad": 2.0, "kind": kind,
        "group": list(group), "span": None,
    }  # fmt: skip


def group(image: str, name: str) -> ElementTree.Element:
    (found,) = [element for element in ElementTree.fromstring(image).iter(f"{SVG}g") if element.get("id") == name]
    return found


def texts(element: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()).replace("\xa0", " ") for text in element.iter(f"{SVG}text")]


def ids(image: str) -> list[str]:
    return sorted(element.get("id", "") for element in ElementTree.fromstring(image).iter(f"{SVG}g"))


def test_a_hostile_label_is_shown_as_it_was_typed_and_does_nothing(render: Render) -> None:
    images = render([draw.dot([node(0, label), node(1, "L", "*", 0, 0)]) for label in HOSTILE])
    for label, image in zip(HOSTILE, images, strict=True):
        assert texts(group(image, "n0")) == [label.replace("\xa0", " "), "data", "−1234.5", "grad", "2"]
        assert ids(image) == ["e1", "e1_0", "e1_1", "graph0", "n0", "n1", "op1"]
        tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(image).iter()}
        assert tags == {"svg", "g", "title", "polygon", "path", "ellipse", "text"}
        attributes = {name for element in ElementTree.fromstring(image).iter() for name in element.attrib}
        assert not any("href" in name or name.startswith("on") for name in attributes)


def test_control_characters_are_left_out(render: Render) -> None:
    (image,) = render([draw.dot([node(0, "a\x00\x1b\t\nb\x7f")])])
    assert texts(group(image, "n0"))[0] == "ab"


def corners(polygon: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, right and bottom."""
    points = [point.split(",") for point in polygon.attrib["points"].split()]
    xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def test_data_and_grad_stand_side_by_side_below_the_name_and_all_of_it_fits(render: Render) -> None:
    names = ["a", "a label of middling length", "x" * 60]
    (image,) = render([draw.dot([node(i, name) for i, name in enumerate(names)])])
    for i, name in enumerate(names):
        box = group(image, f"n{i}")
        title, data, grad = map(corners, box.iter(f"{SVG}polygon"))
        assert (title[0], title[2]) == pytest.approx((data[0], grad[2]), abs=0.1)
        assert (title[3], data[2]) == pytest.approx((data[1], grad[0]), abs=0.1)
        assert data[1::2] == grad[1::2]
        # A character of Courier is 0.6 of its size wide.
        assert title[2] - title[0] >= len(name) * 15 * 0.59
        assert data[2] - data[0] >= len("−1234.5") * 14 * 0.59


def test_a_number_that_is_not_known_is_an_empty_cell(render: Render) -> None:
    (image,) = render([draw.dot([{**node(0, "a"), "grad": None}])])
    assert texts(group(image, "n0")) == ["a", "data", "−1234.5", "grad", " "]


def test_every_drawing_of_the_table_has_exactly_the_ids_of_its_graph(render: Render) -> None:
    shown = [trace(case.source) for case in CASES[::5]]
    shown += [trace(source) for name, source in PROGRAMS.items() if "loop" not in name]
    shown = [one for one in shown if not one["boxes"]]
    assert len(shown) > 20
    for one, image in zip(shown, render([one["dot"] for one in shown]), strict=True):
        expected = ["graph0"]
        for value in one["nodes"]:
            i = value["id"]
            expected += [f"n{i}", *([f"op{i}", f"e{i}"] if value["op"] else [])]
            expected += [f"e{i}_{k}" for k in range(len(value["parents"]))]
        assert ids(image) == sorted(expected)
        for value in one["nodes"]:
            numbers = ["data", format_number(value["data"]), "grad", format_number(value["grad"])]
            assert texts(group(image, f"n{value['id']}"))[1:] == numbers
            if value["op"]:
                assert len(texts(group(image, f"op{value['id']}"))) == 1


def test_operands_stand_left_of_their_result(render: Render) -> None:
    shown = trace(FACTS[0].source)
    (image,) = render([shown["dot"]])
    x = {
        value["id"]: float(next(group(image, f"n{value['id']}").iter(f"{SVG}text")).attrib["x"])
        for value in shown["nodes"]
    }
    assert all(x[parent] < x[value["id"]] for value in shown["nodes"] for parent in value["parents"])


def test_a_large_graph_has_its_operators_inside_the_boxes(render: Render) -> None:
    source = "x = Value(0.5)\ny = x\nfor k in range(101):\n    y = y * k\ny.backward()\n"
    shown = trace(source)
    assert len(shown["nodes"]) > draw.QUICK_FROM
    (image,) = render([shown["dot"]])
    edges = [f"e{value['id']}_{k}" for value in shown["nodes"] for k in range(len(value["parents"]))]
    assert ids(image) == sorted(["graph0", *(f"n{value['id']}" for value in shown["nodes"]), *edges])
    titles = [texts(group(image, f"n{value['id']}"))[0] for value in shown["nodes"] if value["op"]]
    assert titles == [f"{value['name']} = {draw.operator_sign(value['op'])}" for value in shown["nodes"] if value["op"]]


def test_a_box_takes_its_values_in_and_keeps_one_edge_to_each_neighbour(render: Render) -> None:
    path = ["MLP", "<b>|{x}", "Neuron 2"]
    nodes = [node(0, "x"), node(1, "w", group=path), node(2, "p", "*", 0, 1, group=path)]
    nodes += [node(3, "s", "+", 2, 2, group=path), node(4, "L", "tanh", 3)]
    (image,) = render([draw.dot(nodes, [Box(id="g0", path="MLP/<b>|{x}/Neuron 2", nodes=[1, 2, 3], output=3)])])
    assert ids(image) == sorted(["graph0", "n0", "g0", "n4", "e_n0_g0", "e_g0_n4"])
    assert texts(group(image, "g0"))[0] == "Neuron 2 of <b>|{x}: 3 values"


def test_without_constants_neither_they_nor_their_edges_are_drawn(render: Render) -> None:
    constant = {**node(1, "3"), "kind": "constant"}
    (image,) = render([draw.dot([node(0, "a"), constant, node(2, "L", "*", 0, 1)], constants=False)])
    assert ids(image) == ["e2", "e2_0", "graph0", "n0", "n2", "op2"]
