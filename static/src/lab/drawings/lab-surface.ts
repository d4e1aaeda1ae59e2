// <lab-surface>: the network's score over the plane of its two inputs, and the points it learns from.

import { html, type PropertyValues, type TemplateResult } from "lit";
import { customElement, property, state } from "lit/decorators.js";
import { numbers } from "../../chart/data-table.js";
import { LightElement } from "../../lib/dom/light-element.js";
import { fourDecimals } from "../../lib/format.js";
import type { Grid } from "../training/frames.js";
import { extentOf } from "../training/plane.js";
import { axes } from "./axes.js";
import { CanvasController } from "./canvas-controller.js";
import type { Label, LabSurface } from "./contract.js";
import { DebounceController } from "./debounce-controller.js";
import { emit } from "./events.js";
import { scoreAt } from "./heatmap.js";
import { PaletteCache } from "./palette.js";
import { type Extent, type Plane, plane } from "./plane.js";
import { crowded, pointAt } from "./points.js";
import { surfaceKey } from "./surface-key.js";
import { SurfacePainter } from "./surface-painter.js";
import { placeWords, rightWords, surfaceWords } from "./text/surface-text.js";

/** How much of the plane the crosshair goes in one press, and in one with Shift. */
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

  readonly #sheet = new CanvasController(this, () => this.#redraw(true));
  readonly #pot = new PaletteCache(this, () => {
    this.#painter.forget();
    this.#redraw(true);
  });
  readonly #rest = new DebounceController(this, () => this.requestUpdate());
  readonly #painter = new SurfacePainter();
  /** A copy: the page's memory is written again. */
  #grid: Grid | null = null;
  #wrong: readonly boolean[] = [];
  /** Where the keys' crosshair is, and the place that is read: the pointer's or the crosshair's. */
  #cross: readonly [number, number] | null = null;
  #place: readonly [number, number] | null = null;

  draw(grid: Grid | null, wrong: readonly boolean[] = []): void {
    this.#grid = grid && { ...grid, scores: grid.scores.slice() };
    this.#wrong = wrong;
    if (grid?.extent.some((end, i) => end !== this.extent[i])) this.extent = grid.extent;
    this.#rest.moved();
    this.#redraw(false);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("points") && !this.#grid && this.points.length) this.extent = extentOf(this.points);
  }

  protected override updated(): void {
    this.#redraw(false);
  }

  protected override render(): TemplateResult {
    const { inks } = this.#pot;
    const { x, y } = this.#plane;
    const description = surfaceWords(this.name, this.points, this.#grid, this.#wrong, this.chosen);
    return html`
      <div class="lab-head"><span class="lab-place"></span></div>
      <div class="lab-room">
        ${this.#sheet.width ? axes(this.#sheet.width, this.#sheet.height, inks.size, [{ x: { scale: x, name: "x1" }, y: { scale: y, name: "x2" }, lines: false }]) : ""}
        <canvas class="lab-canvas" role="img" aria-label=${description}></canvas>
        <div class="lab-touch lab-plane" tabindex="0" role="application" aria-label="Plane of x1 and x2: arrows move a crosshair, Enter adds a point or chooses the one below it"
          @click=${this.#click} @pointermove=${this.#point} @pointerleave=${this.#leave} @keydown=${this.#key} @blur=${this.#blur}></div>
        ${this.#numbers()}
      </div>
      ${surfaceKey(this.#painter.colours(inks), crowded(this.points.length))}
      <span class="visually-hidden" role="status">${this.announced}</span>
    `;
  }

  get #plane(): Plane {
    return plane(this.extent, this.#sheet.width, this.#sheet.height, this.#pot.inks.size);
  }

  /** Above the plane: the place that is pointed at, else how the points stand. */
  #read(): void {
    const element = this.querySelector(".lab-place");
    if (element)
      element.textContent = this.#place
        ? placeWords(...this.#place, this.#grid)
        : rightWords(this.points.length, this.#wrong);
  }

  #redraw(axesToo: boolean): void {
    if (axesToo) this.requestUpdate();
    this.#read();
    const context = this.#sheet.clean();
    if (!context) return;
    const { points, chosen } = this;
    const scene = { grid: this.#grid, points, wrong: this.#wrong, chosen, cross: this.#cross };
    this.#painter.paint(context, scene, this.#plane, this.#pot.inks, this.#sheet.density);
  }

  #numbers(): TemplateResult {
    const grid = this.#grid;
    if (!grid) return html``;
    const [x0, x1, y0, y1] = grid.extent;
    const spread = (from: number, to: number): number[] =>
      Array.from({ length: 5 }, (_, i) => from + (i / 4) * (to - from));
    return numbers(
      ["x1", "x2", "score"],
      spread(y0, y1).flatMap((y) => spread(x0, x1).map((x) => [x, y, scoreAt(grid, x, y)].map(fourDecimals))),
    );
  }

  /** The place of the plane below the pointer; null beside it. */
  #under({ offsetX, offsetY }: MouseEvent): readonly [number, number] | null {
    const { x, y } = this.#plane;
    const inside = offsetX >= x.range[0] && offsetX <= x.range[1] && offsetY <= y.range[0] && offsetY >= y.range[1];
    return inside ? [x.invert(offsetX), y.invert(offsetY)] : null;
  }

  #click = (event: MouseEvent): void => {
    const place = this.#under(event);
    if (place) this.#use(place, event.offsetX, event.offsetY, event.shiftKey);
  };

  /** Choose the point there, or add one: with Shift one of the other label. */
  #use([x, y]: readonly [number, number], left: number, top: number, other: boolean): void {
    const row = pointAt(this.points, this.#plane, left, top);
    if (row !== null) emit(this, "lab-choose", { row });
    else
      emit(this, "lab-place", {
        x: written(x),
        y: written(y),
        label: other ? (this.label > 0 ? -1 : 1) : this.label,
      });
  }

  #point = (event: PointerEvent): void => {
    this.#place = this.#under(event);
    this.#read();
  };

  #leave = (): void => {
    this.#place = this.#cross;
    this.#read();
  };

  #blur = (): void => {
    this.#cross = this.#place = null;
    this.announced = "";
    this.#redraw(false);
  };

  #key = (event: KeyboardEvent): void => {
    const arrow = ARROWS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || !(arrow || event.key === "Enter")) return;
    event.preventDefault();
    event.stopPropagation();
    const [x0, x1, y0, y1] = this.extent;
    const [x, y] = this.#cross ?? [(x0 + x1) / 2, (y0 + y1) / 2];
    if (arrow) {
      const stride = STRIDES[event.shiftKey ? 1 : 0];
      const within = (value: number, from: number, to: number): number => Math.min(Math.max(value, from), to);
      this.#cross = this.#place = [
        within(x + arrow[0] * stride * (x1 - x0), x0, x1),
        within(y + arrow[1] * stride * (y1 - y0), y0, y1),
      ];
      this.announced = placeWords(...this.#cross, this.#grid);
    } else if (this.#cross) {
      const scales = this.#plane;
      this.#use(this.#cross, scales.x.at(x), scales.y.at(y), event.shiftKey);
    }
    this.#redraw(false);
  };
}

/** Four decimals, as the generated points have. */
function written(value: number): number {
  return Number(value.toFixed(4));
}

declare global {
  interface HTMLElementTagNameMap {
    "lab-surface": LabSurfaceElement;
  }
}
