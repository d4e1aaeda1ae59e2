"""WCAG 2.2 AA as far as axe can tell: no violation in any state, in any look, on a desktop or a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.playground import Playground
from tests.browser.states import STATES, State
from tests.chromium import Faults

LOOKS = ("light", "dark", "projector")
NAMED = pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)


def in_look(page: Page, look: str) -> Playground:
    """The page as a reader of this look sees it: dark by the system's preference, projector by choice."""
    page.emulate_media(color_scheme="dark" if look == "dark" else "light", reduced_motion="reduce")
    playground = Playground(page)
    if look == "projector":
        page.get_by_label("Look").select_option(look)
    return playground.choose_example("The lecture's L")


@NAMED
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(page: Page, faults: Faults, look: str, state: State) -> None:
    if state.allow:
        faults.allow(state.allow)
    state.reach(in_look(page, look))
    assert violations(page) == []
