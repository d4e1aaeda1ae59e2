// <leaves-panel>: a slider for each leaf, and its number to be typed. Graph and numbers follow.

import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state as reactive } from "lit/decorators.js";
import { icon } from "../lib/dom/icons.js";
import { LightElement } from "../lib/dom/light-element.js";
import { emit } from "../state/events.js";
import type { Trace } from "../trace/contract.js";
import { type Leaf, leavesOf, type Moves, NO_MOVES, reachOf, roundUp } from "../trace/leaves.js";
import { leafRow } from "./leaf-row.js";

/** Sliders shown at once; the others on request. */
const FIRST = 12;

@customElement("leaves-panel")
export class LeavesPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) moves: Moves = NO_MOVES;
  @reactive() private all = false;
  @reactive() private wanted = "";

  /** How far each slider goes: it does not shrink under the reader's hand. */
  readonly #reaches = new Map<string, number>();
  #source = "";

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("trace") || this.trace?.source === this.#source) return;
    this.#source = this.trace?.source ?? "";
    this.#reaches.clear();
    this.all = false;
    this.wanted = "";
  }

  protected override render(): TemplateResult {
    const leaves = leavesOf(this.trace);
    if (leaves.length === 0)
      return html`<p class="soft">Your program makes no leaf. Write a = Value(2.0), or a = 2.0.</p>`;
    const found = leaves.filter(({ name }) => name.toLowerCase().includes(this.wanted.trim().toLowerCase()));
    const shown = this.all ? found : found.slice(0, FIRST);
    return html`
      <div class="leaves-head">
        <p class="act-words">${words(leaves)}</p>
        ${
          Object.keys(this.moves).length > 0
            ? html`<button type="button" class="button" @click=${() => emit(this, "leaves-reset", null)}>${icon("first")} Reset all</button>`
            : nothing
        }
      </div>
      ${leaves.length > FIRST ? this.#filter() : nothing}
      <ul class="leaves">${shown.map((leaf) => leafRow(this, leaf, this.moves[leaf.ordinal] ?? leaf.written, this.#reach(leaf)))}</ul>
      ${found.length === 0 ? html`<p class="soft">No leaf is called ${this.wanted.trim()}.</p>` : nothing}
      ${
        found.length > shown.length
          ? html`<button type="button" class="button" @click=${() => {
              this.all = true;
            }}>Show all ${found.length}</button>`
          : nothing
      }
    `;
  }

  #filter(): TemplateResult {
    return html`
      <label class="field"><span class="label">Find a leaf</span>
        <input type="search" autocomplete="off" .value=${this.wanted} @input=${(event: Event) => {
          this.wanted = (event.target as HTMLInputElement).value;
        }} />
      </label>`;
  }

  #reach(leaf: Leaf): number {
    const size = Math.abs(this.moves[leaf.ordinal] ?? leaf.written);
    const reach = this.#reaches.get(leaf.name) ?? reachOf(leaf.written);
    const grown = size > reach ? roundUp(size) : reach;
    this.#reaches.set(leaf.name, grown);
    return grown;
  }
}

function words(leaves: readonly Leaf[]): string {
  if (leaves.some(({ driven }) => driven))
    return "Your program moves its leaves itself. A slider sets where a leaf starts.";
  return "Drag a leaf: the graph and every number follow.";
}

declare global {
  interface HTMLElementTagNameMap {
    "leaves-panel": LeavesPanel;
  }
}
