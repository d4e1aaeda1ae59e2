// <output-panel>: the lines that the program prints.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import type { Trace } from "../trace/contract.js";

@customElement("output-panel")
export class OutputPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const output = this.trace?.output ?? [];
    if (output.length === 0) return nothing;
    return html`
      <h2 class="panel-title" id="output-title">Printed</h2>
      <pre class="output" tabindex="0" aria-labelledby="output-title">${output.map(({ text }) => text).join("\n")}</pre>
    `;
  }
}
