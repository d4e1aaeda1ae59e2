// Row of small buttons, one for each value: the search's stack, the visited set, the order. The shell links every
// element with a data-node attribute to the graph and the text (playground/node-links.ts).

import { html, nothing, type TemplateResult } from "lit";
import type { NodeId, Trace } from "../trace/contract.js";
import { nameOf } from "../trace/names.js";

export type ChipState = "done" | "present" | "coming";

/** A longer row costs time at every step; it is cut to the values around the centre. */
const MAX_CHIPS = 60;

export interface ChipRow {
  readonly trace: Trace;
  readonly nodes: readonly NodeId[];
  /** The index that stays in the middle when the row is cut. */
  readonly centre: number;
  readonly state: (index: number) => ChipState;
  readonly label: string;
}

export function chips({ trace, nodes, centre, state, label }: ChipRow): TemplateResult {
  const start = Math.min(Math.max(centre - (MAX_CHIPS >> 1), 0), Math.max(nodes.length - MAX_CHIPS, 0));
  const shown = nodes.slice(start, start + MAX_CHIPS);
  const after = nodes.length - start - shown.length;
  return html`
    <ol class="chips" aria-label=${label}>
      ${start > 0 ? html`<li class="chips-more">${start} before</li>` : nothing}
      ${shown.map((node, i) => {
        const chipState = state(start + i);
        return html`
          <li>
            <button
              type="button" class="chip chip-${chipState}" data-node=${node}
              aria-current=${chipState === "present" ? "step" : nothing}
            >${nameOf(trace, node)}</button>
          </li>`;
      })}
      ${after > 0 ? html`<li class="chips-more">${after} after</li>` : nothing}
    </ol>
  `;
}
