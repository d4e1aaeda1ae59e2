// <leaves-panel>: a slider and a number field for each leaf.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state as reactive } from "lit/decorators.js";
import { icon } from "../lib/dom/icons.js";
import { LightElement } from "../lib/dom/light-element.js";
import { emit } from "../state/events.js";
import type { Trace } from "../trace/contract.js";
import { type Leaf, type LeafOverrides, leavesOf, NO_OVERRIDES, roundUp, sliderReach } from "../trace/leaves.js";
import { leafRow } from "./leaf-row.js";

/** Sliders shown at first; a button shows the others. */
const INITIAL_LEAVES = 12;

@customElement("leaves-panel")
export class LeavesPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  /** Whether the text has changed since the trace. */
  @property({ attribute: false }) outdated = false;
  @property({ attribute: false }) overrides: LeafOverrides = NO_OVERRIDES;
  @reactive() private showAll = false;
  @reactive() private filter = "";

  /** The range of each slider by leaf name: it grows with the value and never shrinks during a drag. */
  readonly #reaches = new Map<string, number>();
  #source = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("trace") || this.trace?.source === this.#source) return;
    this.#source = this.trace?.source ?? "";
    this.#reaches.clear();
    this.showAll = false;
    this.filter = "";
  }

  protected override render(): TemplateResult {
    const leaves = leavesOf(this.trace);
    if (leaves.length === 0)
      return html`<p class="soft">${
        this.outdated || !this.trace
          ? "The leaves of your program appear here once it runs."
          : "Your program makes no leaf. Write a = Value(2.0), or a = 2.0."
      }</p>`;
    const matches = leaves.filter(({ name }) => name.toLowerCase().includes(this.filter.trim().toLowerCase()));
    const shown = this.showAll ? matches : matches.slice(0, INITIAL_LEAVES);
    return html`
      <div class="leaves-head">
        <p class="act-words">${intro(leaves)}</p>
        ${
          Object.keys(this.overrides).length > 0
            ? html`<button
                type="button" class="button" @click=${() => emit(this, "leaves-reset", null)}
              >${icon("first")} Reset all</button>`
            : nothing
        }
      </div>
      ${leaves.length > INITIAL_LEAVES ? this.#filterField() : nothing}
      <ul class="leaves">${shown.map((leaf) =>
        leafRow(this, leaf, this.overrides[leaf.ordinal] ?? leaf.written, this.#reach(leaf)),
      )}</ul>
      ${matches.length === 0 ? html`<p class="soft">No leaf is called ${this.filter.trim()}.</p>` : nothing}
      ${
        matches.length > shown.length
          ? html`<button type="button" class="button" @click=${() => {
              this.showAll = true;
            }}>Show all ${matches.length}</button>`
          : nothing
      }
    `;
  }

  #filterField(): TemplateResult {
    return html`
      <label class="field"><span class="label">Find a leaf</span>
        <input type="search" autocomplete="off" .value=${this.filter} @input=${(event: Event) => {
          this.filter = (event.target as HTMLInputElement).value;
        }} />
      </label>`;
  }

  #reach(leaf: Leaf): number {
    const size = Math.abs(this.overrides[leaf.ordinal] ?? leaf.written);
    const reach = this.#reaches.get(leaf.name) ?? sliderReach(leaf.written);
    const grown = size > reach ? roundUp(size) : reach;
    this.#reaches.set(leaf.name, grown);
    return grown;
  }
}

function intro(leaves: readonly Leaf[]): string {
  if (leaves.some(({ setByProgram }) => setByProgram))
    return "Your program moves its leaves itself. A slider sets where a leaf starts.";
  return "Drag a leaf: the graph and every number follow.";
}
