"""Tests of the lab's back ends, the server and the browser, on its own page and in frames of other sites."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from autograd_playground.web.link import fragment
from tests.browser.lab.test_lab import FIRST
from tests.support.chromium import Faults
from tests.support.other_site import Site
from tests.support.pages.embed import strict_policy
from tests.support.pages.lab import Lab
from tests.support.trainings import LECTURE


def test_the_browser_compiles_the_same_numbers_as_the_server(page: Page) -> None:
    settings = {**LECTURE, "optimiser": "momentum", "seed": 5}
    lab = Lab(page, settings=settings, step=15)
    lab.at(15)
    losses = lab.losses()
    page.goto("about:blank")
    lab = Lab(page, settings=settings, step=15, **{"in": "browser"})
    expect(lab.status).to_contain_text("compiled by the browser")
    lab.at(15)
    assert lab.losses() == losses


def test_the_first_training_sends_no_request(page: Page) -> None:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    Lab(page).steps(3).at(3)
    assert not [url for url in urls if "/api/" in url or "pyodide" in url]


def test_a_network_too_large_for_the_server_is_compiled_in_the_browser(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    lab = Lab(page).steps(2).at(2).fill("Neurons of layer 1", 64).fill("Neurons of layer 2", 64)
    expect(lab.status).to_contain_text("4,417 parameters; the server compiles up to")
    lab.steps(1).at(3)  # the demo is still there
    lab.press("Compile in the browser")
    expect(lab.status).to_contain_text("4,417 parameters")
    expect(lab.status).to_contain_text("compiled by the browser")
    lab.at(0).steps(1).at(1)


def test_a_trainer_worker_that_does_not_start_is_reported(page: Page, faults: Faults) -> None:
    faults.allow("ERR_FAILED")
    page.route("**/trainer-worker.js", lambda route: route.abort())
    page.goto("./lab")
    expect(page.locator(".lab-status")).to_contain_text("The worker that trains did not start")


@pytest.mark.parametrize("sandbox", [None, "allow-scripts allow-same-origin", "allow-scripts"])
def test_in_a_frame_of_a_strict_page_it_trains_too(page: Page, server: str, course: Site, sandbox: str | None) -> None:
    attribute = "" if sandbox is None else f' sandbox="{sandbox}"'
    link = fragment({"settings": LECTURE, "step": 2})
    frame = f'<iframe{attribute} title="Lab" width="100%" height="640" src="{server}/embed/lab/#{link}"></iframe>'
    page.goto(course.shows(frame, strict_policy(server)))
    embed = page.frame_locator("iframe")
    step = embed.locator("lab-readout [data-name=step]")
    expect(step).to_have_text("2")
    embed.get_by_role("button", name="Step", exact=True).click()
    expect(step).to_have_text("3")
    expect(embed.get_by_role("link", name="Open in the lab")).to_be_visible()
    expect(embed.locator("lab-bar")).to_have_count(0)
    sideways = "document.documentElement.scrollWidth > innerWidth"
    assert [each.evaluate(sideways) for each in page.frames] == [False, False]


def test_the_embed_code_of_the_dialogue_shows_the_same_training(page: Page, course: Site) -> None:
    Lab(page, settings=LECTURE, step=4).at(4).press("Embed")
    snippet = page.get_by_role("dialog").get_by_label("Embed").input_value()
    page.goto(course.shows(snippet))
    expect(page.frame_locator("iframe").locator("lab-readout [data-name=step]")).to_have_text("4")


def test_an_invalid_link_is_reported_and_the_demo_is_shown(page: Page) -> None:
    page.goto("./lab#1.AAAA")
    expect(page.locator(".lab-status")).to_contain_text("This link cannot be read: it is cut off or damaged.")
    lab = Lab(page, settings=LECTURE)
    page.goto(f"./lab#{fragment({'settings': {'layers': [3]}})}")
    expect(lab.status).to_contain_text("13 parameters")
    assert lab.wait_idle().losses() != [FIRST]
