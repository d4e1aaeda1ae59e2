// <influence-bars>: the leaves by how much they move the result, as bars with the size and sign of their gradients.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import { cssVars } from "../lib/dom/style-vars.js";
import { allDigits, plain } from "../lib/format.js";
import type { NodeId, Trace } from "../trace/contract.js";
import { aloneOf, type RankedLeaf, rankedLeaves, rootOf } from "../trace/gradient-meaning.js";
import { nameOf } from "../trace/names.js";
import { accumulatedLeaves } from "../trace/notes/accumulated.js";

/** More leaves are counted, not listed: the table of values has all of them. */
const MAX_BARS = 8;
const ALONE = "These are the gradients of the shown pass alone. The graph has what was in them before, too.";

@customElement("influence-bars")
export class InfluenceBars extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) selected: NodeId | null = null;

  protected override render(): TemplateResult | typeof nothing {
    const { trace } = this;
    const root = trace && rootOf(trace);
    if (!trace || root === undefined || root === null) return nothing;
    const all = rankedLeaves(trace);
    if (all.length === 0) return nothing;
    const largest = Math.max(...all.map(({ gradient }) => Math.abs(gradient)).filter(Number.isFinite));
    const name = nameOf(trace, root);
    const alone = aloneOf(
      trace,
      all.map(({ leaf }) => leaf),
    );
    return html`
      <section class="influence">
        <h2 class="panel-title">Who moves ${name}, and which way</h2>
        <ul class="influence-list">
          ${all.slice(0, MAX_BARS).map((each) => this.#row(each, largest))}
        </ul>
        ${
          all.length > MAX_BARS
            ? html`<p class="soft">and ${all.length - MAX_BARS} more, which move it no more than these: see Values.</p>`
            : nothing
        }
        <p class="colour-key"><span><span class="key-up"></span> ${name} rises with it</span>
          <span><span class="key-down"></span> ${name} falls as it rises</span></p>
        ${accumulatedLeaves(trace, alone).length > 0 ? html`<p class="soft">${ALONE}</p>` : nothing}
      </section>`;
  }

  #row({ leaf, gradient }: RankedLeaf, largest: number): TemplateResult {
    const share = Number.isFinite(gradient) && largest > 0 ? Math.abs(gradient) / largest : 0;
    const direction = gradient > 0 ? "up" : gradient < 0 ? "down" : "none";
    return html`
      <li>
        <button
          type="button" class="influence-row" data-node=${leaf.node} aria-pressed=${leaf.node === this.selected}
          title=${`${leaf.name}.grad = ${allDigits(gradient)}`}
        >
          <span class="influence-name">${leaf.name}</span>
          <span class="influence-track"
            ><span class="influence-bar influence-${direction}" ${cssVars({ "--share": String(share) })}></span></span>
          <span class="influence-number">${plain(gradient)}</span>
        </button>
      </li>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "influence-bars": InfluenceBars;
  }
}
