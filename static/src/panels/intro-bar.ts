// <intro-bar>: one sentence of what the page is for, and the choice of the example.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import { emit } from "../state/events.js";
import type { Example } from "../trace/examples.js";

@customElement("intro-bar")
export class IntroBar extends LightElement {
  @property({ attribute: false }) examples: readonly Example[] = [];
  @property() example = "";

  protected override render(): TemplateResult {
    return html`
      <p class="intro-words"
        >Every number below shows what it is, and how much it moves the result. Change one, or play it step by step.</p>
      ${this.examples.length > 0 ? this.#chooser() : nothing}
    `;
  }

  #chooser(): TemplateResult {
    const choose = (event: Event): void =>
      emit(this, "example-choose", { id: (event.target as HTMLSelectElement).value });
    return html`
      <label class="intro-example"><span class="label">Example</span>
        <select aria-label="Example" @change=${choose}>
          <option value="" disabled ?selected=${this.example === ""}>Your own text</option>
          ${this.examples.map(
            ({ id, title }) => html`<option value=${id} .selected=${id === this.example}>${title}</option>`,
          )}
        </select>
      </label>`;
  }
}
