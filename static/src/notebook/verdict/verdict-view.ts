// Parts of a verdict: its status, the place of a fault, the gradients beside the true ones, and notes.

import { html, nothing, type TemplateResult } from "lit";
import { inlineCode } from "../../lib/dom/inline-code.js";
import { allDigits, plain } from "../../lib/format.js";
import type { Fault, JudgedGradient, Place, Verdict } from "../contract.js";
import { emit } from "../events.js";
import type { CellNames } from "../services.js";

/** Each status has a sign and a word, so that it needs no colour. */
export const STATUS: Readonly<Record<Verdict["status"], { readonly sign: string; readonly word: string }>> = {
  right: { sign: "✓", word: "right" },
  wrong: { sign: "✗", word: "wrong" },
  unjudged: { sign: "?", word: "not judged" },
};

export function statusLine({ status, text }: Verdict): TemplateResult {
  return html`
    <p class="verdict-status">
      <span class="verdict-sign" aria-hidden="true">${STATUS[status].sign}</span>
      <span>${inlineCode(text)}</span>
    </p>`;
}

/** What happened, and the line where: a button that goes there. */
export function faultView(fault: Fault, names: CellNames): TemplateResult {
  return html`
    <p class="fault-text">${inlineCode(fault.text)}</p>
    ${fault.place ? placeView(fault.place, names) : nothing}`;
}

function placeView(place: Place, names: CellNames): TemplateResult {
  const name = names(place.cell);
  const where = `${name ?? "A deleted cell"}, line ${place.line}`;
  const show = (event: Event): void => emit(event.currentTarget!, "line-show", { place, kind: "wrong" });
  return html`
    <p class="fault-place">
      ${
        name === null
          ? html`<span class="soft">${capital(where)}</span>`
          : html`<button type="button" class="button" @click=${show}>${capital(where)}</button>`
      }
      <code>${place.text}</code>
    </p>`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Those that are wrong come first. */
export function gradientsTable(gradients: readonly JudgedGradient[], open: boolean): TemplateResult | typeof nothing {
  if (gradients.length === 0) return nothing;
  const ordered = [...gradients.filter(({ agrees }) => !agrees), ...gradients.filter(({ agrees }) => agrees)];
  return html`
    <details class="gradients" ?open=${open}>
      <summary>Gradients beside the true ones</summary>
      <div class="gradients-scroll" tabindex="0" role="group" aria-label="Gradients beside the true ones">
        <table>
          <thead>
            <tr>
              <th scope="col">value</th><th scope="col">data</th>
              <th scope="col">your grad</th><th scope="col">true grad</th><th scope="col">verdict</th>
            </tr>
          </thead>
          <tbody>${ordered.map(gradientRow)}</tbody>
        </table>
      </div>
    </details>`;
}

function gradientRow({ name, leaf, data, grad, truth, agrees }: JudgedGradient): TemplateResult {
  return html`
    <tr class=${agrees ? "agrees" : "differs"}>
      <th scope="row"><code>${name}</code>${leaf ? html` <span class="soft">leaf</span>` : nothing}</th>
      <td title=${digits(data)}>${short(data)}</td>
      <td class="grad" title=${digits(grad)}>${short(grad)}</td>
      <td class="truth" title=${digits(truth)}>${short(truth)}</td>
      <td>${agrees ? "✓ right" : "✗ differs"}</td>
    </tr>`;
}

function short(value: number | null): string {
  return value === null ? "none" : plain(value);
}

function digits(value: number | null): string {
  return value === null ? "There is no gradient" : allDigits(value);
}

export function notesView(notes: readonly string[]): TemplateResult | typeof nothing {
  if (notes.length === 0) return nothing;
  return html`<ul class="verdict-notes">${notes.map((note) => html`<li>${inlineCode(note)}</li>`)}</ul>`;
}
