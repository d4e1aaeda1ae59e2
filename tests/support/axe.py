"""Accessibility checks by axe-core: violations of WCAG 2.2, levels A and AA, as far as a machine can find them."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from tests.support.server import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_LOOK = ["color-contrast", "target-size", "scrollable-region-focusable"]
FIND = """async (runOnly) => {
  const { violations } = await axe.run(document, { runOnly });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(" ")}: ${html.slice(0, 160)}`));
}"""


@cache
def source() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """The violations that axe finds, one line each: the rule, its description and the element."""
    return _found(page, {"type": "tag", "values": STANDARD})


def violations_of_look(page: Page) -> list[str]:
    """The violations that another theme or viewport can cause on a page without any."""
    return _found(page, {"type": "rule", "values": OF_LOOK})


def _found(page: Page, only: dict[str, object]) -> list[str]:
    # Evaluated rather than added as a script, which the page's security policy forbids.
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    found: list[str] = page.evaluate(FIND, only)
    return found
