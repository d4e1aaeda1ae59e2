// <find-box>: search field for values by name. Exact matches come first, then prefixes; Enter selects the value.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { LightElement } from "../lib/dom/light-element.js";
import { plain } from "../lib/format.js";
import { emit } from "../state/events.js";
import type { Node, NodeId, Trace } from "../trace/contract.js";

const MAX_RESULTS = 8;

/** The values whose names contain `text`, best matches first, at most `limit`. */
export function find(nodes: readonly Node[], text: string, limit = MAX_RESULTS): Node[] {
  const query = text.trim().toLowerCase();
  if (!query) return [];
  const ranks: Node[][] = [[], [], []];
  for (const node of nodes) {
    const name = node.name.toLowerCase();
    const rank = name === query ? 0 : name.startsWith(query) ? 1 : name.includes(query) ? 2 : -1;
    if (rank >= 0 && ranks[rank]!.length < limit) ranks[rank]!.push(node);
  }
  return ranks.flat().slice(0, limit);
}

@customElement("find-box")
export class FindBox extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @state() private text = "";
  @state() private highlighted = 0;
  @state() private open = false;

  override focus(): void {
    const input = this.querySelector("input");
    input?.focus();
    input?.select();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.trace || this.trace.nodes.length === 0) return nothing;
    const found = this.open ? find(this.trace.nodes, this.text) : [];
    const nothingFound = this.open && this.text.trim() !== "" && found.length === 0;
    return html`
      <input
        type="search" class="find-input" placeholder="Find"
        aria-label="Find a value by its name" title="Find a value by its name (/)"
        role="combobox" aria-autocomplete="list" aria-expanded=${found.length > 0} aria-controls="find-results"
        aria-activedescendant=${found.length > 0 ? `find-${this.highlighted}` : nothing}
        autocomplete="off" spellcheck="false" .value=${this.text}
        @input=${this.#onInput} @keydown=${(event: KeyboardEvent) => this.#onKeydown(event, found)}
        @focus=${() => {
          this.open = true;
        }} @blur=${() => {
          this.open = false;
        }}
      />
      <ul id="find-results" class="find-results" role="listbox" aria-label="Values found" ?hidden=${found.length === 0}>
        ${found.map(
          (node, i) => html`
          <li
            id="find-${i}" role="option" aria-selected=${i === this.highlighted}
            @pointerdown=${(event: Event) => {
              event.preventDefault();
              this.#go(node.id);
            }}
          ><span>${node.name}</span> <span class="soft">${plain(node.data)}</span></li>`,
        )}
      </ul>
      <p class="find-none" role="status">${nothingFound ? `No value is called ${this.text.trim()}.` : ""}</p>
    `;
  }

  #onInput = (event: Event): void => {
    this.text = (event.target as HTMLInputElement).value;
    this.highlighted = 0;
    this.open = true;
  };

  #onKeydown(event: KeyboardEvent, found: readonly Node[]): void {
    const direction = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (direction && found.length > 0) this.highlighted = (this.highlighted + direction + found.length) % found.length;
    else if (event.key === "Enter" && found.length > 0) this.#go(found[this.highlighted]!.id);
    else if (event.key === "Escape") (event.target as HTMLElement).blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #go(node: NodeId): void {
    this.open = false;
    emit(this, "node-find", { node });
  }
}
