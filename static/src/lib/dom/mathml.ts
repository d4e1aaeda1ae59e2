// LaTeX to MathML, which browsers set by themselves: no web fonts, no style attributes.

import temml from "temml";

/** The formula in pieces, one for each "=" past the first, so that it can go on in a new line where there is no room. */
export function mathml(latex: string): Node[] {
  const holder = document.createElement("span");
  try {
    temml.render(latex, holder, { displayMode: true, throwOnError: true });
  } catch (error) {
    if (!(error instanceof temml.ParseError)) throw error;
    // A formula that Temml cannot read is shown as it is written: it is still the right formula.
    const code = document.createElement("code");
    code.textContent = latex;
    return [code];
  }
  const row = holder.querySelector("math > mrow");
  return row ? pieces([...row.childNodes]).map(inlineMath) : [...holder.childNodes];
}

function pieces(nodes: readonly Node[]): Node[][] {
  const split: Node[][] = [[]];
  let equals = 0;
  for (const node of nodes) {
    if (node.nodeName === "mo" && node.textContent === "=") {
      equals += 1;
      if (equals > 1) split.push([]);
    }
    split.at(-1)!.push(node);
  }
  return split;
}

function inlineMath(nodes: readonly Node[]): Node {
  const math = document.createElementNS("http://www.w3.org/1998/Math/MathML", "math");
  math.setAttribute("displaystyle", "true");
  math.append(...nodes);
  return math;
}
