// <chart-figure>: a figure of the stand-in for matplotlib.

import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../../lib/dom/light-element.js";

@customElement("chart-figure")
export class ChartFigure extends LightElement {
  @property({ attribute: false }) spec: unknown = null;
  @property() plain = "";

  protected override render(): TemplateResult {
    return html`<pre class="output-text">${this.plain}</pre>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "chart-figure": ChartFigure;
  }
}
