"""Tests of the compiled panel: its instructions, its WebAssembly, and the lines of the current step."""

from __future__ import annotations

import re
from pathlib import Path

import wasmtime
from playwright.sync_api import Locator, Page, expect

from autograd_playground.engine.service import api
from tests.support.cases import LECTURE as LECTURE_SOURCE
from tests.support.chromium import Faults
from tests.support.pages.playground import Playground, scrolls, tool_tab

LECTURE = "The lecture's L"
MANY = "x = Value(0.5)\ny = Value(0.1)\nfor k in range(300):\n    x = x*y\n    y = y + x\ny.backward()\n"


class Compiled(Playground):
    """The playground with the compiled panel open."""

    def __init__(self, page: Page, example: str = LECTURE) -> None:
        super().__init__(page)
        self.choose_example(example)
        self.open()

    def open(self) -> None:
        tool_tab(self.page, "Compiled").click()
        expect(self.program.locator(".line").first).to_be_visible()

    @property
    def summary(self) -> Locator:
        return self.page.locator(".compiled-words")

    @property
    def program(self) -> Locator:
        return self.page.get_by_role("listbox", name="Program", exact=True)

    @property
    def wat(self) -> Locator:
        return self.page.get_by_role("listbox", name="WebAssembly", exact=True)

    def expect_marked(self, listing: Locator, lines: list[str]) -> None:
        """Check which lines are marked; the notes beside them are not compared."""
        expect(listing.locator("[aria-current=step] code")).to_have_text(lines)

    def line(self, text: str) -> Locator:
        return self.program.locator(".line").filter(has=self.page.get_by_text(text, exact=True))


def test_nothing_is_compiled_until_the_panel_is_opened(page: Page) -> None:
    urls: list[str] = []
    page.on("request", lambda request: urls.append(request.url))
    playground = Playground(page)
    playground.choose_example(LECTURE)
    playground.press("End")
    assert not [url for url in urls if url.endswith("api/compile")]
    with page.expect_request(re.compile("api/compile$")):
        tool_tab(page, "Compiled").click()


def test_the_program_and_its_webassembly_are_counted_and_listed(page: Page) -> None:
    size = api.handle({"method": "compile", "params": {"source": LECTURE_SOURCE}})["bytes"]
    compiled = Compiled(page)
    expect(compiled.summary).to_contain_text(
        f"26 instructions: forward, backward, update. {size} bytes of WebAssembly."
    )
    expect(compiled.program.get_by_text("%4 = * %0 %1", exact=True)).to_be_visible()
    expect(compiled.line("%4 = * %0 %1").locator(".line-note")).to_have_text("e")


def test_the_text_opens_at_its_first_instruction(page: Page) -> None:
    compiled = Compiled(page, "micrograd's README")
    expect(compiled.wat.locator("[data-node]").first).to_be_in_viewport()
    expect(compiled.wat.get_by_text("(module")).not_to_be_visible()


def test_a_forward_step_marks_the_instructions_of_its_value_in_both_listings(page: Page) -> None:
    compiled = Compiled(page)
    compiled.press("Home", *["ArrowRight"] * 4)
    expect(compiled.summary).to_contain_text("1 instruction computes e.")
    compiled.expect_marked(compiled.program, ["%4 = * %0 %1"])
    compiled.expect_marked(compiled.wat, ["f64.mul", "local.set $4"])
    expect(compiled.wat.locator("[aria-current=step]").first).to_be_in_viewport()


def test_a_contribution_marks_its_product_and_its_sum(page: Page) -> None:
    compiled = Compiled(page)
    compiled.press("End")
    expect(compiled.summary).to_contain_text("3 instructions are the contribution of e to b.")
    compiled.expect_marked(compiled.program, ["%8 = gradient 1", "%15 = * %3 %0", "%16 = + %8 %15"])


def test_the_first_gradient_and_the_order_say_why_nothing_is_marked(page: Page) -> None:
    compiled = Compiled(page)
    compiled.press("2")
    expect(compiled.summary).to_contain_text("The compiler has sorted the values")
    compiled.expect_marked(compiled.program, [])
    compiled.press("3")
    expect(compiled.summary).to_contain_text("The gradient of L is 1, and multiplying by 1 is left out.")


def test_an_update_marks_the_instructions_that_move_the_leaf(page: Page) -> None:
    compiled = Compiled(page, LECTURE)
    compiled.write("a = Value(3.0)\nb = a * a\nb.backward()\na.data -= 0.1 * a.grad")
    compiled.leave_editor().press("End")
    expect(compiled.summary).to_contain_text("2 instructions move a by −rate times its gradient.")
    compiled.expect_marked(compiled.program, ["%6 = * %5 %4", "%7 = - %0 %6"])


