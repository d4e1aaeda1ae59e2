// <nudge-panel>: moves one leaf by a small h and compares the change of the output with the gradient.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state as reactive } from "lit/decorators.js";
import type { TraceQueries } from "../../backend/queries.js";
import { QueryController } from "../../backend/query-controller.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { ResizeController } from "../../lib/dom/resize-controller.js";
import { allDigits, changed, plain, precise } from "../../lib/format.js";
import type { Check, CheckedLeaf, Nudge, Trace } from "../../trace/contract.js";
import { type Leaf, leavesOf } from "../../trace/leaves.js";
import { describeAccumulated } from "../../trace/notes/accumulated.js";
import { describeErrorCurve } from "../../trace/notes/error-curve.js";
import { wrongGrads } from "../../trace/notes/mistakes.js";
import { errorPlot } from "../plots/error-plot.js";
import { leafAt, leafSelect, numberField } from "./leaf-choice.js";

@customElement("nudge-panel")
export class NudgePanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) queries: TraceQueries | null = null;
  @reactive() private ordinal = 0;
  @reactive() private h = 0.001;

  readonly #nudge = new QueryController<Nudge>(this);
  readonly #check = new QueryController<Check>(this);
  readonly #plotSize = new ResizeController(this, ".plot-room");

  protected override willUpdate(changed: PropertyValues): void {
    const { queries, h, leaf } = this;
    if (!queries || !leaf) return;
    if (changed.has("queries")) this.#check.run(() => queries.check());
    if (changed.has("queries") || changed.has("ordinal") || changed.has("h"))
      this.#nudge.run(() => queries.nudge(leaf.ordinal, h));
  }

  protected override render(): TemplateResult {
    const { trace, leaf } = this;
    if (!trace || !leaf) return html`<p class="soft">There is no leaf to nudge.</p>`;
    const root = trace.nodes[trace.roots[0]!]!.name;
    return html`
      <div class="act-side">
        <p class="act-words"
          >A gradient is a promise: move ${leaf.name} by a little h, and ${root} changes by about grad × h.</p>
        <div class="fields">
          ${leafSelect("Nudge", leavesOf(trace), leaf.ordinal, (ordinal) => {
            this.ordinal = ordinal;
          })}
          ${numberField({
            label: "h",
            value: this.h,
            onChange: (h) => {
              this.h = h;
            },
            isValid: (h) => h !== 0,
            rule: "a number other than 0",
          })}
        </div>
        ${this.#nudge.fault ? html`<p class="act-fault">${this.#nudge.fault.message}</p>` : this.#result(leaf, root)}
      </div>
      <div class="act-plot">
        <p class="act-caption">${errorCaption(trace)}${
          this.#check.value ? ` ${describeErrorCurve(this.#check.value.curve)}` : ""
        }</p>
        <div class="plot-room">${
          this.#check.value && this.#plotSize.hasSize ? errorPlot(this.#check.value, this.#plotSize) : nothing
        }</div>
      </div>
    `;
  }

  private get leaf(): Leaf | null {
    return leafAt(leavesOf(this.trace), this.ordinal);
  }

  #result({ node, name, data, grad }: Leaf, root: string): TemplateResult | typeof nothing {
    const { value } = this.#nudge;
    if (!value || !this.trace) return nothing;
    const checked = this.#check.value?.leaves.find((leaf) => leaf.node === node);
    const accumulated = checked ? describeAccumulated(this.trace, [checked]) : "";
    const { before, after } = value;
    const change = after - before;
    const note = this.#note(this.trace, { node, name, data }, value, checked);
    const [from, to] = changed(data, data + this.h, precise);
    const [low, high] = changed(before, after, precise);
    const row = (label: string, number: number, className = "", text = precise(number)): TemplateResult => html`
      <tr class=${className}><th scope="row">${label}</th><td title=${allDigits(number)}>${text}</td></tr>`;
    const quotient = (label: string, number: number, className = ""): TemplateResult =>
      row(label, number, className, Number.isNaN(number) ? "–" : precise(number));
    return html`
      <table class="sums" aria-live="polite">
        ${row(`${root} at ${name} = ${from}`, before, "", low)}
        ${row(`${root} at ${name} = ${to}`, after, "", high)}
        ${quotient("change", change)}
        ${quotient("change / h", change / this.h, "sums-result")}
        ${row(accumulated ? `${name}.grad of this pass` : `${name}.grad`, checked?.grad ?? grad, "sums-grad")}
      </table>
      ${accumulated ? html`<p class="check-note">${accumulated}</p>` : nothing}
      ${note ? html`<p class="check-note">${note}</p>` : nothing}
    `;
  }

  /** Why the quotient cannot be, or need not be, the gradient. */
  #note(trace: Trace, leaf: Pick<Leaf, "node" | "name" | "data">, nudge: Nudge, checked?: CheckedLeaf): string {
    const { node, name, data } = leaf;
    if (!Number.isFinite(nudge.after - nudge.before)) return "The change is not a number that a float can hold.";
    if (data + this.h === data) return `Rounding swallows this h: ${name} + h is ${name} again.`;
    const wrong = wrongGrads(trace).find((each) => each.node === node);
    if (wrong) return `${name}.grad should be ${plain(wrong.truth)}: the mistake makes it ${plain(wrong.grad)}.`;
    return checked?.verdict === "kink" || checked?.verdict === "cannot be measured" ? checked.reason : "";
  }
}

/** The curve is always measured against the right gradients. */
function errorCaption(trace: Trace): string {
  const gradient = trace.mistake
    ? "the right gradient, the one without the mistake"
    : trace.by_hand
      ? "the gradient of backward()"
      : "the gradient";
  return `How far the difference quotient (f(x + h) − f(x − h)) / 2h is from ${gradient}, as h shrinks.`;
}
