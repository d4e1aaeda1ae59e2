// <output-panel>: the lines that the program prints; under an error those that it printed before.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import type { Fault, Trace } from "../trace/contract.js";

@customElement("output-panel")
export class OutputPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  /** The error of the present text; `trace` is then of an earlier one. */
  @property({ attribute: false }) fault: Fault | null = null;

  protected override updated(): void {
    this.toggleAttribute("data-past", this.fault !== null && !this.fault.output);
  }

  protected override render(): TemplateResult | typeof nothing {
    const { fault } = this;
    const output = fault?.output ?? this.trace?.output ?? [];
    if (output.length === 0) return nothing;
    const title = !fault ? "Printed" : fault.output ? "Printed before the error" : "Printed when your text last ran";
    return html`
      <h2 class="panel-title" id="output-title">${title}</h2>
      <pre class="output" tabindex="0" aria-labelledby="output-title">${output.map(({ text }) => text).join("\n")}</pre>
    `;
  }
}
