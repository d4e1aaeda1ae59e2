"""Tests of the API's contract: its schema, and the lists of docs/architecture.md beside its types."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from autograd_playground.engine.contract import steps
from autograd_playground.engine.contract.schema import definitions
from autograd_playground.engine.lab.settings import Settings
from autograd_playground.engine.service.api import METHODS

DOCS = (Path(__file__).parents[3] / "docs/architecture.md").read_text()
SCHEMAS = definitions("")
STEP_ROW = re.compile(r"^\| (?!phase)([^|]+) \| `(\w+)` \| (.+) \|$", re.MULTILINE)
PARAMETER_ROW = re.compile(r"^\| `(\w+)` \| [^|]+ \| (required|null.*?|`.*?`) \| ", re.MULTILINE)
COMMON = {"phase", "kind", "node", "set", "meaning", "text", "math", "span"}


def section(title: str) -> str:
    return DOCS.split(f"\n## {title}\n")[1].split("\n## ")[0]


def members(name: str) -> set[str]:
    """Names of the members of a type and of the types that it holds, but for steps, whose kinds have a table."""
    schema = SCHEMAS[name]
    names = set(schema.get("properties", ()))
    for reference in re.findall(r"'\$ref': '(\w+)'", repr(schema)):
        if reference != "Step":
            names |= members(reference)
    return names


def replies(method: str) -> list[str]:
    reply = METHODS[method].reply
    return [each.__name__ for each in get_args(reply) or (reply,)]


def test_the_table_of_step_kinds_is_that_of_the_types() -> None:
    described = {kind: text for _, kind, text in STEP_ROW.findall(section("The trace, version 1"))}
    assert list(described) == [
        "leaf", "operation", "pass", "assign", "zero", "enter", "seen", "append", "seed", "flow"
    ]  # fmt: skip
    assert list(described) == [SCHEMAS[kind.__name__]["properties"]["kind"]["const"] for kind in get_args(steps.Step)]
    for kind in get_args(steps.Step):
        further = set(SCHEMAS[kind.__name__]["properties"]) - COMMON
        text = described[SCHEMAS[kind.__name__]["properties"]["kind"]["const"]]
        assert {name for name in further if f"`{name}`" not in text} == set()


def test_the_table_of_parameters_is_that_of_the_type() -> None:
    schema = SCHEMAS["TraceParams"]
    described = dict(PARAMETER_ROW.findall(section("The trace, version 1")))
    assert described.keys() == schema["properties"].keys()
    assert [name for name, default in described.items() if default == "required"] == schema["required"]


@pytest.mark.parametrize("method", METHODS)
def test_every_member_of_a_reply_and_of_a_request_is_described(method: str) -> None:
    text = section("The trace, version 1") + section("Other methods")
    missing = set()
    for name in [METHODS[method].params.__name__, *replies(method)]:
        missing |= {each for each in members(name) if not re.search(rf'[`"]{each}[`"]', text)}
    # Settings are described in docs/lab.md.
    assert missing - members("Settings") == set()


def test_every_code_of_an_error_is_described() -> None:
    text = section("Errors")
    assert re.findall(r'"(\w+)"', text.split('"code": ')[1].split(",")[0]) == SCHEMAS["ErrorCode"]["enum"]
    assert members("ErrorReply") <= set(re.findall(r'"(\w+)"', text))


def test_the_default_settings_are_those_of_the_engine() -> None:
    def defaults(name: str) -> dict[str, Any]:
        described = SCHEMAS[name]["properties"].items()
        return {each: schema["default"] for each, schema in described if "default" in schema}

    assert {**defaults("Settings"), "data": defaults("Data")} == Settings().reply()


def test_a_schema_refers_to_types_that_there_are() -> None:
    references = set(re.findall(r"'\$ref': '(\w+)'", repr(SCHEMAS)))
    assert len(references) > 30
    assert references <= SCHEMAS.keys()


def test_a_named_type_keeps_its_name_where_it_has_a_description_of_its_own() -> None:
    assert SCHEMAS["FlowStep"]["properties"]["from"] == {"$ref": "NodeId", "description": "The result."}
