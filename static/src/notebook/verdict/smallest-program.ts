// <smallest-program>: the smallest program of the reader's own class that fails, beside the true gradients.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { inlineCode } from "../../lib/dom/inline-code.js";
import { LightElement } from "../../lib/dom/light-element.js";
import type { Counterexample, PassReply, PassSummary } from "../contract.js";
import { emit } from "../events.js";
import { openProgram } from "../player/playground-program.js";
import type { CellServices } from "../services.js";
import { type Answer, answerOf, answerView, WAITING } from "./answer.js";
import { gradientsTable, statusLine } from "./verdict-view.js";

@customElement("smallest-program")
export class SmallestProgram extends LightElement {
  @property({ attribute: false }) pass!: PassSummary;
  @property({ attribute: false }) services!: CellServices;
  @state() private answer: Answer<Counterexample> = WAITING;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("pass")) void this.#ask();
  }

  async #ask(): Promise<void> {
    const { pass } = this;
    this.answer = WAITING;
    const answer = await answerOf(this.services.kernel.counterexample(pass.number));
    if (pass === this.pass) this.answer = answer;
  }

  protected override render(): TemplateResult {
    return html`
      <div class="verdict-more" role="group" aria-label="Smallest program that fails">
        ${answerView(this.answer, "Looking for the smallest program that fails …", (value) => this.#found(value))}
      </div>`;
  }

  #found({ text, source, found }: Counterexample): TemplateResult {
    return html`
      <p>${inlineCode(text)}</p>
      ${source === "" ? nothing : html`<pre class="smallest-source" tabindex="0"><code>${source}</code></pre>`}
      ${found ? this.#comparison(found) : nothing}`;
  }

  #comparison(found: PassReply): TemplateResult {
    return html`
      ${statusLine(found.verdict)}
      ${gradientsTable(found.verdict.gradients, true)}
      <div class="verdict-actions">
        <button type="button" class="button"
          @click=${() => emit(this, "trace-open", { reply: found, title: "The smallest program that fails" })}
        >Step through it${found.true_run ? " beside the true run" : ""}</button>
        ${
          found.program === ""
            ? nothing
            : html`
          <button type="button" class="button" @click=${() => openProgram(found.program)}
          >Open the true run in the playground</button>`
        }
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "smallest-program": SmallestProgram;
  }
}
