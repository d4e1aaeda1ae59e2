// <lab-surface>: the network's scores over the plane of its two inputs, and the training points.

import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { numbersTable } from "../../chart/data-table.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { plain } from "../../lib/format.js";
import type { Grid } from "../training/frames.js";
import { extentOf } from "../training/score-grid.js";
import { axes } from "./axes.js";
import { CanvasController } from "./canvas-controller.js";
import type { Label, LabSurface } from "./contract.js";
import { DebounceController } from "./debounce-controller.js";
import { emit } from "./events.js";
import { interpolateScore } from "./heatmap.js";
import { PaletteCache } from "./palette.js";
import { type Extent, type PlaneScales, planeScales } from "./plane-scales.js";
import { crowded, pointAt } from "./points.js";
import { surfaceKey } from "./surface-key.js";
import { SurfacePainter } from "./surface-painter.js";
import { describeCorrect, describePosition, describeSurface } from "./text/surface-text.js";

/** Part of the plane that the crosshair moves with an arrow key, and with Shift. */
const STRIDES = [1 / 20, 1 / 100] as const;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

@customElement("lab-surface")
export class LabSurfaceElement extends LightElement implements LabSurface {
  @property() name = "";
  @property({ attribute: false }) points: readonly (readonly number[])[] = [];
  @property({ attribute: false }) label: Label = 1;
  @property({ attribute: false }) chosen: number | null = null;
  @state() private extent: Extent = [-1, 1, -1, 1];
  @state() private announced = "";

