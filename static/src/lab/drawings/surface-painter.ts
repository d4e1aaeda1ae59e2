// The plane of two inputs in one frame: the scores' colours, the lines at -1, 0 and 1, the points, and the crosshair.

import { heightLines } from "../../chart/marching-squares.js";
import type { Grid } from "../training/frames.js";
import { Diverging } from "./diverging.js";
import { Heatmap } from "./heatmap.js";
import type { Palette } from "./palette.js";
import type { Plane } from "./plane.js";
import { drawChosen, drawPoints, drawWrong } from "./points.js";

export interface Scene {
  readonly grid: Grid | null;
  readonly points: readonly (readonly number[])[];
  readonly wrong: readonly boolean[];
  readonly chosen: number | null;
  /** In numbers of the plane. */
  readonly cross: readonly [number, number] | null;
}

/** Pixels of CSS along the sides of a square of one colour: finer ones look the same. */
const BLOCK = 2;
/** What the labels ask of the score. */
const ASKED = [-1, 1];

export class SurfacePainter {
  readonly #raster = new Heatmap();
  readonly #layer = new OffscreenCanvas(1, 1);
  #colours: Diverging | null = null;
  /** What the layer of points was drawn from. */
  #drawn: readonly unknown[] = [];

  /** The look has changed. */
  forget(): void {
    this.#colours = null;
    this.#drawn = [];
  }

  colours(inks: Palette): Diverging {
    return (this.#colours ??= Diverging.of(inks));
  }

  paint(context: CanvasRenderingContext2D, scene: Scene, plane: Plane, inks: Palette, density: number): void {
    const { x, y } = plane;
    const [[left, right], [bottom, top]] = [x.range, y.range];
    if (scene.grid) {
      const [from, to, low, high] = [left, right, bottom, top].map((edge) => Math.round(edge * density)) as [
        number,
        number,
        number,
        number,
      ];
      context.putImageData(
        this.#raster.picture(scene.grid, this.colours(inks), to - from, low - high, Math.round(BLOCK * density)),
        from,
        high,
      );
    }
    context.save();
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    if (scene.grid) paintLines(context, scene.grid, plane, inks);
    const { width, height } = context.canvas;
    context.imageSmoothingEnabled = false;
    context.drawImage(
      this.#points(scene.points, plane, inks, density, width, height),
      0,
      0,
      width / density,
      height / density,
    );
    drawWrong(context, scene.points, scene.wrong, plane, inks);
    const chosen = scene.chosen === null ? undefined : scene.points[scene.chosen];
    if (chosen) drawChosen(context, chosen, plane, inks);
    if (scene.cross) paintCross(context, x.at(scene.cross[0]), y.at(scene.cross[1]), plane, inks);
    context.restore();
    context.strokeStyle = inks.soft;
    context.lineWidth = 1;
    context.strokeRect(left - 0.5, top - 0.5, right - left + 1, bottom - top + 1);
  }

  #points(
    points: Scene["points"],
    plane: Plane,
    inks: Palette,
    density: number,
    width: number,
    height: number,
  ): OffscreenCanvas {
    const wanted = [points, inks, density, width, height, ...plane.x.domain, ...plane.y.domain];
    if (wanted.length === this.#drawn.length && wanted.every((each, i) => each === this.#drawn[i])) return this.#layer;
    this.#drawn = wanted;
    this.#layer.width = width;
    this.#layer.height = height;
    const context = this.#layer.getContext("2d")!;
    context.scale(density, density);
    drawPoints(context, points, plane, inks);
    return this.#layer;
  }
}

/** The line at 0, and those that the labels ask for. */
function paintLines(context: CanvasRenderingContext2D, grid: Grid, { x, y }: Plane, inks: Palette): void {
  const [x0, x1, y0, y1] = grid.extent;
  const [left, right, bottom, top] = [x.at(x0), x.at(x1), y.at(y0), y.at(y1)];
  const trace = (level: number): Path2D => {
    const path = new Path2D();
    for (const line of heightLines(grid.scores, grid.columns, grid.rows, level)) {
      for (let k = 0; k < line.length; k += 2) {
        const across = left + (line[k]! / (grid.columns - 1)) * (right - left);
        const up = bottom + (line[k + 1]! / (grid.rows - 1)) * (top - bottom);
        if (k === 0) path.moveTo(across, up);
        else path.lineTo(across, up);
      }
    }
    return path;
  };
  context.lineJoin = "round";
  context.strokeStyle = inks.soft;
  context.lineWidth = 1;
  context.setLineDash([2, 4]);
  for (const level of ASKED) context.stroke(trace(level));
  context.setLineDash([]);
  const boundary = trace(0);
  for (const [ink, width] of [
    [inks.paper, 4.5],
    [inks.ink, 2],
  ] as const) {
    context.strokeStyle = ink;
    context.lineWidth = width;
    context.stroke(boundary);
  }
}

function paintCross(
  context: CanvasRenderingContext2D,
  left: number,
  top: number,
  { x, y }: Plane,
  inks: Palette,
): void {
  context.beginPath();
  context.moveTo(x.range[0], top);
  context.lineTo(x.range[1], top);
  context.moveTo(left, y.range[0]);
  context.lineTo(left, y.range[1]);
  for (const [ink, width] of [
    [inks.paper, 3],
    [inks.focus, 1.25],
  ] as const) {
    context.strokeStyle = ink;
    context.lineWidth = width;
    context.stroke();
  }
}
