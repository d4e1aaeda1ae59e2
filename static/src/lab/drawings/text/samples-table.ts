// <lab-samples>: table of the points with their current scores and losses. It takes the plane's place if there are not
// two inputs, as in the lecture's four samples.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../../../lib/dom/light-element.js";
import { plain } from "../../../lib/format.js";
import type { Snapshot } from "../../training/messages.js";
import { emit } from "../events.js";

/** Maximum number of rows: each one costs time in every frame. */
const MAX_ROWS = 100;

@customElement("lab-samples")
export class LabSamples extends LightElement {
  @property({ attribute: false }) points: readonly (readonly number[])[] = [];
  @property({ attribute: false }) chosen: number | null = null;

  draw({ scores, pointLosses }: Snapshot): void {
    this.querySelectorAll("tbody tr").forEach((row, i) => {
      const [score, loss] = [scores[i], pointLosses[i]];
      if (score === undefined || loss === undefined) return;
      const wrong = score > 0 !== this.points[i]!.at(-1)! > 0;
      write(row.querySelector(".sample-score")!, plain(score));
      write(row.querySelector(".sample-loss")!, plain(loss));
      write(row.querySelector(".sample-verdict")!, wrong ? "wrong" : "right");
      row.classList.toggle("sample-wrong", wrong);
    });
  }

  protected override render(): TemplateResult {
    const inputs = (this.points[0]?.length ?? 1) - 1;
    const rows = this.points.slice(0, MAX_ROWS);
    return html`
      <table class="samples">
        <caption class="visually-hidden">The points, with the network's score and the loss of each</caption>
        <thead><tr>
          <th scope="col">point</th>
          ${Array.from({ length: inputs }, (_, i) => html`<th scope="col">x${i + 1}</th>`)}
          <th scope="col">target</th><th scope="col">score</th><th scope="col">loss</th><th
            scope="col"><span class="visually-hidden">sign</span></th>
        </tr></thead>
        <tbody>
          ${rows.map(
            (point, i) => html`
            <tr class=${i === this.chosen ? "sample-chosen" : ""}>
              <th scope="row"><button type="button" class="link" aria-pressed=${i === this.chosen}
                title="Choose point ${i}" @click=${() => emit(this, "lab-choose", { row: i })}>${i}</button></th>
              ${point.map((number, k) => html`<td class=${k === inputs ? "sample-target" : ""}>${plain(number)}</td>`)}
              <td class="sample-score"></td><td class="sample-loss"></td><td class="sample-verdict"></td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${
        this.points.length > MAX_ROWS
          ? html`<p class="soft">These are the first ${MAX_ROWS} of ${this.points.length} points.</p>`
          : nothing
      }`;
  }
}

/** Writes only changes, which saves the layout of cells that stay the same. */
function write(cell: Element, text: string): void {
  if (cell.textContent !== text) cell.textContent = text;
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-samples": LabSamples;
  }
}