def test_an_edit_is_compiled_anew(page: Page) -> None:
    compiled = Compiled(page)
    compiled.write("a = Value(3.0)\nb = a.exp()\nb.backward()")
    expect(compiled.program.get_by_text("= exp %0")).to_be_visible()


def test_an_instruction_leads_to_its_value_in_the_graph(page: Page) -> None:
    compiled = Compiled(page)
    compiled.press("End")
    compiled.line("%4 = * %0 %1").hover()
    expect(page.locator("#n3")).to_have_class(re.compile(r"\bpointed\b"))
    compiled.line("%4 = * %0 %1").click()
    expect(page.locator("#n3")).to_have_class(re.compile(r"\bselected\b"))


def test_the_listings_can_be_walked_with_the_keyboard(page: Page) -> None:
    compiled = Compiled(page)
    compiled.press("End")
    compiled.program.focus()
    compiled.press("Home", "ArrowDown", "ArrowDown", "ArrowUp")
    expect(compiled.program.locator("[aria-selected=true] code")).to_have_text("%1 = parameter 1")
    expect(page.locator("#n1")).to_have_class(re.compile(r"\bpointed\b"))
    compiled.press("Enter")
    expect(page.locator("#n1")).to_have_class(re.compile(r"\bselected\b"))
    compiled.press("End")
    expect(compiled.program.locator("[aria-selected=true] code")).to_have_text("%25 = - %3 %24")
    active = compiled.program.get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_be_in_viewport()


def test_only_the_visible_ones_of_thousands_of_lines_are_rendered(page: Page) -> None:
    compiled = Compiled(page)
    compiled.write(MANY)
    expect(compiled.summary).to_contain_text(re.compile(r"1,\d\d\d instructions"))
    compiled.leave_editor().press("End")
    expect(compiled.wat.locator("[aria-current=step]").first).to_be_in_viewport()
    assert compiled.wat.locator(".line").count() < 100
    assert int(compiled.wat.locator(".line").first.get_attribute("aria-setsize") or 0) > 5_000


def test_the_saved_files_are_the_module(page: Page, tmp_path: Path) -> None:
    Compiled(page)
    files = {}
    for name in ("Save .wat", "Save .wasm"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name, exact=True).click()
        files[download.value.suggested_filename] = tmp_path / download.value.suggested_filename
        download.value.save_as(files[download.value.suggested_filename])
    assert files.keys() == {"L.wat", "L.wasm"}
    engine = wasmtime.Engine()
    exports = [export.name for export in wasmtime.Module(engine, files["L.wasm"].read_bytes()).exports]
    again = wasmtime.Module(engine, bytes(wasmtime.wat2wasm(files["L.wat"].read_text())))
    assert [export.name for export in again.exports] == exports == ["memory", "backward", "update", "step"]
    expect(page.get_by_text("L.wasm is saved.")).to_be_visible()


def test_a_program_that_cannot_be_compiled_gets_the_reason(page: Page, faults: Faults) -> None:
    faults.allow("status of 422")
    compiled = Compiled(page)
    compiled.write("a = Value(2.0)\nb = a * 3\na.data = 5.0\nc = b * a\nc.backward()")
    expect(page.locator("compiled-panel")).to_contain_text("the program assigns data after it is computed")


def test_an_empty_program_is_not_sent_to_be_compiled(page: Page) -> None:
    compiled = Compiled(page)
    compiled.write("")
    expect(page.locator("compiled-panel")).to_have_text(
        "There is nothing to compile yet: type an expression, or choose an example."
    )


def test_the_browser_compiles_the_same(page: Page) -> None:
    compiled = Compiled(page)
    compiled.press("End")
    compiled.run_in("browser").answered()
    compiled.write("a = Value(2.0)\nb = tanh(a)\nb.backward()").leave_editor().press("End")
    expect(compiled.program.get_by_text("= tanh %0")).to_be_visible()
    expect(compiled.summary).to_contain_text("are the contribution of b to a.")


def test_a_phone_shows_it_below_the_graph_without_scrolling_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    playground = Playground(page)
    page.get_by_role("button", name="Try", exact=True).click()
    tool_tab(page, "Compiled").click()
    listing = page.get_by_role("listbox", name="Program", exact=True)
    expect(listing.locator(".line").first).to_be_visible()
    assert not scrolls(page)["sideways"]
    playground.press("End")
    expect(listing.locator("[aria-current=step]").first).to_be_visible()
