// <check-panel>: gradient check. Every leaf's gradient from backward() beside its central difference.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { TraceQueries } from "../backend/queries.js";
import { QueryController } from "../backend/query-controller.js";
import { LightElement } from "../lib/dom/light-element.js";
import { allDigits, plain } from "../lib/format.js";
import type { Check, CheckedLeaf, Trace } from "../trace/contract.js";

const INTRO =
  "Move each leaf a tiny bit up and down, look at the output, divide: " +
  "that is its gradient too, found without the chain rule.";

/** Leaves that the summary names; the table marks all of them. */
const MAX_NAMES = 6;

@customElement("check-panel")
export class CheckPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) queries: TraceQueries | null = null;

  readonly #check = new QueryController<Check>(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { queries } = this;
    if (queries && changed.has("queries")) this.#check.run(() => queries.check());
  }

  protected override render(): TemplateResult {
    const { value, fault } = this.#check;
    return html`
      <div class="act-whole">
        <p class="act-words">${INTRO}</p>
        ${
          fault
            ? html`<p class="act-fault">${fault.message}</p>`
            : value
              ? this.#table(value)
              : html`<p class="soft">The leaves are being checked.</p>`
        }
      </div>
    `;
  }

  #table(check: Check): TemplateResult {
    const wrong = check.leaves.filter(({ agrees }) => !agrees);
    return html`
      <p class="check-sum ${wrong.length ? "check-wrong" : "check-right"}" role="status">${summary(check, wrong)}</p>
      <table class="checks">
        <thead><tr>
          <th scope="col">leaf</th><th scope="col" class="number">grad, by backward()</th>
          <th scope="col" class="number">by difference</th><th scope="col" class="number">apart by</th>
          <th scope="col">agree</th>
        </tr></thead>
        <tbody>${check.leaves.map(row)}</tbody>
      </table>
      ${check.complete ? nothing : html`<p class="soft">The graph is large: the other leaves are left out.</p>`}
    `;
  }
}

function row({ node, name, grad, numeric, difference, agrees }: CheckedLeaf): TemplateResult {
  return html`
    <tr data-node=${node} class=${agrees ? "" : "check-wrong"}>
      <th scope="row">${name}</th>
      <td class="number check-grad" title=${allDigits(grad)}>${plain(grad)}</td>
      <td class="number" title=${allDigits(numeric)}>${plain(numeric)}</td>
      <td class="number" title=${allDigits(difference)}>${plain(difference)}</td>
      <td>${agrees ? "✓ yes" : "✗ no"}</td>
    </tr>`;
}

function summary({ leaves }: Check, wrong: readonly CheckedLeaf[]): string {
  if (leaves.length === 0) return "There is no leaf to check.";
  if (wrong.length > 0) {
    const names = wrong.slice(0, MAX_NAMES).map(({ name }) => `${name}.grad`);
    if (wrong.length > MAX_NAMES) names.push(`${wrong.length - MAX_NAMES} more`);
    return `${wrong.length} of ${leaves.length} ${wrong.length === 1 ? "does" : "do"} not agree: ${names.join(", ")}.`;
  }
  return leaves.length === 1 ? "It agrees." : `All ${leaves.length} agree.`;
}
