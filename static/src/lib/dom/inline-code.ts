// Backtick markup in the engine's sentences, rendered as <code>.

import { html, type TemplateResult } from "lit";

export function inlineCode(text: string): (TemplateResult | string)[] {
  return text.split("`").map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part));
}

/** The same as DOM nodes, for code outside Lit templates. */
export function inlineCodeNodes(text: string): Node[] {
  return text.split("`").map((part, i) => {
    if (i % 2 === 0) return document.createTextNode(part);
    const code = document.createElement("code");
    code.textContent = part;
    return code;
  });
}
