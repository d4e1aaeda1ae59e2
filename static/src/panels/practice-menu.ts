// <practice-menu>: menu with the quiz and the deliberate mistakes.

import { html, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import { menu } from "../lib/dom/menu.js";
import { emit } from "../state/events.js";
import { MISTAKES, type Mistake } from "../trace/contract.js";
import { MISTAKE_LABELS } from "../trace/notes/mistakes.js";

@customElement("practice-menu")
export class PracticeMenu extends LightElement {
  @property({ attribute: false }) mistake: Mistake | null = null;
  @property({ type: Boolean }) predicting = false;

  protected override render(): TemplateResult {
    return menu({
      id: "practice",
      label: "Practice",
      title: "Predict what comes next, or make a mistake on purpose",
      active: this.predicting || this.mistake !== null,
      content: this.#content(),
    });
  }

  #content(): TemplateResult {
    return html`
      <div class="setting">
        <button
          type="button" class="button toggle" aria-pressed=${this.predicting} aria-describedby="predict-hint"
          @click=${() => {
            this.#close();
            emit(this, "predict-toggle", null);
          }}
        >Predict</button>
        <span class="setting-hint" id="predict-hint">Before each contribution is shown, you give it yourself.</span>
      </div>
      <div class="setting" role="group" aria-labelledby="mistakes-label">
        <span class="setting-label" id="mistakes-label">Make a mistake</span>
        ${MISTAKES.map((each) => this.#toggle(each))}
      </div>`;
  }

  /** At most one mistake is on: pressing one switches the other off. */
  #toggle(mistake: Mistake): TemplateResult {
    const on = mistake === this.mistake;
    return html`
      <button
        type="button" class="button toggle" aria-pressed=${on}
        aria-label=${MISTAKE_LABELS[mistake]} aria-describedby="hint-${mistake}"
        @click=${() => {
          this.#close();
          emit(this, "mistake-choose", { mistake: on ? null : mistake });
        }}
      >${SHORT_LABELS[mistake]}</button>
      <span class="setting-hint" id="hint-${mistake}">On purpose: ${MISTAKE_TITLES[mistake]}.</span>`;
  }

  #close(): void {
    this.querySelector<HTMLElement>("#practice")!.hidePopover();
  }
}

/** Button labels below "Make a mistake". */
const SHORT_LABELS: Readonly<Record<Mistake, string>> = { overwrite: "= instead of +=", shuffled: "wrong order" };

const MISTAKE_TITLES: Readonly<Record<Mistake, string>> = {
  overwrite: "each contribution overwrites what came before",
  shuffled: "values pass their gradients on in a shuffled order",
};
