// Table of a plot's data, for screen readers and for exact numbers.

import { html, type TemplateResult } from "lit";
import { allDigits } from "../lib/format.js";

/** A collapsible table; numbers are shown with all digits, strings verbatim. */
export function numbersTable(
  headers: readonly string[],
  rows: readonly (readonly (number | string)[])[],
): TemplateResult {
  return html`
    <details class="numbers">
      <summary>Numbers</summary>
      <div class="numbers-scroll" tabindex="0" role="group" aria-label="Numbers of the plot">
        <table>
          <thead><tr>${headers.map((header) => html`<th scope="col">${header}</th>`)}</tr></thead>
          <tbody>${rows.map(
            (row) =>
              html`<tr>${row.map((cell) => html`<td>${typeof cell === "string" ? cell : allDigits(cell)}</td>`)}</tr>`,
          )}</tbody>
        </table>
      </div>
    </details>
  `;
}

/** `count` of the items at most, evenly spaced, including the first and the last. */
export function sample<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.round((i * (items.length - 1)) / (count - 1))]!);
}
