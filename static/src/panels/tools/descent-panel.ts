// <descent-panel>: gradient descent by hand, one step at a time, with a plot of the output after each step.

import { html, nothing, type TemplateResult } from "lit";
import { customElement, property, state as reactive } from "lit/decorators.js";
import { radioField } from "../../lib/dom/fields.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { ResizeController } from "../../lib/dom/resize-controller.js";
import { allDigits, changed, plain } from "../../lib/format.js";
import { emit } from "../../state/events.js";
import type { Trace } from "../../trace/contract.js";
import { type Descent, describeObstacle, leafDelta, NO_DESCENT, outputOf } from "../../trace/gradient-descent.js";
import { aloneOf } from "../../trace/gradient-meaning.js";
import { type Leaf, leavesOf } from "../../trace/leaves.js";
import { describeAccumulatedStep } from "../../trace/notes/accumulated.js";
import { outputsPlot } from "../plots/outputs-plot.js";
import { numberField } from "./leaf-choice.js";

const RATES = [1, 0.1, 0.01, 0.001, 0.0001];
/** Leaves listed at first; a button lists the others. */
const INITIAL_LEAVES = 12;
const TOO_LONG = "the step was too long. A smaller rate helps.";
const DIVERGED = "It diverged: the steps grew and grew. Go back to the start, and choose a smaller rate.";
const WRONG_WAY = "the step was too long, or the mistake made it go the wrong way.";

@customElement("descent-panel")
export class DescentPanel extends LightElement {
  @property({ attribute: false }) trace: Trace | null = null;
  @property({ attribute: false }) descent: Descent = NO_DESCENT;
  @reactive() private showAll = false;

  readonly #plotSize = new ResizeController(this, ".plot-room");

  protected override render(): TemplateResult {
    const { trace } = this;
    const leaves = leavesOf(trace);
    if (!trace || leaves.length === 0) return html`<p class="soft">There is no leaf to move.</p>`;
    if (leaves.some(({ setByProgram }) => setByProgram)) return this.#drivenNotice(trace);
    const root = trace.nodes[trace.roots[0]!]!.name;
    const accumulated = describeAccumulatedStep(trace, aloneOf(trace, leaves));
    return html`
      <div class="act-side">
        <p class="act-words">${words(root, this.descent.uphill, trace.mistake !== undefined)}</p>
        ${accumulated ? html`<p class="check-note">${accumulated}</p>` : nothing}
        ${this.#controls(leaves)}
        ${this.#result(trace, root)}
      </div>
      <div class="act-table">${this.#table(leaves)}</div>
      <div class="act-plot">
        <p class="act-caption">${root} after each step</p>
        <div class="plot-room">${
          this.#plotSize.hasSize
            ? outputsPlot(
                this.descent.path.map(({ output }) => output),
                root,
                this.#plotSize,
              )
            : nothing
        }</div>
      </div>
    `;
  }

