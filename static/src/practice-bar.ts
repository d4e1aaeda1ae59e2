// <practice-bar>: predict the gradients, or make a mistake on purpose. While a mistake is made, it says so, and what it does.

import { type TemplateResult, html, nothing } from "lit";
import { customElement, property } from "lit/decorators.js";
import { MISTAKES, type Mistake, type Trace } from "./contract.js";
import { icon } from "./icons.js";
import { LightElement } from "./light-element.js";
import { MISTAKE_WORDS, mistakeSummary } from "./mistakes.js";
import { tell } from "./page-events.js";

@customElement("practice-bar")
export class PracticeBar extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) mistake: Mistake | null = null;
  @property({ type: Boolean }) predicting = false;

  protected override render(): TemplateResult {
    return html`
      <button
        type="button" class="button toggle" aria-pressed=${this.predicting}
        title="Before each contribution is shown, you give it yourself" @click=${() => tell(this, "predict-toggle", null)}
      >Predict</button>
      <fieldset class="switch" role="radiogroup">
        <legend class="label">Backward</legend>
        <div class="switch-options">
          ${this.#option(null, "correct", "The backward pass as it should be")}
          ${MISTAKES.map((each) => this.#option(each, MISTAKE_WORDS[each], `A mistake made on purpose: ${MISTAKE_TITLES[each]}`))}
        </div>
      </fieldset>
      ${this.#notice()}
    `;
  }

  #option(mistake: Mistake | null, words: string, title: string): TemplateResult {
    return html`
      <label class="switch-option" title=${title}>
        <input
          type="radio" name="mistake" value=${mistake ?? "none"} .checked=${mistake === this.mistake}
          @change=${() => tell(this, "mistake-choose", { mistake })}
        /><span>${words}</span>
      </label>`;
  }

  #notice(): TemplateResult | typeof nothing {
    const { trace } = this;
    if (!trace?.mistake) return nothing;
    return html`
      <p class="practice-notice" role="status">
        ${icon("warning")} <strong>A mistake on purpose: backward ${NOTICE_WORDS[trace.mistake]}.</strong> ${mistakeSummary(trace)}
      </p>`;
  }
}

const MISTAKE_TITLES: Readonly<Record<Mistake, string>> = {
  overwrite: "each contribution overwrites what came before",
  shuffled: "values pass their gradients on in a shuffled order",
};
const NOTICE_WORDS: Readonly<Record<Mistake, string>> = { overwrite: "with = instead of +=", shuffled: "in the wrong order" };

declare global {
  interface HTMLElementTagNameMap {
    "practice-bar": PracticeBar;
  }
}
