"""Tests of a `Value` in notebooks: a drawing where Graphviz is installed, else a table, and text everywhere."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from IPython.core.interactiveshell import InteractiveShell

from autograd_playground import Value, nn

TEXT = "{http://www.w3.org/2000/svg}text"


def bundle_of(value: Value) -> dict[str, str]:
    """The MIME bundle that IPython sends to the notebook for `value` as the last line of a cell."""
    formatter = InteractiveShell.instance().display_formatter
    assert formatter is not None
    data, _ = formatter.format(value)
    return dict(data)


@pytest.fixture
def no_graphviz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")


def lecture() -> Value:
    a, b = Value(2.0, label="a"), Value(-3.0, label="b")
    e = a * b
    e.label = "e"
    loss = e**2
    loss.label = "L"
    loss.backward()
    return loss


def test_a_value_is_drawn_with_its_names_operations_data_and_gradients() -> None:
    bundle = bundle_of(lecture())
    assert set(bundle) == {"image/svg+xml", "text/plain"}
    texts = {element.text for element in ElementTree.fromstring(bundle["image/svg+xml"]).iter(TEXT)}
    assert {"a", "b", "e", "L", "×", "**2"} <= texts
    assert {"data", "2", "grad", "36"} <= texts


def test_the_text_is_that_of_a_terminal() -> None:
    loss = lecture()
    assert bundle_of(loss)["text/plain"] == repr(loss) == "Value(data=36.0, grad=1.0)"


@pytest.mark.usefixtures("no_graphviz")
def test_without_graphviz_there_is_a_table() -> None:
    bundle = bundle_of(lecture())
    assert set(bundle) == {"text/html", "text/plain"}
    table = ElementTree.fromstring(bundle["text/html"])
    rows = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]
    assert rows == [
        ["value", "made by", "data", "grad"],
        ["a", "leaf", "2", "36"],
        ["b", "leaf", "−3", "−24"],
        ["e", "* of a, b", "−6", "−12"],
        ["L", "**2 of e", "36", "1"],
    ]


@pytest.mark.usefixtures("no_graphviz")
def test_a_label_cannot_add_markup_to_the_notebook() -> None:
    table = bundle_of(Value(1.0, label='<img src="x" onerror="alert(1)">'))["text/html"]
    assert "&lt;img" in table
    assert "<img" not in table


def test_a_label_cannot_add_markup_to_the_drawing() -> None:
    drawing = bundle_of(Value(1.0, label='</text><script>alert(1)</script>"]'))["image/svg+xml"]
    names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(drawing).iter()}
    assert "script" not in names


@pytest.mark.parametrize("label", [3, ("a", 1), "\ud800", "\x0b", "\ufffe", "\uffff", 10**5_000], ids=range(7))
@pytest.mark.parametrize("installed", [True, False], ids=["drawing", "table"])
def test_a_label_that_xml_cannot_hold_is_displayed(
    label: object, installed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not installed:
        monkeypatch.setenv("PATH", "")
    value = Value(1.0)
    value.label = label  # type: ignore[assignment]
    bundle = bundle_of(value * 2)
    assert set(bundle) == {"image/svg+xml" if installed else "text/html", "text/plain"}
    ElementTree.fromstring(bundle["image/svg+xml" if installed else "text/html"])
    json.dumps(bundle, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "data", ["two", 10**400, 10**5_000, None, 1j], ids=["str", "int", "very long int", "None", "complex"]
)
def test_data_that_is_no_number_is_a_table(data: object) -> None:
    value = Value(1.0, label="a")
    value.data = data  # type: ignore[assignment]
    bundle = bundle_of(value)
    assert set(bundle) == {"text/html", "text/plain"}
    ElementTree.fromstring(bundle["text/html"])


def test_a_gradient_with_a_graph_is_drawn_as_its_number() -> None:
    x = Value(2.0)
    y = x**4
    y.backward(create_graph=True)
    texts = {element.text for element in ElementTree.fromstring(bundle_of(y)["image/svg+xml"]).iter(TEXT)}
    assert {"32", "1"} <= texts


def test_whole_numbers_are_drawn_too() -> None:
    value = Value(1.0)
    value.data = 3
    assert "3" in {e.text for e in ElementTree.fromstring(bundle_of(value)["image/svg+xml"]).iter(TEXT)}


@pytest.mark.usefixtures("no_graphviz")
def test_a_table_of_huge_labels_stays_small() -> None:
    value = Value(1.0, label="x" * 1_000_000)
    for _ in range(50):
        value = value + value
        value.label = "y" * 1_000_000
    assert len(bundle_of(value)["text/html"]) < 100_000


@pytest.mark.parametrize("output", ["", "nonsense", "<svg>", r"\377\376"], ids=["nothing", "words", "half", "bytes"])
def test_a_broken_graphviz_leaves_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str) -> None:
    dot = tmp_path / "dot"
    dot.write_text(f"#!/bin/sh\nprintf '{output}'\n")
    dot.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert set(bundle_of(lecture())) == {"text/html", "text/plain"}


@pytest.mark.parametrize("executable", [None, "", "/nowhere/python"])
def test_without_an_executable_of_python_there_is_a_table(
    monkeypatch: pytest.MonkeyPatch, executable: str | None
) -> None:
    monkeypatch.setattr("sys.executable", executable)
    assert set(bundle_of(lecture())) == {"text/html", "text/plain"}


def test_a_value_without_a_graph_is_drawn_too() -> None:
    texts = {e.text for e in ElementTree.fromstring(bundle_of(Value(0.5))["image/svg+xml"]).iter(TEXT)}
    assert "0.5" in texts


def test_a_graph_too_large_to_read_is_a_table_of_its_last_values() -> None:
    output = nn.MLP(3, [16, 16, 1])([Value(1.0), Value(2.0), Value(3.0)])
    assert isinstance(output, Value)
    table = bundle_of(output)["text/html"]
    assert table.count("<tr>") == 301
    assert "The last 300 of " in table


def test_a_chain_of_a_hundred_thousand_values_is_displayed() -> None:
    value = Value(1.0)
    for _ in range(100_000):
        value = value + 1.0
    assert "The last 300 of 200,001 values." in bundle_of(value)["text/html"]
