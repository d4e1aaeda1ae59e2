// <pass-verdicts>: the verdicts under a cell: a list of its passes, and one of them in full: the place first, then the
// rule, then the line.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { inlineCode } from "../../lib/dom/inline-code.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { pluralize } from "../../lib/format.js";
import type { PassSummary, RunReply } from "../contract.js";
import { emit } from "../events.js";
import type { CellServices } from "../services.js";
import { faultView, gradientsTable, notesView, STATUS, statusLine } from "./verdict-view.js";

/** How much of the way to the correction the reader has asked for. */
type Revealed = "place" | "rule" | "line";

@customElement("pass-verdicts")
export class PassVerdicts extends LightElement {
  @property({ attribute: false }) reply!: RunReply;
  @property({ attribute: false }) services!: CellServices;
  /** Whether Python still has the passes: only then can they be stepped through. */
  @property({ type: Boolean }) kept = false;
  @state() private chosen = 0;
  @state() private revealed: Revealed = "place";
  @state() private more: "none" | "counterexample" | "training" = "none";

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("reply")) return;
    const { passes } = this.reply;
    const wrong = passes.findIndex(({ verdict }) => verdict.status === "wrong");
    this.#choose(wrong >= 0 ? wrong : passes.length - 1);
  }

  #choose(i: number): void {
    this.chosen = i;
    this.revealed = "place";
    this.more = "none";
  }

  protected override render(): TemplateResult {
    const { passes, skipped, notes } = this.reply;
    const pass = passes[this.chosen];
    return html`
      ${
        pass
          ? html`
        <div class="verdict" data-status=${pass.verdict.status} role="group" aria-label="Verdict on backward">
          ${passes.length > 1 || skipped > 0 ? this.#passes(this.reply) : nothing}
          ${this.#verdict(pass)}
        </div>`
          : nothing
      }
      ${notesView(notes)}`;
  }

  /** A button for each pass, with its sign. */
  #passes({ passes, skipped, right, wrong }: RunReply): TemplateResult {
    const all = passes.length + skipped;
    const summary = wrong > 0 ? `${wrong} of them ${wrong === 1 ? "is" : "are"} wrong` : `${right} of them are right`;
    return html`
      <div class="passes">
        <p>${all} backward passes; ${summary}.</p>
        <div class="pass-chips" role="group" aria-label="Backward passes">
          ${passes.map(
            ({ verdict, ordinal }, i) => html`
            <button type="button" class="pass-chip" data-status=${verdict.status} aria-pressed=${i === this.chosen}
              aria-label="Pass ${ordinal}: ${STATUS[verdict.status].word}" @click=${() => this.#choose(i)}
            >${ordinal} ${STATUS[verdict.status].sign}</button>`,
          )}
        </div>
      </div>`;
  }

  #verdict(pass: PassSummary): TemplateResult {
    const { verdict } = pass;
    const [fault, ...others] = verdict.faults;
    const { names } = this.services;
    return html`
      ${statusLine(verdict)}
      ${fault ? html`${faultView(fault, names)}${this.#steps(pass)}` : nothing}
      ${
        others.length > 0
          ? html`
        <details class="other-faults"><summary>${pluralize(others.length, "further fault")}</summary>
          ${others.map((other) => html`<div class="other-fault">${faultView(other, names)}</div>`)}
        </details>`
          : nothing
      }
      ${notesView(verdict.notes)}
      ${gradientsTable(verdict.gradients, verdict.status === "wrong")}
      ${this.#actions(pass)}
      ${
        this.more === "counterexample"
          ? html`<smallest-program .pass=${pass} .services=${this.services}></smallest-program>`
          : nothing
      }
      ${
        this.more === "training"
          ? html`<training-comparison .pass=${pass} .services=${this.services}></training-comparison>`
          : nothing
      }`;
  }

  /** The rule and then the line, each on request. */
  #steps({ verdict }: PassSummary): TemplateResult {
    const { rule, fix, place } = verdict.faults[0]!;
    const { revealed } = this;
    if (rule === "" && fix === "") return html``;
    const apply = (): void => emit(this, "fix-apply", { place: place!, fix });
    return html`
      <div class="fault-steps">
        ${
          revealed === "place"
            ? html`<button type="button" class="button" @click=${() => this.#reveal("rule")}>Why?</button>`
            : html`
          <p class="fault-rule">${inlineCode(rule)}</p>`
        }
        ${revealed === "rule" ? this.#toLine(fix) : nothing}
        ${
          revealed === "line"
            ? html`
          <p class="fault-fix"><code>${fix}</code>
            ${
              place ? html`<button type="button" class="button" @click=${apply}>Write it in the cell</button>` : nothing
            }
          </p>`
            : nothing
        }
      </div>`;
  }

  #toLine(fix: string): TemplateResult {
    return fix === ""
      ? html`<p class="soft">There is no single line that is certain to mend it.</p>`
      : html`<button type="button" class="button" @click=${() => this.#reveal("line")}>Show the line</button>`;
  }

  #reveal(revealed: Revealed): void {
    this.revealed = revealed;
    // The button that was pressed is gone: the focus goes to the next one.
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(".fault-steps button")?.focus());
  }

  #actions(pass: PassSummary): TemplateResult {
    if (!this.kept) {
      return html`
        <p class="soft verdict-actions">Run the cell again to step through it: Python no longer has this pass.</p>`;
    }
    const wrong = pass.verdict.status === "wrong";
    const toggle = (more: PassVerdicts["more"]) => (): void => {
      this.more = this.more === more ? "none" : more;
    };
    return html`
      <div class="verdict-actions">
        <button type="button" class="button button-strong" @click=${() => emit(this, "pass-open", { pass })}
        >Step through it</button>
        ${
          wrong
            ? html`
          <button type="button" class="button" aria-expanded=${this.more === "counterexample"}
            @click=${toggle("counterexample")}>Smallest program that fails</button>
          <button type="button" class="button" aria-expanded=${this.more === "training"}
            @click=${toggle("training")}>Train it beside a right one</button>`
            : nothing
        }
      </div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "pass-verdicts": PassVerdicts;
  }
}
