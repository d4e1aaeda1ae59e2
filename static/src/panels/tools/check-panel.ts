// <check-panel>: gradient check. Every leaf's gradient from backward() beside its measured slope, and the verdict.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import type { TraceQueries } from "../../backend/queries.js";
import { QueryController } from "../../backend/query-controller.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { allDigits, plain } from "../../lib/format.js";
import type { Check, CheckedLeaf, OwnOperation, Trace } from "../../trace/contract.js";
import { describeAccumulated } from "../../trace/notes/accumulated.js";
import { describeVerdict, summarizeCheck } from "../../trace/verdicts.js";

const INTRO =
  "Move each leaf a tiny bit up and down, look at the output, divide: " +
  "that is its gradient too, found without the chain rule.";

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
    const isRight = check.leaves.every(({ verdict }) => verdict === "agrees");
    const isWrong = check.leaves.some(({ verdict }) => verdict === "differs");
    const accumulated = this.trace ? describeAccumulated(this.trace, check.leaves) : "";
    return html`
      <p class="check-sum ${isWrong ? "check-wrong" : isRight ? "check-right" : ""}" role="status"
        >${summarizeCheck(check)}</p>
      ${accumulated ? html`<p class="check-note">${accumulated}</p>` : nothing}
      <table class="checks">
        <thead><tr>
          <th scope="col">leaf</th><th scope="col" class="number">grad, by backward()</th>
          <th scope="col" class="number">by difference</th><th scope="col" class="number">apart by</th>
          <th scope="col">verdict</th>
        </tr></thead>
        <tbody>${check.leaves.map(rows)}</tbody>
      </table>
      ${(this.trace?.operations ?? []).map(operationView)}
      ${check.complete ? nothing : html`<p class="soft">The graph is large: the other leaves are left out.</p>`}
    `;
  }
}

/** An operation of the reader's own: its local derivatives beside the measured slopes, at several points. */
function operationView({ name, checks }: OwnOperation): TemplateResult {
  const isBinary = checks.some(({ operand }) => operand > 0);
  return html`
    <h3 class="panel-title">Your operation ${name}</h3>
    <table class="checks">
      <thead><tr>
        <th scope="col">${isBinary ? "at, by operand" : "at"}</th><th scope="col" class="number">your derivative</th>
        <th scope="col" class="number">by difference</th><th scope="col">verdict</th>
      </tr></thead>
      <tbody>${checks.map(
        ({ operand, at, local, numeric, verdict, digits }) => html`
        <tr>
          <th scope="row">${at.map(plain).join(", ")}${isBinary ? `, ${operand === 0 ? "first" : "second"}` : ""}</th>
          <td class="number" title=${allDigits(local)}>${plain(local)}</td>
          <td class="number" title=${allDigits(numeric)}>${plain(numeric)}</td>
          <td>${describeVerdict({ verdict, digits })}</td>
        </tr>`,
      )}</tbody>
    </table>`;
}

function rows(leaf: CheckedLeaf): TemplateResult {
  const { node, name, grad, numeric, difference, verdict, reason } = leaf;
  const isMeasured = verdict === "agrees" || verdict === "differs";
  return html`
    <tr data-node=${node} class=${verdict === "differs" ? "check-wrong" : ""}>
      <th scope="row">${name}</th>
      <td class="number check-grad" title=${allDigits(grad)}>${plain(grad)}</td>
      ${
        isMeasured
          ? html`<td class="number" title=${allDigits(numeric)}>${plain(numeric)}</td>
              <td class="number" title=${allDigits(difference)}>${plain(difference)}</td>`
          : html`<td class="number">–</td><td class="number">–</td>`
      }
      <td>${describeVerdict(leaf)}</td>
    </tr>
    ${reason ? html`<tr class="check-reason"><td colspan="5">${reason}</td></tr>` : nothing}`;
}
