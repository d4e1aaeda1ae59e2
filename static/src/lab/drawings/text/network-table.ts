// Every parameter with its gradient, for those who do not see the lines or want the numbers exactly.

import { html, type TemplateResult } from "lit";
import { allDigits } from "../../../lib/format.js";
import { parameterName } from "../../settings/parameter-name.js";

/** Larger networks are cut off here: a page of rows is as much as anybody reads. */
const MOST = 600;

export function networkTable(
  sizes: readonly number[],
  parameters: Float64Array,
  gradients: Float64Array,
  open: boolean,
  toggle: (open: boolean) => void,
): TemplateResult {
  const count = Math.min(parameters.length, MOST);
  const rows = open ? Array.from({ length: count }, (_, index) => index) : [];
  return html`
    <details class="numbers" .open=${open} @toggle=${(event: Event) => toggle((event.target as HTMLDetailsElement).open)}>
      <summary>Numbers</summary>
      <div class="numbers-scroll" tabindex="0" role="group" aria-label="Numbers of the network">
        <table>
          <thead><tr><th scope="col">parameter</th><th scope="col">data</th><th scope="col">grad</th></tr></thead>
          <tbody>${rows.map(
            (index) => html`
            <tr><td>${parameterName(sizes, index)}</td><td>${allDigits(parameters[index]!)}</td><td>${allDigits(gradients[index]!)}</td></tr>`,
          )}</tbody>
        </table>
        ${open && parameters.length > count ? html`<p>The first ${count} of ${parameters.length}.</p>` : ""}
      </div>
    </details>
  `;
}
