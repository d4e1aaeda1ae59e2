"""Tests of the user's own points in the lab: pasted rows, files, and errors by row."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.support.chromium import Faults
from tests.support.pages.lab import Lab

TABLE = "height, weight, tall\n1.62, 0.55, 0\n1.91, 0.85, 1\n1.55, 0.5, 0\n1.88, 0.8, 1\n"


def paste_from_the_clipboard(lab: Lab, rows: list[str]) -> Locator:
    lab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    lab.page.evaluate("text => navigator.clipboard.writeText(text)", "\n".join(rows))
    lab.press("Paste …")
    lab.page.keyboard.press("ControlOrMeta+a")
    lab.page.keyboard.press("ControlOrMeta+v")
    return lab.page.get_by_role("dialog")


def test_a_pasted_table_becomes_the_points(page: Page) -> None:
    lab = Lab(page)
    dialogue = lab.paste(TABLE)
    expect(dialogue).to_contain_text("4 points of 2 numbers each. The first line names the columns.")
    dialogue.get_by_role("button", name="Use these points").click()
    expect(dialogue).to_be_hidden()
    expect(lab.status).to_contain_text("4 points")
    expect(page.get_by_label("Points", exact=True).locator("option:checked")).to_have_text("your own")
    lab.wait_idle().steps(2).at(2)


def test_each_invalid_row_is_named_and_the_text_stays(page: Page) -> None:
    lab = Lab(page)
    dialogue = lab.paste("1,2,1\n1,two,1\n1,2,3\n3,4,-1")
    expect(dialogue.get_by_role("listitem")).to_have_text(
        [re.compile("Row 2: “two” in column 2 is not a number"), re.compile("Row 3: The label is 3")]
    )
    expect(dialogue.get_by_role("button", name="Use these points")).to_be_disabled()
    dialogue.get_by_role("button", name="Row 3").click()
    assert page.evaluate("getSelection().toString()") == "1,2,3"
    dialogue.get_by_role("button", name="Cancel").click()
    lab.button("Paste …").click()
    expect(dialogue.get_by_label("Table of points")).to_have_value("1,2,1\n1,two,1\n1,2,3\n3,4,-1")
    dialogue.get_by_label("Table of points").fill("1,2,1\n3,4,-1")
    expect(dialogue.get_by_role("listitem")).to_have_count(0)
    expect(dialogue.get_by_role("button", name="Use these points")).to_be_enabled()


def test_ten_thousand_rows_train_and_one_more_is_refused(page: Page) -> None:
    lab = Lab(page)
    rows = [f"{i / 5000 - 1:.4f},{(i * 7 % 1000) / 500 - 1:.3f},{1 if i % 2 else -1}" for i in range(10_000)]
    dialogue = paste_from_the_clipboard(lab, [*rows, rows[0]])
    expect(dialogue).to_contain_text("These are 10,001 rows, and 10,000 are allowed.")
    dialogue.get_by_role("button", name="Cancel").click()
    paste_from_the_clipboard(lab, rows)
    dialogue.get_by_role("button", name="Use these points").click()
    expect(lab.status).to_contain_text("10,000 points")
    lab.wait_idle().fill("Batch (0: all)", 50)
    expect(lab.status).to_contain_text("10,000 points")
    lab.wait_idle().press("Step")
    expect(lab.readout("step")).to_have_text("1 · epoch 0")
    lab.press("Share")
    expect(lab.status).to_contain_text("more than an address holds")


def test_a_file_is_read_and_three_inputs_are_a_table(page: Page) -> None:
    lab = Lab(page).press("Paste …")
    dialogue = page.get_by_role("dialog")
    content = b"1;0;1;1\n0;1;0;-1\n1;1;1;1\n"
    dialogue.locator("input[type=file]").set_input_files(
        {"name": "rows.csv", "mimeType": "text/csv", "buffer": content}
    )
    expect(dialogue).to_contain_text("3 points of 3 numbers each")
    dialogue.get_by_role("button", name="Use these points").click()
    expect(lab.rows).to_have_count(3)
    expect(page.locator("lab-surface")).to_have_count(0)


def test_a_failed_compilation_is_reported_and_the_old_run_stays(page: Page, faults: Faults) -> None:
    lab = Lab(page).steps(2).at(2)
    page.route("**/api/lab", lambda route: route.abort())
    faults.allow("ERR_FAILED")
    lab.select("Activation", "tanh")
    expect(lab.status).to_contain_text("The server does not answer")
    lab.steps(1)
    expect(lab.readout("step")).to_have_text("3")
    page.unroute("**/api/lab")
    lab.press("Try again")
    expect(lab.status).to_contain_text("compiled by the server")
    lab.at(0)