  readonly #canvas = new CanvasController(this, () => this.#redraw(true));
  readonly #palette = new PaletteCache(this, () => {
    this.#painter.invalidate();
    this.#redraw(true);
  });
  readonly #debounce = new DebounceController(this, () => this.requestUpdate());
  readonly #painter = new SurfacePainter();
  /** A copy: the caller may overwrite its array. */
  #grid: Grid | null = null;
  #wrong: readonly boolean[] = [];
  /** Position of the keyboard's crosshair, and the position whose score is shown: the pointer's or the crosshair's. */
  #cross: readonly [number, number] | null = null;
  #position: readonly [number, number] | null = null;

  draw(grid: Grid | null, wrong: readonly boolean[] = []): void {
    this.#grid = grid && { ...grid, scores: grid.scores.slice() };
    this.#wrong = wrong;
    if (grid?.extent.some((end, i) => end !== this.extent[i])) this.extent = grid.extent;
    this.#debounce.restart();
    this.#redraw(false);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("points") && !this.#grid && this.points.length) this.extent = extentOf(this.points);
  }

  protected override updated(): void {
    this.#redraw(false);
  }

  protected override render(): TemplateResult {
    const palette = this.#palette.current;
    const { x, y } = this.#scales;
    const description = describeSurface(this.name, this.points, this.#grid, this.#wrong, this.chosen);
    return html`
      <div class="lab-head"><span class="lab-place"></span></div>
      <div class="lab-room">
        ${
          this.#canvas.width
            ? axes(this.#canvas.width, this.#canvas.height, palette.size, [
                { x: { scale: x, name: "x1" }, y: { scale: y, name: "x2" }, gridLines: false },
              ])
            : ""
        }
        <canvas class="lab-canvas" role="img" aria-label=${description}></canvas>
        <div class="lab-touch lab-plane" tabindex="0" role="application"
          aria-label="Plane of x1 and x2: arrows move a crosshair, Enter adds a point or chooses the one below it"
          @click=${this.#onClick} @pointermove=${this.#onPointerMove} @pointerleave=${this.#onPointerLeave}
          @keydown=${this.#onKeyDown} @blur=${this.#onBlur}></div>
        ${this.#table()}
      </div>
      ${surfaceKey(this.#painter.colours(palette), crowded(this.points.length))}
      <span class="visually-hidden" role="status">${this.announced}</span>
    `;
  }

  get #scales(): PlaneScales {
    return planeScales(this.extent, this.#canvas.width, this.#canvas.height, this.#palette.current.size);
  }

  /** Writes above the plane: the shown position and its score, else how many points are classified correctly. */
  #writeReading(): void {
    const element = this.querySelector(".lab-place");
    if (element)
      element.textContent = this.#position
        ? describePosition(...this.#position, this.#grid)
        : describeCorrect(this.points.length, this.#wrong);
  }

  #redraw(withAxes: boolean): void {
    if (withAxes) this.requestUpdate();
    this.#writeReading();
    const context = this.#canvas.clear();
    if (!context) return;
    const { points, chosen } = this;
    const scene = { grid: this.#grid, points, wrong: this.#wrong, chosen, cross: this.#cross };
    this.#painter.paint(context, scene, this.#scales, this.#palette.current, this.#canvas.density);
  }

  #table(): TemplateResult {
    const grid = this.#grid;
    if (!grid) return html``;
    const [x0, x1, y0, y1] = grid.extent;
    const fiveTicks = (from: number, to: number): number[] =>
      Array.from({ length: 5 }, (_, i) => from + (i / 4) * (to - from));
    return numbersTable(
      ["x1", "x2", "score"],
      fiveTicks(y0, y1).flatMap((y) => fiveTicks(x0, x1).map((x) => [x, y, interpolateScore(grid, x, y)].map(plain))),
    );
  }

  /** Coordinates of the pointer; null outside the plane. */
  #positionAt({ offsetX, offsetY }: MouseEvent): readonly [number, number] | null {
    const { x, y } = this.#scales;
    const inside = offsetX >= x.range[0] && offsetX <= x.range[1] && offsetY <= y.range[0] && offsetY >= y.range[1];
    return inside ? [x.invert(offsetX), y.invert(offsetY)] : null;
  }

  #onClick = (event: MouseEvent): void => {
    const position = this.#positionAt(event);
    if (position) this.#chooseOrAdd(position, event.offsetX, event.offsetY, event.shiftKey);
  };

  /** Chooses the point at the position, or adds one there: with Shift one of the other label. */
  #chooseOrAdd([x, y]: readonly [number, number], left: number, top: number, other: boolean): void {
    const row = pointAt(this.points, this.#scales, left, top);
    if (row !== null) emit(this, "lab-choose", { row });
    else
      emit(this, "lab-place", {
        x: rounded(x),
        y: rounded(y),
        label: other ? (this.label > 0 ? -1 : 1) : this.label,
      });
  }

  #onPointerMove = (event: PointerEvent): void => {
    this.#position = this.#positionAt(event);
    this.#writeReading();
  };

  #onPointerLeave = (): void => {
    this.#position = this.#cross;
    this.#writeReading();
  };

  #onBlur = (): void => {
    this.#cross = this.#position = null;
    this.announced = "";
    this.#redraw(false);
  };

  #onKeyDown = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !(arrow || event.key === "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    const [x0, x1, y0, y1] = this.extent;
    const [x, y] = this.#cross ?? [(x0 + x1) / 2, (y0 + y1) / 2];
    if (arrow) {
      const stride = STRIDES[event.shiftKey ? 1 : 0];
      const clamp = (value: number, from: number, to: number): number => Math.min(Math.max(value, from), to);
      this.#cross = this.#position = [
        clamp(x + arrow[0] * stride * (x1 - x0), x0, x1),
        clamp(y + arrow[1] * stride * (y1 - y0), y0, y1),
      ];
      this.announced = describePosition(...this.#cross, this.#grid);
    } else if (this.#cross) {
      const scales = this.#scales;
      this.#chooseOrAdd(this.#cross, scales.x.at(x), scales.y.at(y), event.shiftKey);
    }
    this.#redraw(false);
  };
}

/** Rounded to four decimals, like the generated points. */
function rounded(value: number): number {
  return Number(value.toFixed(4));
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-surface": LabSurfaceElement;
  }
}
