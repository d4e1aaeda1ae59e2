"""The lab as a learner sees it: what can be read on the page, and what can be done to it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page, expect

from autograd_playground.web.link import fragment


class Lab:
    def __init__(self, page: Page, place: str = "./lab", **link: Any) -> None:
        """`link` is what the address says of the training, by the keys of a link."""
        self.page = page
        page.goto(f"{place}#{fragment(link)}" if link else place)
        self.rests()

    # what can be read

    @property
    def status(self) -> Locator:
        return self.page.locator(".lab-status")

    @property
    def rows(self) -> Locator:
        """Of the table of points."""
        return self.page.locator("lab-samples tbody tr")

    def number(self, name: str) -> Locator:
        return self.page.locator(f"lab-readout [data-name={name}]")

    def losses(self) -> list[float]:
        """The present loss of each run, all digits."""
        return [float(each) for each in (self.number("loss").get_attribute("title") or "").split(" | ")]

    def at(self, step: int) -> Lab:
        """Wait until this many updates have been made, and nothing is under way."""
        expect(self.number("step")).to_have_text(str(step))
        return self.rests()

    def rests(self) -> Lab:
        page = self.page.locator("lab-page")
        expect(page).to_have_attribute("aria-busy", "false")
        expect(page).to_have_attribute("data-training", "rests")
        expect(self.number("step")).not_to_be_empty()
        return self

    # what can be done

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

    def set(self, label: str, value: object) -> Lab:
        field = self.page.get_by_label(label, exact=True)
        field.fill(str(value))
        field.blur()
        return self

    def choose(self, label: str, option: str) -> Lab:
        self.page.get_by_label(label, exact=True).select_option(label=option)
        return self

    def paste(self, table: str) -> Locator:
        """The dialogue with this table in it."""
        self.button("Paste …").click()
        dialogue = self.page.get_by_role("dialog")
        dialogue.get_by_label("Table of points").fill(table)
        return dialogue
