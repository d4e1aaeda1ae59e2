// <lab-curves>: loss and accuracy over the steps; a click or a key goes to a step.

import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { numbersTable } from "../../chart/data-table.js";
import { LightElement } from "../../lib/dom/light-element.js";
import type { Curve } from "../training/frames.js";
import { axes } from "./axes.js";
import { CanvasController } from "./canvas-controller.js";
import type { CurveScale, LabCurves } from "./contract.js";
import { CurvePainter } from "./curve-painter.js";
import { type CurveScales, curveScales, type Domain, domainOf, isStacked } from "./curve-scales.js";
import { DebounceController } from "./debounce-controller.js";
import { DecimationCache } from "./decimate.js";
import { emit } from "./events.js";
import { PaletteCache } from "./palette.js";
import { describeCurves, describeEnd, describeStep, describeZeros, valuesAt } from "./text/curve-text.js";

/** Maximum number of steps in the table. */
const TABLE_ROWS = 25;
/** With the plots side by side: pixels to the right of the loss's plot that still belong to it. */
const LOSS_MARGIN = 20;

@customElement("lab-curves")
export class LabCurvesElement extends LightElement implements LabCurves {
  @property() scale: CurveScale = "linear";
  @state() private domain: Domain = domainOf([], [], "linear");

  readonly #canvas = new CanvasController(this, () => this.requestUpdate());
  readonly #palette = new PaletteCache(this, () => this.requestUpdate());
  readonly #debounce = new DebounceController(this, () => this.#onPause());
  readonly #painter = new CurvePainter();
  readonly #caches = [new DecimationCache(), new DecimationCache()];
  #curves: readonly Curve[] = [];
  #step = 0;
  #hovered: number | null = null;
  /** The names and ends of the runs as last rendered; a change requests an update. */
  #rendered = "";

