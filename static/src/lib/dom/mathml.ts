// LaTeX to MathML conversion. Browsers typeset MathML natively, without web fonts or style attributes.

import temml from "temml";

/** The formula, split before every "=" after the first, so that it can wrap where space is short. */
export function mathml(latex: string): Node[] {
  const container = document.createElement("span");
  try {
    temml.render(latex, container, { displayMode: true, throwOnError: true });
  } catch (error) {
    if (!(error instanceof temml.ParseError)) throw error;
    // A formula that Temml cannot parse is shown as its LaTeX source, which is still correct.
    const code = document.createElement("code");
    code.textContent = latex;
    return [code];
  }
  const math = container.querySelector("math")!;
  // A formula of one part, such as a power, has no row around it.
  return splitAtEquals([...(math.querySelector(":scope > mrow") ?? math).childNodes]).map(inlineMath);
}

function splitAtEquals(nodes: readonly Node[]): Node[][] {
  const parts: Node[][] = [[]];
  let equals = 0;
  for (const node of nodes) {
    if (node.nodeName === "mo" && node.textContent === "=") {
      equals += 1;
      if (equals > 1) parts.push([]);
    }
    parts.at(-1)!.push(node);
  }
  return parts;
}

function inlineMath(nodes: readonly Node[]): Node {
  const math = document.createElementNS("http://www.w3.org/1998/Math/MathML", "math");
  math.setAttribute("displaystyle", "true");
  math.append(...nodes);
  return math;
}
