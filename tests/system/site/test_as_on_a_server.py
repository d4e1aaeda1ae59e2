"""Browser tests that also run on the static site: those that depend on the addresses of Python, links and embeds.

What else tests/browser asserts is not asserted again: the site serves the same bundle (test_addresses.py), and
the lessons, the gallery and Python's boot on it are in test_static_site.py.
"""

from __future__ import annotations

from tests.browser.conftest import course
from tests.browser.embed.test_embed import test_open_in_the_playground_carries_the_readers_edits_along
from tests.browser.embed.test_embed_protocol import test_an_element_has_methods_and_events
from tests.browser.embed.test_embeds_together import (
    test_twenty_embeds_on_a_page_step_together_and_use_one_python,
    without_server,
)
from tests.browser.playground.test_editing import test_what_is_typed_is_drawn_and_shown_at_its_end
from tests.browser.playground.test_links import (
    clipboard,
    test_a_shared_link_opens_elsewhere_at_the_same_text_step_and_level,
)
from tests.browser.playground.test_stepping import lecture, test_arrows_go_on_and_back_one_step

__all__ = [
    "clipboard",
    "course",
    "lecture",
    "test_a_shared_link_opens_elsewhere_at_the_same_text_step_and_level",
    "test_an_element_has_methods_and_events",
    "test_arrows_go_on_and_back_one_step",
    "test_open_in_the_playground_carries_the_readers_edits_along",
    "test_twenty_embeds_on_a_page_step_together_and_use_one_python",
    "test_what_is_typed_is_drawn_and_shown_at_its_end",
    "without_server",
]