  draw(curves: readonly Curve[], step: number): void {
    this.#curves = curves;
    this.#step = step;
    this.#updateDomain();
    const rendered = curves.map((curve) => curve.name + describeEnd(curve)).join();
    if (rendered !== this.#rendered) this.requestUpdate();
    this.#rendered = rendered;
    this.#debounce.restart();
    this.#redraw();
  }

  protected override willUpdate(): void {
    this.#updateDomain();
  }

  protected override updated(): void {
    this.#redraw();
  }

  protected override render(): TemplateResult {
    const { width, height } = this.#canvas;
    const scales = this.#scales;
    const { loss, accuracy } = scales;
    const curves = this.#curves;
    const notes = curves.flatMap((curve) => {
      const note = [describeEnd(curve), this.scale === "log" ? describeZeros(curve) : ""].filter(Boolean).join(" ");
      return note ? [curves.length > 1 ? `${curve.name}: ${note}` : note] : [];
    });
    return html`
      <div class="lab-head lab-readings" data-runs=${curves.length}>
        <span class="lab-step"></span>
        ${curves.map(
          (curve, index) => html`
          <span class="lab-reading">
            <svg class="lab-sign lab-wide" viewBox="0 0 24 14" aria-hidden="true"><path
              class=${`lab-run lab-run-${index}`} d="M0 7H24" /></svg>
            ${curves.length > 1 ? html`<span class="lab-name">${curve.name}</span>` : ""}
            <span class="lab-numbers"></span>
          </span>`,
        )}
      </div>
      <div class="lab-room">
        ${
          width
            ? axes(width, height, this.#palette.current.size, [
                {
                  x: { scale: loss.x, name: isStacked(scales) ? "" : "step" },
                  y: { scale: loss.y, name: this.scale === "log" ? "loss, logarithmic" : "loss" },
                  gridLines: true,
                },
                ...(accuracy
                  ? [
                      {
                        x: { scale: accuracy.x, name: "step" },
                        y: { scale: accuracy.y, name: "accuracy" },
                        gridLines: true,
                      },
                    ]
                  : []),
              ])
            : ""
        }
        <canvas class="lab-canvas" role="img" aria-label=${describeCurves(curves, this.#step)}></canvas>
        <div class="lab-touch lab-time" tabindex="0" role="slider" aria-label="Step of the training"
          aria-valuemin="0" aria-valuemax=${this.#last} aria-valuenow=${this.#step}
          aria-valuetext=${describeStep(curves, this.#step)}
          @pointerdown=${this.#onPointerDown} @pointermove=${this.#onPointerMove}
          @pointerleave=${this.#onPointerLeave} @keydown=${this.#onKeyDown}></div>
        ${this.#table()}
      </div>
      ${notes.map((note) => html`<p class="lab-note">${note}</p>`)}
    `;
  }

  get #scales(): CurveScales {
    return curveScales(this.domain, this.scale, this.#canvas.width, this.#canvas.height, this.#palette.current.size);
  }

  /** The last step of the longest run. */
  get #last(): number {
    return Math.max(0, ...this.#curves.map(({ length }) => length - 1));
  }

  #updateDomain(): void {
    this.#curves.forEach((curve, index) => this.#caches[index]!.update(curve));
    const domain = domainOf(this.#curves, this.#caches, this.scale);
    if (!same(domain, this.domain)) this.domain = domain;
  }

  /** Recomputes all blocks, in case earlier numbers have changed unnoticed. */
  #onPause(): void {
    for (const cache of this.#caches) cache.reset();
    this.requestUpdate();
  }

  #redraw(): void {
    this.#writeReadings(this.#hovered ?? this.#step);
    const context = this.#canvas.clear();
    if (!context) return;
    const marks = [{ step: this.#step, current: true }];
    if (this.#hovered !== null && this.#hovered !== this.#step) marks.push({ step: this.#hovered, current: false });
    this.#painter.paint(
      context,
      this.#curves,
      this.#caches,
      this.#scales,
      this.#curves.length ? marks : [],
      this.#palette.current,
    );
  }

  /** Writes loss and accuracy of a step above the curves. */
  #writeReadings(step: number): void {
    const stepElement = this.querySelector(".lab-step");
    if (!stepElement) return;
    stepElement.textContent = `step ${step}`;
    this.querySelectorAll(".lab-numbers").forEach((element, index) => {
      const values = this.#curves[index] && valuesAt(this.#curves[index], step);
      element.textContent = values ? `loss ${values.loss} · accuracy ${values.accuracy}` : "";
    });
  }

  #table(): TemplateResult {
    const curves = this.#curves;
    const count = Math.min(TABLE_ROWS, this.#last + 1);
    const steps = Array.from({ length: count }, (_, i) => Math.round((i * this.#last) / Math.max(1, count - 1)));
    const headers = curves.flatMap(({ name }) =>
      curves.length > 1 ? [`loss, ${name}`, `accuracy, ${name}`] : ["loss", "accuracy"],
    );
    const row = (step: number): (number | string)[] =>
      curves.flatMap<number | string>(({ losses, accuracies, length }) =>
        step < length ? [losses[step]!, accuracies[step]!] : ["", ""],
      );
    return numbersTable(
      ["step", ...headers],
      steps.map((step) => [String(step), ...row(step)]),
    );
  }

  /** The step below the pointer. */
  #stepAt({ offsetX }: PointerEvent): number {
    const { loss, accuracy } = this.#scales;
    const { x } = accuracy && offsetX > loss.x.range[1] + LOSS_MARGIN ? accuracy : loss;
    return Math.min(Math.max(Math.round(x.invert(offsetX)), 0), this.#last);
  }

  #onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0 || this.#curves.length === 0) return;
    (event.target as Element).setPointerCapture(event.pointerId);
    this.#goTo(this.#stepAt(event));
  };

  #onPointerMove = (event: PointerEvent): void => {
    this.#hovered = this.#curves.length ? this.#stepAt(event) : null;
    if (event.buttons & 1) this.#goTo(this.#hovered ?? 0);
    this.#redraw();
  };

  #onPointerLeave = (): void => {
    this.#hovered = null;
    this.#redraw();
  };

  #onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const stride = Math.max(1, Math.round(this.#last / 10));
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: this.#step - 1,
      ArrowDown: this.#step - 1,
      ArrowRight: this.#step + 1,
      ArrowUp: this.#step + 1,
      PageDown: this.#step - stride,
      PageUp: this.#step + stride,
      Home: 0,
      End: this.#last,
    };
    const step = targets[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#goTo(Math.min(Math.max(step, 0), this.#last));
  };

  #goTo(step: number): void {
    if (step !== this.#step) emit(this, "lab-travel", { step });
  }
}

function same(a: Domain, b: Domain): boolean {
  return a.last === b.last && a.loss[0] === b.loss[0] && a.loss[1] === b.loss[1];
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-curves": LabCurvesElement;
  }
}
