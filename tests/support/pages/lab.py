"""Page object of the lab: what a learner can read on the page and do with it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from autograd_playground.web.link import fragment


class Lab:
    def __init__(self, page: Page, path: str = "./lab", **link: Any) -> None:
        """Open the lab; `link` is the state in the URL's fragment, by the keys of a link."""
        self.page = page
        page.goto(f"{path}#{fragment(link)}" if link else path)
        self.wait_idle()

    # locators and checks

    @property
    def status(self) -> Locator:
        return self.page.locator(".lab-status")

    @property
    def rows(self) -> Locator:
        """The rows of the table of points."""
        return self.page.locator("lab-samples tbody tr")

    def readout(self, name: str) -> Locator:
        """A number of the readout: its step, loss or accuracy."""
        return self.page.locator(f"lab-readout [data-name={name}]")

    def losses(self) -> list[float]:
        """The current loss of each run, with all digits."""
        return [float(each) for each in (self.readout("loss").get_attribute("title") or "").split(" | ")]

    def at(self, step: int) -> Lab:
        """Wait until this many updates have been made and the page is idle."""
        expect(self.readout("step")).to_have_text(str(step))
        return self.wait_idle()

    def wait_idle(self) -> Lab:
        """Wait until no request is pending and no training runs."""
        page = self.page.locator("lab-page")
        expect(page).to_have_attribute("aria-busy", "false")
        expect(page).to_have_attribute("data-training", "rests")
        expect(self.readout("step")).not_to_be_empty()
        return self

    # actions

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def press(self, *names: str) -> Lab:
        for name in names:
            self.button(name).click()
        return self

    def steps(self, count: int) -> Lab:
        for _ in range(count):
            self.button("Step").click()
        return self

    def fill(self, label: str, value: object) -> Lab:
        """Fill in the field with this label, and leave it, which applies the value."""
        field = self.page.get_by_label(label, exact=True)
        field.fill(str(value))
        field.blur()
        return self

    def select(self, label: str, option: str) -> Lab:
        self.page.get_by_label(label, exact=True).select_option(label=option)
        return self

    def paste(self, table: str) -> Locator:
        """Open the paste dialogue and fill in this table."""
        self.button("Paste …").click()
        dialogue = self.page.get_by_role("dialog")
        dialogue.get_by_label("Table of points").fill(table)
        return dialogue
