"""Page object of the playground: what a learner can read on the page and do with it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect


def step_in_the_first_block(page: Page) -> None:
    """Scroll to the first block of a lesson, and step its player from its start to its first step."""
    block = page.locator("autograd-playground").first
    block.scroll_into_view_if_needed()
    frame = block.locator("iframe").content_frame
    expect(frame.locator(".transport-place")).to_contain_text("step 0 of ")
    frame.get_by_role("button", name="Next", exact=True).click()
    expect(frame.locator(".transport-place")).to_contain_text("step 1 of ")


def menu(page: Page, name: str) -> Locator:
    """The open popover of a menu, such as "practice"; opens it if it is closed."""
    popover = page.locator(f"#{name}")
    if not popover.is_visible():
        page.locator(f"[popovertarget={name}]").click()
    return popover


def practice(page: Page, name: str) -> Locator:
    """A switch of the menu Practice, which is open then."""
    return menu(page, "practice").get_by_role("button", name=name, exact=True, include_hidden=True)


def tool_tab(page: Page, name: str) -> Locator:
    """A tab below the graph; opens the menu More if it is there."""
    if name in ("Check all", "In PyTorch, JAX", "Compiled", "Beside its pieces"):
        return menu(page, "more-tools").get_by_role("button", name=name, exact=True)
    return page.locator(".act-tabs").get_by_role("button", name=name, exact=True)


class Playground:
    def __init__(self, page: Page, visit: bool = True) -> None:
        self.page = page
        if visit:
            page.goto("./")
            expect(self.transport).to_be_visible()

    # locators and checks

    @property
    def transport(self) -> Locator:
        return self.page.locator("transport-bar")

    @property
    def position(self) -> Locator:
        """The number of the current step and its phase, in the transport bar."""
        return self.page.locator(".transport-place")

    @property
    def step(self) -> Locator:
        return self.page.locator("step-panel")

    @property
    def order(self) -> Locator:
        return self.page.locator("order-panel")

    @property
    def status(self) -> Locator:
        return self.page.locator("status-line")

    @property
    def text(self) -> Locator:
        """The lines of the editor."""
        return self.page.locator("code-editor .cm-content")

    @property
    def highlight(self) -> Locator:
        """The characters of the current step."""
        return self.page.locator("code-editor .step-text")

    def cell(self, name: str, field: str) -> Locator:
        """The cell of the table with the data or grad of the value called `name`."""
        row = self.page.locator("values-table tbody tr").filter(
            has=self.page.locator("th button").get_by_text(name, exact=True)
        )
        return row.locator("td.number").nth(("data", "grad").index(field))

    def values(self) -> list[str]:
        """The text of each row of the table."""
        return self.page.locator("values-table tbody tr").all_text_contents()

    def inline_values(self, field: str) -> Locator:
        """The data or grad values that the editor shows beside its lines."""
        return self.page.locator(f"code-editor .value-{field} .value")

    def at(self, position: int) -> None:
        """Check that this many steps have been taken."""
        expect(self.position).to_contain_text(f"step {position} of ")

    # actions

    def press(self, *keys: str) -> Playground:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def button(self, name: str) -> Locator:
        return self.transport.get_by_role("button", name=name, exact=True)

    def in_every_detail(self) -> Playground:
        """Step through the search too, and count positions."""
        self.page.get_by_label("Go by").select_option(label="every detail")
        return self

    def show_formula_and_code(self) -> Playground:
        """Open both at the present step; they stay open."""
        for name in ("Show the formula", "Show the code"):
            self.step.get_by_role("button", name=name).click()
        return self

    def show_values(self) -> Locator:
        """Switch to the table of values, which shares its corner with the leaves."""
        self.page.locator(".corner-tabs").get_by_role("button", name="Values", exact=True).click()
        return self.page.locator("values-table")

    def choose_example(self, title: str) -> Playground:
        chooser = self.page.get_by_label("Example")
        if not chooser.is_visible():  # on a phone it belongs to the code
            self.page.get_by_role("navigation", name="Panels").get_by_role("button", name="Code").click()
        chooser.select_option(label=title)
        return self.answered()

    def answered(self) -> Playground:
        """Wait until the back end has answered every request."""
        expect(self.page.locator("app-shell")).to_have_attribute("aria-busy", "false")
        return self

    def write(self, program: str) -> Playground:
        """Replace the text by typing over it."""
        self.text.click()
        self.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(program)
        return self

    def leave_editor(self) -> Playground:
        self.text.evaluate("element => element.blur()")
        return self

    def settings(self) -> Playground:
        """Open the menu with the settings of the page, if it is not open."""
        menu(self.page, "settings")
        return self

    def run_in(self, backend: str) -> Playground:
        self.settings().page.get_by_role("radio", name=backend).check(force=True)
        return self.press("Escape")

    def choose_level(self, level: str) -> Playground:
        self.settings().page.get_by_label("Level of detail").select_option(level)
        return self.press("Escape")

    def choose_look(self, look: str) -> Playground:
        self.settings().page.get_by_label("Look").select_option(look)
        return self.press("Escape")


def scrolls(page: Page) -> dict[str, bool]:
    """Whether the document can be scrolled, sideways and downwards."""
    return {
        "sideways": page.evaluate("document.documentElement.scrollWidth > innerWidth"),
        "downwards": page.evaluate("document.documentElement.scrollHeight > innerHeight"),
    }


NO_SCROLLING = {"sideways": False, "downwards": False}
