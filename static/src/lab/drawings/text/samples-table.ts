// <lab-samples>: the points as a table, with the score and the loss of each, live. It is what there is for more or fewer inputs
// than two, and for the lecture's four samples.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property } from "lit/decorators.js";
import { LightElement } from "../../../lib/dom/light-element.js";
import { fourDecimals, plain } from "../../../lib/format.js";
import type { Moment } from "../../training/messages.js";

/** More rows than anybody reads would cost each frame its time. */
const MOST = 100;

@customElement("lab-samples")
export class LabSamples extends LightElement {
  @property({ attribute: false }) points: readonly (readonly number[])[] = [];
  @property({ attribute: false }) chosen: number | null = null;
  @property({ attribute: false }) choose: (point: number) => void = () => undefined;

  draw({ scores, pointLosses }: Moment): void {
    this.querySelectorAll("tbody tr").forEach((row, i) => {
      const [score, loss] = [scores[i], pointLosses[i]];
      if (score === undefined || loss === undefined) return;
      const wrong = score > 0 !== this.points[i]!.at(-1)! > 0;
      write(row.querySelector(".sample-score")!, fourDecimals(score));
      write(row.querySelector(".sample-loss")!, fourDecimals(loss));
      write(row.querySelector(".sample-verdict")!, wrong ? "wrong" : "right");
      row.classList.toggle("sample-wrong", wrong);
    });
  }

  protected override render(): TemplateResult {
    const inputs = (this.points[0]?.length ?? 1) - 1;
    const shown = this.points.slice(0, MOST);
    return html`
      <table class="samples">
        <caption class="visually-hidden">The points, with the network's score and the loss of each</caption>
        <thead><tr>
          <th scope="col">point</th>
          ${Array.from({ length: inputs }, (_, i) => html`<th scope="col">x${i + 1}</th>`)}
          <th scope="col">target</th><th scope="col">score</th><th scope="col">loss</th><th scope="col"><span class="visually-hidden">sign</span></th>
        </tr></thead>
        <tbody>
          ${shown.map(
            (point, i) => html`
            <tr class=${i === this.chosen ? "sample-chosen" : ""}>
              <th scope="row"><button type="button" class="link" aria-pressed=${i === this.chosen} title="Choose point ${i}" @click=${() => this.choose(i)}>${i}</button></th>
              ${point.map((number, k) => html`<td class=${k === inputs ? "sample-target" : ""}>${plain(number)}</td>`)}
              <td class="sample-score"></td><td class="sample-loss"></td><td class="sample-verdict"></td>
            </tr>`,
          )}
        </tbody>
      </table>
      ${this.points.length > MOST ? html`<p class="soft">These are the first ${MOST} of ${this.points.length} points.</p>` : nothing}`;
  }
}

function write(cell: Element, words: string): void {
  if (cell.textContent !== words) cell.textContent = words;
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-samples": LabSamples;
  }
}
