// <training-comparison>: the losses of a training with the reader's class beside those with a right one.

import { html, type PropertyValues, svg, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { numbersTable, sample } from "../../chart/data-table.js";
import { plot, plotArea } from "../../chart/frame.js";
import { curve } from "../../chart/marks.js";
import { extent, linear } from "../../chart/scale.js";
import { inlineCode } from "../../lib/dom/inline-code.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { plain } from "../../lib/format.js";
import type { PassSummary, Training } from "../contract.js";
import type { CellServices } from "../services.js";
import { type Answer, answerOf, answerView, WAITING } from "./answer.js";

const WIDTH = 560;
const HEIGHT = 240;
const TICK_GAP = 60;
const TABLE_ROWS = 21;

@customElement("training-comparison")
export class TrainingComparison extends LightElement {
  @property({ attribute: false }) pass!: PassSummary;
  @property({ attribute: false }) services!: CellServices;
  @state() private answer: Answer<Training> = WAITING;

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("pass")) void this.#ask();
  }

  async #ask(): Promise<void> {
    const { pass } = this;
    this.answer = WAITING;
    const answer = await answerOf(this.services.kernel.training(pass.number));
    if (pass === this.pass) this.answer = answer;
  }

  protected override render(): TemplateResult {
    return html`
      <div class="verdict-more" role="group" aria-label="Training beside a right class">
        ${answerView(this.answer, "Training your class and a right one …", comparison)}
      </div>`;
  }
}

function comparison({ text, own: theirs, right }: Training): TemplateResult {
  if (theirs.length === 0) return html`<p>${inlineCode(text)}</p>`;
  const steps = Math.max(theirs.length, right.length, 2);
  const area = plotArea(WIDTH, HEIGHT);
  const x = linear([0, steps - 1], area.x, TICK_GAP);
  const y = linear(extent([...theirs, ...right], [0]), area.y, TICK_GAP / 2);
  const points = (losses: readonly number[]) => losses.map((loss, i) => [i, loss] as const);
  const last = (losses: readonly number[]): string => plain(losses.at(-1) ?? NaN);
  const ends = `Yours ends at ${last(theirs)}, the right one at ${last(right)}.`;
  const description = `Loss over the steps of training. ${ends}`;
  const rows = sample([...Array(steps).keys()], TABLE_ROWS).map((i) => [i, theirs[i] ?? "", right[i] ?? ""]);
  return html`
    <p>${inlineCode(text)}</p>
    <p class="training-key" aria-hidden="true">
      <span class="key-theirs">your class</span><span class="key-right">a right one</span>
    </p>
    <div class="figure-scroll" tabindex="0" role="group" aria-label="Chart of the losses">
      ${plot({ width: WIDTH, height: HEIGHT, x, y, xName: "step", yName: "loss", description }, [
        svg`${curve(points(right), x, y, "curve-right")}${curve(points(theirs), x, y, "curve-theirs")}`,
      ])}
    </div>
    ${numbersTable(["step", "your class", "a right one"], rows)}`;
}

declare global {
  interface HTMLElementTagNameMap {
    "training-comparison": TrainingComparison;
  }
}
