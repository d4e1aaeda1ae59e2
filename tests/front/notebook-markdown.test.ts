// Markdown of text cells: what becomes an element, and what stays text because it could do something.

import { render } from "lit";
import { markdown } from "../../static/src/notebook/cell/markdown.js";
import { assert, equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

const PICTURE = "data:image/png;base64,iVBORw0KGgo=";

function rendered(text: string, attachment: (name: string) => string | null = () => null): HTMLElement {
  const host = document.createElement("div");
  render(markdown(text, attachment), host);
  return host;
}

test("headings, lists, tables, code and emphasis become elements", () => {
  const host = rendered("# One\n\n## Two\n\n- a\n- **b**\n\n```\ncode\n```\n\n| x | y |\n| - | - |\n| 1 | 2 |");
  equal(host.querySelector("h2")?.textContent, "One");
  equal(host.querySelector("h3")?.textContent, "Two");
  equal(host.querySelectorAll("li").length, 2);
  equal(host.querySelector("strong")?.textContent, "b");
  equal(host.querySelector("pre code")?.textContent, "code");
  equal(host.querySelectorAll("td").length, 2);
});

test("formulas become MathML, and prices stay text", () => {
  const host = rendered("$x_1 * y_1 * z$ costs $5 or $6");
  equal(host.querySelectorAll("math").length, 1);
  equal(host.querySelectorAll("em").length, 0);
  assert(host.textContent!.includes("$5 or $6"), host.textContent!);
});

test("a formula stays in its line, and one between double signs has a line of its own", () => {
  const host = rendered("The square $x^2$ and the sum $a + b$ stay.\n\n$$\\frac{a}{b}$$");
  const [square, sum, fraction] = host.querySelectorAll("math");
  equal(
    [square, sum].map((each) => each!.getAttribute("display")),
    [null, null],
  );
  equal(square!.closest(".formula-line"), null);
  assert(fraction!.closest(".formula-line") !== null, host.innerHTML);
});

test("HTML is shown as text", () => {
  const host = rendered("<img src=x onerror=alert(1)> <script>alert(1)</script>\n\n<div onclick=alert(1)>d</div>");
  equal(host.querySelectorAll("img, script, div").length, 0);
  assert(host.textContent!.includes("<script>"), host.textContent!);
});

test("links to the web open in a tab of their own and name no opener", () => {
  const link = rendered("[a](https://example.org/x)").querySelector("a")!;
  equal([link.getAttribute("href"), link.target], ["https://example.org/x", "_blank"]);
  equal(link.rel, "noopener noreferrer");
});

test("an address that runs something is no link", () => {
  for (const address of [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#115;cript:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "//evil.org",
  ]) {
    const host = rendered(`[a](${address}) ![b](${address})`);
    equal(host.querySelectorAll("a, img").length, 0, address);
  }
});

test("pictures come from the file itself; those of other sites are a link", () => {
  equal(rendered(`![a](${PICTURE})`).querySelector("img")?.getAttribute("src"), PICTURE);
  const own = rendered("![a](attachment:p%20q.png)", (name) => (name === "p q.png" ? PICTURE : null));
  equal(own.querySelector("img")?.getAttribute("src"), PICTURE);
  const foreign = rendered("![a](https://example.org/p.png)");
  equal(foreign.querySelectorAll("img").length, 0);
  equal(foreign.querySelector("a")?.textContent, "Picture: a");
  equal(rendered("![a](data:image/svg+xml;base64,AAAA)").querySelectorAll("img").length, 0);
});

test("a text that nests without end is shown, and so is a very long one", () => {
  for (const text of [`${">".repeat(20_000)}x`, "*x ".repeat(50_000), `${"- ".repeat(3_000)}x`]) {
    assert(rendered(text).textContent!.includes("x"), text.slice(0, 9));
  }
});

test("a paragraph whose marks would be compared with each other for seconds is shown as it is", () => {
  const host = rendered(`**short**\n\n${"*1.".repeat(7_000)}\n\n**far**`);
  const strong = [...host.querySelectorAll("strong")].map(({ textContent }) => textContent);
  equal(strong, ["short", "far"]);
  equal(host.querySelectorAll("em").length, 0);
  assert(host.textContent!.includes("*1.*1."), host.textContent!.slice(0, 40));
});

test("a long text of ordinary paragraphs has its emphasis to the end", () => {
  const host = rendered(`${"An *ordinary* sentence. ".repeat(20)}\n\n`.repeat(100));
  equal(host.querySelectorAll("em").length, 2000);
});
