// Table of all parameters with their gradients: an accessible alternative to the lines, with all digits.

import { html, type TemplateResult } from "lit";
import { allDigits } from "../../../lib/format.js";
import { parameterName } from "../../settings/parameter-name.js";

/** Maximum number of rows. */
const MAX_ROWS = 600;

/** `toggle` is called when the user opens or closes the table; a closed one renders no rows. */
export function networkTable(
  sizes: readonly number[],
  parameters: Float64Array,
  gradients: Float64Array,
  open: boolean,
  toggle: (open: boolean) => void,
): TemplateResult {
  const count = Math.min(parameters.length, MAX_ROWS);
  const rows = open ? Array.from({ length: count }, (_, index) => index) : [];
  const onToggle = (event: Event): void => toggle((event.target as HTMLDetailsElement).open);
  return html`
    <details class="numbers" .open=${open} @toggle=${onToggle}>
      <summary>Numbers</summary>
      <div class="numbers-scroll" tabindex="0" role="group" aria-label="Numbers of the network">
        <table>
          <thead><tr><th scope="col">parameter</th><th scope="col">data</th><th scope="col">grad</th></tr></thead>
          <tbody>${rows.map(
            (index) => html`
            <tr><td>${parameterName(sizes, index)}</td><td>${allDigits(parameters[index]!)}</td><td>${allDigits(
              gradients[index]!,
            )}</td></tr>`,
          )}</tbody>
        </table>
        ${open && parameters.length > count ? html`<p>The first ${count} of ${parameters.length}.</p>` : ""}
      </div>
    </details>
  `;
}
