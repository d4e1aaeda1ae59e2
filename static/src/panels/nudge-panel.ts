// <nudge-panel>: one leaf moved by a little: what the output does, beside what the gradient says it does.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state as reactive } from "lit/decorators.js";
import type { Queries } from "../backend/queries.js";
import { QueryController } from "../backend/query-controller.js";
import { LightElement } from "../lib/dom/light-element.js";
import { ResizeController } from "../lib/dom/resize-controller.js";
import { allDigits, plain } from "../lib/format.js";
import type { Check, Nudge, Trace } from "../trace/contract.js";
import { type Leaf, leavesOf } from "../trace/leaves.js";
import { leafAt, leafSelect, numberField } from "./leaf-choice.js";
import { errorPlot } from "./plots/error-plot.js";

@customElement("nudge-panel")
export class NudgePanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) inquiry: Queries | null = null;
  @reactive() private ordinal = 0;
  @reactive() private h = 0.001;

  readonly #nudge = new QueryController<Nudge>(this);
  readonly #check = new QueryController<Check>(this);
  readonly #room = new ResizeController(this, ".plot-room");

  protected override willUpdate(changed: PropertyValues): void {
    const { inquiry, h, leaf } = this;
    if (!inquiry || !leaf) return;
    if (changed.has("inquiry")) this.#check.ask(() => inquiry.check());
    if (changed.has("inquiry") || changed.has("ordinal") || changed.has("h"))
      this.#nudge.ask(() => inquiry.nudge(leaf.ordinal, h));
  }

  protected override render(): TemplateResult {
    const { trace, leaf } = this;
    if (!trace || !leaf) return html`<p class="soft">There is no leaf to nudge.</p>`;
    const root = trace.nodes[trace.roots[0]!]!.name;
    return html`
      <div class="act-side">
        <p class="act-words">A gradient is a promise: move ${leaf.name} by a little h, and ${root} changes by about grad × h.</p>
        <div class="fields">
          ${leafSelect("Nudge", leavesOf(trace), leaf.ordinal, (ordinal) => {
            this.ordinal = ordinal;
          })}
          ${numberField({
            words: "h",
            value: this.h,
            take: (h) => {
              this.h = h;
            },
            allowed: (h) => h !== 0,
          })}
        </div>
        ${this.#nudge.fault ? html`<p class="act-fault">${this.#nudge.fault.message}</p>` : this.#result(leaf, root)}
      </div>
      <div class="act-plot">
        <p class="act-caption">Error of the difference quotient (f(x + h) − f(x − h)) / 2h, as h shrinks: first better, then rounding takes over.</p>
        <div class="plot-room">${this.#check.value && this.#room.known ? errorPlot(this.#check.value, this.#room) : nothing}</div>
      </div>
    `;
  }

  private get leaf(): Leaf | null {
    return leafAt(leavesOf(this.trace), this.ordinal);
  }

  #result({ name, data, grad }: Leaf, root: string): TemplateResult | typeof nothing {
    const { value } = this.#nudge;
    if (!value) return nothing;
    const { before, after } = value;
    const change = after - before;
    const row = (head: TemplateResult | string, number: number, kind = ""): TemplateResult => html`
      <tr class=${kind}><th scope="row">${head}</th><td title=${allDigits(number)}>${precise(number)}</td></tr>`;
    return html`
      <table class="sums" aria-live="polite">
        ${row(`${root} at ${name} = ${plain(data)}`, before)}
        ${row(`${root} at ${name} = ${precise(data + this.h)}`, after)}
        ${row("change", change)}
        ${row("change / h", change / this.h, "sums-result")}
        ${row(`${name}.grad`, grad, "sums-grad")}
      </table>
    `;
  }
}

/** Seven digits: enough to see what a thousandth does. */
function precise(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(7))).replaceAll("-", "−") : plain(value);
}

declare global {
  interface HTMLElementTagNameMap {
    "nudge-panel": NudgePanel;
  }
}