  #drivenNotice(trace: Trace): TemplateResult {
    return html`
      <div class="act-whole">
        <p class="act-words">${
          `Your program steps its leaves itself: you see pass ${trace.pass + 1} of ${trace.passes.length}. ` +
          "Steps by hand start at its first pass."
        }</p>
        <button
          type="button" class="button" @click=${() => emit(this, "trace-request", { pass: 0 })}
        >Show pass 1</button>
      </div>`;
  }

  #controls(leaves: readonly Leaf[]): TemplateResult {
    const { rate, uphill, path } = this.descent;
    const stationary = leaves.every((leaf) => leafDelta(leaf, this.descent) === 0);
    const obstacle = describeObstacle(leaves, this.descent);
    const disabled = stationary || obstacle !== "";
    const step = (count: number): void => emit(this, "descent-step", { count });
    return html`
      <div class="fields">
        ${radioField("direction", {
          label: "Direction",
          values: ["downhill", "uphill"],
          labels: { downhill: "↘ downhill", uphill: "↗ uphill" },
          value: uphill ? "uphill" : "downhill",
          set: (direction) => emit(this, "descent-set", { uphill: direction === "uphill" }),
        })}
        ${numberField({
          label: "Rate",
          value: rate,
          list: "rates",
          onChange: (value) => emit(this, "descent-set", { rate: value }),
          isValid: (value) => value > 0,
          rule: "a number above 0",
        })}
        <datalist id="rates">${RATES.map((each) => html`<option value=${each}></option>`)}</datalist>
      </div>
      <div class="act-buttons">
        <button type="button" class="button button-main" ?disabled=${disabled} @click=${() => step(1)}
        >Make a step</button>
        <button type="button" class="button" ?disabled=${disabled} @click=${() => step(10)}>10 steps</button>
        <button
          type="button" class="button" ?disabled=${path.length < 2} @click=${() => emit(this, "descent-undo", null)}
        >Undo</button>
        <button
          type="button" class="button" ?disabled=${path.length < 2} @click=${() => emit(this, "descent-reset", null)}
        >To the start</button>
      </div>
      ${obstacle ? html`<p class="act-fault">${obstacle}</p>` : nothing}
      ${
        stationary && !obstacle
          ? html`<p class="soft">No leaf would move: every gradient is 0, or its leaf is held.</p>`
          : nothing
      }
    `;
  }

  #result(trace: Trace, root: string): TemplateResult {
    const { path, uphill } = this.descent;
    const now = outputOf(trace);
    const before = path.at(-2)?.output;
    if (before === undefined)
      return html`<p class="act-result">${root} is <strong title=${allDigits(now)}>${plain(now)}</strong>.</p>`;
    const diverged = !Number.isFinite(now);
    const overshot = !diverged && (uphill ? now < before : now > before);
    const steps = path.length - 1;
    const [was, is] = changed(before, now);
    return html`
      <p class="act-result" role="status"
        >Step ${steps}: ${root} was ${was} and is now <strong title=${allDigits(now)}>${is}</strong>.
        ${diverged ? DIVERGED : ""}
        ${overshot ? `It went ${uphill ? "down" : "up"}: ${trace.mistake ? WRONG_WAY : TOO_LONG}` : ""}</p>`;
  }

  #table(leaves: readonly Leaf[]): TemplateResult {
    const shown = this.showAll ? leaves : leaves.slice(0, INITIAL_LEAVES);
    const sign = this.descent.uphill ? "" : "−";
    return html`
      <table class="checks">
        <caption class="visually-hidden">The next step of each leaf</caption>
        <thead><tr>
          <th scope="col">moves</th><th scope="col" class="number">data</th>
          <th scope="col" class="number">grad</th><th scope="col" class="number">${sign}rate × grad</th>
        </tr></thead>
        <tbody>${shown.map((leaf) => this.#row(leaf))}</tbody>
      </table>
      ${
        shown.length < leaves.length
          ? html`<button type="button" class="button" @click=${() => {
              this.showAll = true;
            }}>Show all ${leaves.length}</button>`
          : nothing
      }
    `;
  }

  #row(leaf: Leaf): TemplateResult {
    const { frozen } = this.descent;
    const moves = !frozen.includes(leaf.ordinal);
    const toggleHeld = (): void =>
      emit(this, "descent-set", {
        frozen: moves ? [...frozen, leaf.ordinal] : frozen.filter((each) => each !== leaf.ordinal),
      });
    return html`
      <tr data-node=${leaf.node}>
        <th scope="row"><label class="check"
          ><input type="checkbox" .checked=${moves} @change=${toggleHeld} /><span>${leaf.name}</span></label></th>
        <td class="number" title=${allDigits(leaf.data)}>${plain(leaf.data)}</td>
        <td class="number check-grad" title=${allDigits(leaf.grad)}>${plain(leaf.grad)}</td>
        <td class="number">${moves ? plain(leafDelta(leaf, this.descent)) : "held"}</td>
      </tr>`;
  }
}

function words(root: string, uphill: boolean, isMistaken: boolean): string {
  const [way, outcome] = uphill ? ["along", "up"] : ["against", "down"];
  if (isMistaken)
    return `Every leaf moves a little ${way} its gradient, with the mistake in it: ${root} may not go ${outcome}.`;
  return `Every leaf moves a little ${way} its gradient: with a rate that is small enough, ${root} goes ${outcome}.`;
}
