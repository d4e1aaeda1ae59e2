"""axe-core in the page: every violation of WCAG 2.2, levels A and AA, that a machine can find."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from tests.support.server import ROOT

AXE = ROOT / "node_modules/axe-core/axe.min.js"
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FIND = """async (tags) => {
  const { violations } = await axe.run(document, { runOnly: { type: "tag", values: tags } });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(" ")}: ${html.slice(0, 160)}`));
}"""


@cache
def source() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """What axe finds, one line each: the rule, its words, and the element."""
    # Evaluated rather than added as a script, which the page's security policy forbids.
    if not page.evaluate("'axe' in window"):
        page.evaluate(source())
    found: list[str] = page.evaluate(FIND, STANDARD)
    return found
