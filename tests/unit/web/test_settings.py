"""Tests of the settings: an invalid one is refused when the server starts, in one sentence that names it."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograd_playground.web.bundle import SettingsError
from autograd_playground.web.settings import Settings, range_of
from tests.support.server import ROOT

GIVEN = {
    "PLAYGROUND_RUNS": "2",
    "PLAYGROUND_WAITING": "0",
    "PLAYGROUND_READER_REQUESTS": "300",
    "PLAYGROUND_RUN_SECONDS": "7",
    "PLAYGROUND_RUN_MEGABYTES": "256",
    "PLAYGROUND_REPLY_MEGABYTES": "1",
    "PLAYGROUND_BODY_BYTES": "4096",
    "PLAYGROUND_BODY_SECONDS": "3",
    "PLAYGROUND_DRAW_SECONDS": "4",
    "PLAYGROUND_DRAW_MEGABYTES": "128",
    "PLAYGROUND_PICTURE_MEGABYTES": "0",
    "PLAYGROUND_ADDRESS": "https://play.example/",
    "PLAYGROUND_EMBEDDERS": "https://a.example https://*.b.example",
    "PLAYGROUND_PROXIES": "127.0.0.1,10.0.0.0/8,::1",
    "PLAYGROUND_ACCESS_LOG": "1",
    "PLAYGROUND_METRICS": "1",
}


@pytest.fixture
def environment(bundle: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """The environment of a server with the tests' bundle and no other setting."""
    monkeypatch.setenv("PLAYGROUND_STATIC", str(bundle))
    return monkeypatch


def test_every_setting_is_read_from_the_environment(bundle: Path, environment: pytest.MonkeyPatch) -> None:
    for variable, text in GIVEN.items():
        environment.setenv(variable, text)
    assert Settings.from_environment().model_dump() == {
        "runs": 2,
        "waiting": 0,
        "reader_requests": 300,
        "run_seconds": 7,
        "run_megabytes": 256,
        "reply_megabytes": 1,
        "body_bytes": 4096,
        "body_seconds": 3,
        "draw_seconds": 4,
        "draw_megabytes": 128,
        "picture_megabytes": 0,
        "static": bundle,
        "address": "https://play.example/",
        "embedders": "https://a.example https://*.b.example",
        "proxies": "127.0.0.1,10.0.0.0/8,::1",
        "access_log": True,
        "metrics": True,
    }


def test_an_environment_without_settings_gives_the_defaults(bundle: Path, environment: pytest.MonkeyPatch) -> None:
    assert Settings.from_environment() == Settings(static=bundle)
    assert {name for name, field in Settings.model_fields.items() if field.is_required()} == set()


@pytest.mark.parametrize(
    ("variable", "text", "sentence"),
    [
        ("PLAYGROUND_RUNS", "0", "PLAYGROUND_RUNS is 0; it must be between 1 and 64."),
        ("PLAYGROUND_RUNS", "many", "PLAYGROUND_RUNS is 'many'; it must be a whole number."),
        ("PLAYGROUND_RUNS", "", "PLAYGROUND_RUNS is ''; it must be a whole number."),
        ("PLAYGROUND_BODY_BYTES", "1e6", "PLAYGROUND_BODY_BYTES is '1e6'; it must be a whole number."),
        ("PLAYGROUND_DRAW_SECONDS", "-1", "PLAYGROUND_DRAW_SECONDS is -1; it must be between 1 and 60."),
        ("PLAYGROUND_METRICS", "perhaps", "PLAYGROUND_METRICS is 'perhaps'; it must be 1 or 0."),
        (
            "PLAYGROUND_PROXIES",
            "*",
            "PLAYGROUND_PROXIES is '*'; it must be addresses or networks with commas between them, as in "
            "'127.0.0.1,10.0.0.0/8'.",
        ),
        ("PLAYGROUND_STATIC", "/nowhere", "/nowhere holds no app.js; run make build, or set PLAYGROUND_STATIC."),
    ],
)
def test_a_bad_setting_is_named(environment: pytest.MonkeyPatch, variable: str, text: str, sentence: str) -> None:
    environment.setenv(variable, text)
    with pytest.raises(SettingsError) as caught:
        Settings.from_environment()
    assert str(caught.value) == sentence


def test_a_misspelt_setting_is_not_ignored(environment: pytest.MonkeyPatch) -> None:
    environment.setenv("PLAYGROUND_RUN", "2")
    with pytest.raises(SettingsError, match=r"^PLAYGROUND_RUN is no setting; the settings are PLAYGROUND_RUNS, "):
        Settings.from_environment()


def test_every_setting_is_documented_with_its_default_and_range() -> None:
    table = (ROOT / "docs" / "serving.md").read_text()
    rows = {
        cells[1].strip(" `"): cells for cells in (line.split("|") for line in table.splitlines()) if len(cells) == 7
    }
    for name, field in Settings.model_fields.items():
        row = rows[f"PLAYGROUND_{name.upper()}"]
        if limits := range_of(name):
            assert [int(cell) for cell in row[2:5]] == [field.default, *limits]


@pytest.mark.parametrize("sites", ["", "*; script-src *", "https://a.example\nX: y", "a,b", "'self'", "https://a  b"])
def test_sites_that_would_say_more_than_sites_are_refused(bundle: Path, sites: str) -> None:
    with pytest.raises(SettingsError, match=r"^PLAYGROUND_EMBEDDERS is .*; it must be sites with a space between them"):
        Settings(static=bundle, embedders=sites)
