// LaTeX to MathML, which browsers set by themselves: no web fonts, no style attributes.

import temml from "temml";

/** A formula that Temml cannot read is shown as it is written: it is still the right formula. */
export function mathml(latex: string): Node {
  const holder = document.createElement("span");
  try {
    temml.render(latex, holder, { displayMode: true, throwOnError: true });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const code = document.createElement("code");
    code.textContent = latex;
    return code;
  }
  return holder;
}
