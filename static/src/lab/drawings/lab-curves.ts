// <lab-curves>: loss and accuracy over the steps, and the way back to any of them.

import { html, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { numbers } from "../../chart/data-table.js";
import { LightElement } from "../../lib/dom/light-element.js";
import type { Curve } from "../training/frames.js";
import { axes } from "./axes.js";
import { CanvasController } from "./canvas-controller.js";
import type { CurveScale, LabCurves } from "./contract.js";
import { CurvePainter } from "./curve-painter.js";
import { below, type CurveScales, curveScales, type Domain, domainOf } from "./curve-scales.js";
import { DebounceController } from "./debounce-controller.js";
import { DecimationCache } from "./decimate.js";
import { emit } from "./events.js";
import { PaletteCache } from "./palette.js";
import { curvesWords, endWords, stepWords, valuesAt, zeroWords } from "./text/curve-text.js";

/** Steps that the table shows. */
const ROWS = 25;
/** Pixels to the right of the loss's plot that still belong to it, where the accuracy's stands beside it. */
const BETWEEN = 20;

@customElement("lab-curves")
export class LabCurvesElement extends LightElement implements LabCurves {
  @property() scale: CurveScale = "linear";
  @state() private domain: Domain = domainOf([], [], "linear");

  readonly #sheet = new CanvasController(this, () => this.requestUpdate());
  readonly #pot = new PaletteCache(this, () => this.requestUpdate());
  readonly #rest = new DebounceController(this, () => this.#settle());
  readonly #painter = new CurvePainter();
  readonly #digests = [new DecimationCache(), new DecimationCache()];
  #curves: readonly Curve[] = [];
  #at = 0;
  #pointed: number | null = null;
  /** What an update shows of the runs: their names, and how they ended. */
  #shown = "";

  draw(curves: readonly Curve[], at: number): void {
    this.#curves = curves;
    this.#at = at;
    this.#digest();
    const shown = curves.map((curve) => curve.name + endWords(curve)).join();
    if (shown !== this.#shown) this.requestUpdate();
    this.#shown = shown;
    this.#rest.moved();
    this.#redraw();
  }

  protected override willUpdate(): void {
    this.#digest();
  }

  protected override updated(): void {
    this.#redraw();
  }

  protected override render(): TemplateResult {
    const { width, height } = this.#sheet;
    const scales = this.#scales;
    const { loss, accuracy } = scales;
    const curves = this.#curves;
    const notes = curves.flatMap((curve) => {
      const words = [endWords(curve), this.scale === "log" ? zeroWords(curve) : ""].filter(Boolean).join(" ");
      return words ? [curves.length > 1 ? `${curve.name}: ${words}` : words] : [];
    });
    return html`
      <div class="lab-head lab-readings" data-runs=${curves.length}>
        <span class="lab-step"></span>
        ${curves.map(
          (curve, index) => html`
          <span class="lab-reading">
            <svg class="lab-sign lab-wide" viewBox="0 0 24 14" aria-hidden="true"><path class=${`lab-run lab-run-${index}`} d="M0 7H24" /></svg>
            ${curves.length > 1 ? html`<span class="lab-name">${curve.name}</span>` : ""}
            <span class="lab-numbers"></span>
          </span>`,
        )}
      </div>
      <div class="lab-room">
        ${
          width
            ? axes(width, height, this.#pot.inks.size, [
                {
                  x: { scale: loss.x, name: below(scales) ? "" : "step" },
                  y: { scale: loss.y, name: this.scale === "log" ? "loss, logarithmic" : "loss" },
                  lines: true,
                },
                ...(accuracy
                  ? [
                      {
                        x: { scale: accuracy.x, name: "step" },
                        y: { scale: accuracy.y, name: "accuracy" },
                        lines: true,
                      },
                    ]
                  : []),
              ])
            : ""
        }
        <canvas class="lab-canvas" role="img" aria-label=${curvesWords(curves, this.#at)}></canvas>
        <div class="lab-touch lab-time" tabindex="0" role="slider" aria-label="Step of the training" aria-valuemin="0"
          aria-valuemax=${this.#last} aria-valuenow=${this.#at} aria-valuetext=${stepWords(curves, this.#at)}
          @pointerdown=${this.#press} @pointermove=${this.#point} @pointerleave=${this.#leave} @keydown=${this.#key}></div>
        ${this.#numbers()}
      </div>
      ${notes.map((note) => html`<p class="lab-note">${note}</p>`)}
    `;
  }

  get #scales(): CurveScales {
    return curveScales(this.domain, this.scale, this.#sheet.width, this.#sheet.height, this.#pot.inks.size);
  }

  /** The last step that there is. */
  get #last(): number {
    return Math.max(0, ...this.#curves.map(({ length }) => length - 1));
  }

  #digest(): void {
    this.#curves.forEach((curve, index) => this.#digests[index]!.follow(curve));
    const domain = domainOf(this.#curves, this.#digests, this.scale);
    if (!same(domain, this.domain)) this.domain = domain;
  }

  /** At rest all numbers are looked at once more. */
  #settle(): void {
    for (const digests of this.#digests) digests.forget();
    this.requestUpdate();
  }

  #redraw(): void {
    this.#read(this.#pointed ?? this.#at);
    const context = this.#sheet.clean();
    if (!context) return;
    const marks = [{ step: this.#at, present: true }];
    if (this.#pointed !== null && this.#pointed !== this.#at) marks.push({ step: this.#pointed, present: false });
    this.#painter.paint(
      context,
      this.#curves,
      this.#digests,
      this.#scales,
      this.#curves.length ? marks : [],
      this.#pot.inks,
    );
  }

  /** The numbers of a step, above the curves. */
  #read(step: number): void {
    const place = this.querySelector(".lab-step");
    if (!place) return;
    place.textContent = `step ${step}`;
    this.querySelectorAll(".lab-numbers").forEach((element, index) => {
      const values = this.#curves[index] && valuesAt(this.#curves[index], step);
      element.textContent = values ? `loss ${values.loss} · accuracy ${values.accuracy}` : "";
    });
  }

  #numbers(): TemplateResult {
    const curves = this.#curves;
    const count = Math.min(ROWS, this.#last + 1);
    const steps = Array.from({ length: count }, (_, i) => Math.round((i * this.#last) / Math.max(1, count - 1)));
    const heads = curves.flatMap(({ name }) =>
      curves.length > 1 ? [`loss, ${name}`, `accuracy, ${name}`] : ["loss", "accuracy"],
    );
    const row = (step: number): (number | string)[] =>
      curves.flatMap<number | string>(({ losses, accuracies, length }) =>
        step < length ? [losses[step]!, accuracies[step]!] : ["", ""],
      );
    return numbers(
      ["step", ...heads],
      steps.map((step) => [String(step), ...row(step)]),
    );
  }

  /** The step below the pointer. */
  #under({ offsetX }: PointerEvent): number {
    const { loss, accuracy } = this.#scales;
    const { x } = accuracy && offsetX > loss.x.range[1] + BETWEEN ? accuracy : loss;
    return Math.min(Math.max(Math.round(x.invert(offsetX)), 0), this.#last);
  }

  #press = (event: PointerEvent): void => {
    if (event.button !== 0 || this.#curves.length === 0) return;
    (event.target as Element).setPointerCapture(event.pointerId);
    this.#travel(this.#under(event));
  };

  #point = (event: PointerEvent): void => {
    this.#pointed = this.#curves.length ? this.#under(event) : null;
    if (event.buttons & 1) this.#travel(this.#pointed ?? 0);
    this.#redraw();
  };

  #leave = (): void => {
    this.#pointed = null;
    this.#redraw();
  };

  #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const stride = Math.max(1, Math.round(this.#last / 10));
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: this.#at - 1,
      ArrowDown: this.#at - 1,
      ArrowRight: this.#at + 1,
      ArrowUp: this.#at + 1,
      PageDown: this.#at - stride,
      PageUp: this.#at + stride,
      Home: 0,
      End: this.#last,
    };
    const step = moves[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    this.#travel(Math.min(Math.max(step, 0), this.#last));
  };

  #travel(step: number): void {
    if (step !== this.#at) emit(this, "lab-travel", { step });
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
