// The numbers behind a plot, for those who do not see it or want them exactly.

import { html, type TemplateResult } from "lit";
import { allDigits } from "../lib/format.js";

/** A cell that is text is written as it is. */
export function numbersTable(
  heads: readonly string[],
  rows: readonly (readonly (number | string)[])[],
): TemplateResult {
  return html`
    <details class="numbers">
      <summary>Numbers</summary>
      <div class="numbers-scroll" tabindex="0" role="group" aria-label="Numbers of the plot">
        <table>
          <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
          <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${typeof cell === "string" ? cell : allDigits(cell)}</td>`)}</tr>`)}</tbody>
        </table>
      </div>
    </details>
  `;
}

/** About `count` of the items, evenly spread, the first and the last among them. */
export function sample<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.round((i * (items.length - 1)) / (count - 1))]!);
}
