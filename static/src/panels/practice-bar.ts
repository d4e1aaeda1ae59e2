// <practice-bar>: toggles for the quiz and for the deliberate mistakes, and a notice that explains the present mistake.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { icon } from "../lib/dom/icons.js";
import { LightElement } from "../lib/dom/light-element.js";
import { emit } from "../state/events.js";
import { byHandSummary } from "../trace/by-hand.js";
import { MISTAKES, type Mistake, type Trace } from "../trace/contract.js";
import { MISTAKE_LABELS, mistakeSummary } from "../trace/mistakes.js";

@customElement("practice-bar")
export class PracticeBar extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) mistake: Mistake | null = null;
  @property({ type: Boolean }) predicting = false;

  protected override render(): TemplateResult {
    return html`
      <button
        type="button" class="button toggle" aria-pressed=${this.predicting}
        title="Before each contribution is shown, you give it yourself"
        @click=${() => emit(this, "predict-toggle", null)}
      >Predict</button>
      <div class="practice-mistakes" role="group" aria-labelledby="mistakes-label">
        <span class="label" id="mistakes-label">Make a mistake</span>
        ${MISTAKES.map((each) => this.#toggle(each))}
      </div>
      ${this.#notice()}
    `;
  }

  /** At most one mistake is on: pressing one switches the other off. */
  #toggle(mistake: Mistake): TemplateResult {
    const on = mistake === this.mistake;
    return html`
      <button
        type="button" class="button toggle" aria-pressed=${on}
        aria-label=${MISTAKE_LABELS[mistake]} title="On purpose: ${MISTAKE_TITLES[mistake]}"
        @click=${() => emit(this, "mistake-choose", { mistake: on ? null : mistake })}
      >${SHORT_LABELS[mistake]}</button>`;
  }

  #notice(): TemplateResult | typeof nothing {
    const { trace } = this;
    if (trace?.by_hand)
      return html`
        <p class="practice-notice" role="status">
          <strong>Backpropagation by hand:</strong> ${byHandSummary(trace)}
        </p>`;
    if (!trace?.mistake) return nothing;
    return html`
      <p class="practice-notice" role="status">
        ${icon("warning")} <strong>A mistake on purpose: ${MISTAKE_LABELS[trace.mistake]}.</strong>
        ${mistakeSummary(trace)}
      </p>`;
  }
}

/** Button labels beside "Make a mistake". */
const SHORT_LABELS: Readonly<Record<Mistake, string>> = { overwrite: "= instead of +=", shuffled: "wrong order" };

const MISTAKE_TITLES: Readonly<Record<Mistake, string>> = {
  overwrite: "each contribution overwrites what came before",
  shuffled: "values pass their gradients on in a shuffled order",
};
