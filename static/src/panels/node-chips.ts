// Rows of small named buttons, one a value: the search's stack, the visited set, the order. Every element with a data-node
// attribute is linked to the graph and the text by the shell (node-links.ts).

import { html, nothing, type TemplateResult } from "lit";
import type { NodeId, Trace } from "../trace/contract.js";
import { nameOf } from "../trace/names.js";

export type ChipState = "done" | "present" | "coming";

/** More would cost time at every step and tell nothing: the row shows those around the present one. */
const MOST = 60;

export interface ChipRow {
  readonly trace: Trace;
  readonly nodes: readonly NodeId[];
  /** Index of the one to keep in the middle when the row is cut. */
  readonly centre: number;
  readonly state: (index: number) => ChipState;
  readonly label: string;
}

export function chips({ trace, nodes, centre, state, label }: ChipRow): TemplateResult {
  const start = Math.min(Math.max(centre - (MOST >> 1), 0), Math.max(nodes.length - MOST, 0));
  const shown = nodes.slice(start, start + MOST);
  const after = nodes.length - start - shown.length;
  return html`
    <ol class="chips" aria-label=${label}>
      ${start > 0 ? html`<li class="chips-more">${start} before</li>` : nothing}
      ${shown.map((node, i) => {
        const now = state(start + i);
        return html`
          <li>
            <button type="button" class="chip chip-${now}" data-node=${node} aria-current=${now === "present" ? "step" : nothing}
            >${nameOf(trace, node)}</button>
          </li>`;
      })}
      ${after > 0 ? html`<li class="chips-more">${after} after</li>` : nothing}
    </ol>
  `;
}
