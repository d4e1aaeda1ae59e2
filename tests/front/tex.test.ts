// Tests of the minimal LaTeX converter, against Temml.

import temml from "temml";
import tex from "../../static/src/lib/dom/mathml-small.js";
import { assert, equal, test, throws, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

/** The text of a rendered formula, without spacing. */
function read(render: (latex: string, holder: HTMLElement) => void, latex: string): string {
  const holder = document.createElement("span");
  render(latex, holder);
  return (holder.textContent ?? "")
    .normalize("NFKC")
    .replace(/[\s\u2061\u200b]/g, "")
    .replaceAll("-", "−");
}

test("every formula of every operation reads as Temml sets it", () => {
  for (const name of ["every operation", "training", "not finite"] as const) {
    for (const { math } of trace(name).steps) {
      if (!math) continue;
      const expected = read(
        (latex, holder) => temml.render(latex, holder, { displayMode: true, throwOnError: true }),
        math,
      );
      equal(read(tex.render, math), expected, math);
    }
  }
});

test("fractions, powers, indices and roots are built as such", () => {
  const holder = document.createElement("span");
  tex.render("\\frac{\\partial L}{\\partial x_{1,2}} = \\sqrt{2}^{3}", holder);
  equal(
    holder.innerHTML,
    "<math><mrow><mfrac><mrow><mi>∂</mi><mi>L</mi></mrow>" +
      "<mrow><mi>∂</mi><msub><mi>x</mi><mrow><mn>1</mn><mo>,</mo><mn>2</mn></mrow></msub></mrow></mfrac>" +
      "<mo>=</mo><msup><msqrt><mrow><mn>2</mn></mrow></msqrt><mrow><mn>3</mn></mrow></msup></mrow></math>",
  );
});

test("text is text, whatever is in it", () => {
  const holder = document.createElement("span");
  tex.render("\\texttt{<img src=x onerror=alert(1)> \\{\\}\\textbackslash{}}", holder);
  equal(holder.textContent, "<img\u00a0src=x\u00a0onerror=alert(1)>\u00a0{}\\");
  assert(holder.querySelector("img") === null, "no element comes of it");
});

test("what it does not know, and what ends too early, is refused by name", () => {
  const holder = document.createElement("span");
  throws(() => tex.render("\\href{x}{y}", holder), "\\href");
  for (const cut of ["\\frac{1}", "\\texttt{a", "{a", "x_", "\\sqrt"])
    throws(() => tex.render(cut, holder), "ends too early");
});
