"""Tests of the settings: an invalid one is refused when the server starts, in one sentence that names it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from autograd_playground.web.settings import RANGES, Settings, SettingsError
from tests.support.server import ROOT


def test_every_setting_is_read_from_the_environment(bundle: Path) -> None:
    environment = {
        "PLAYGROUND_RUNS": "2",
        "PLAYGROUND_WAITING": "0",
        "PLAYGROUND_BODY_BYTES": "4096",
        "PLAYGROUND_BODY_SECONDS": "3",
        "PLAYGROUND_DRAW_SECONDS": "4",
        "PLAYGROUND_DRAW_MEGABYTES": "128",
        "PLAYGROUND_PICTURE_MEGABYTES": "0",
        "PLAYGROUND_STATIC": str(bundle),
        "PLAYGROUND_ADDRESS": "https://play.example/",
        "PLAYGROUND_EMBEDDERS": "https://a.example https://*.b.example",
        "PATH": "/usr/bin",
    }
    assert Settings.from_environment(environment) == Settings(
        2, 0, 4096, 3, 4, 128, 0, bundle, "https://play.example/", "https://a.example https://*.b.example"
    )


def test_an_empty_environment_gives_the_defaults(bundle: Path) -> None:
    assert Settings.from_environment({"PLAYGROUND_STATIC": str(bundle)}) == Settings(static=bundle)


@pytest.mark.parametrize(
    ("variable", "text", "sentence"),
    [
        ("PLAYGROUND_RUNS", "0", "PLAYGROUND_RUNS is 0; it must be between 1 and 64."),
        ("PLAYGROUND_RUNS", "many", "PLAYGROUND_RUNS is 'many'; it must be a whole number."),
        ("PLAYGROUND_RUNS", "", "PLAYGROUND_RUNS is ''; it must be a whole number."),
        ("PLAYGROUND_BODY_BYTES", "1e6", "PLAYGROUND_BODY_BYTES is '1e6'; it must be a whole number."),
        ("PLAYGROUND_DRAW_SECONDS", "-1", "PLAYGROUND_DRAW_SECONDS is -1; it must be between 1 and 60."),
        ("PLAYGROUND_STATIC", "/nowhere", "/nowhere holds no app.js; run make build, or set PLAYGROUND_STATIC."),
    ],
)
def test_a_bad_setting_is_named(bundle: Path, variable: str, text: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment({"PLAYGROUND_STATIC": str(bundle), variable: text})
    assert str(caught.value) == sentence


def test_a_misspelt_setting_is_not_ignored(bundle: Path) -> None:
    with pytest.raises(SettingsError, match=r"^PLAYGROUND_RUN is no setting; the settings are PLAYGROUND_RUNS, "):
        Settings.from_environment({"PLAYGROUND_STATIC": str(bundle), "PLAYGROUND_RUN": "2"})


def test_every_setting_is_documented_with_its_default_and_range() -> None:
    table = (ROOT / "docs" / "serving.md").read_text()
    rows = {
        cells[1].strip(" `"): cells for cells in (line.split("|") for line in table.splitlines()) if len(cells) == 7
    }
    for field in fields(Settings):
        row = rows[f"PLAYGROUND_{field.name.upper()}"]
        if field.name in RANGES:
            assert [int(cell) for cell in row[2:5]] == [field.default, *RANGES[field.name]]


@pytest.mark.parametrize("sites", ["", "*; script-src *", "https://a.example\nX: y", "a,b", "'self'", "https://a  b"])
def test_sites_that_would_say_more_than_sites_are_refused(bundle: Path, sites: str) -> None:
    with pytest.raises(SettingsError, match=r"^PLAYGROUND_EMBEDDERS is .*; it must be sites with a space between them"):
        Settings(static=bundle, embedders=sites)
