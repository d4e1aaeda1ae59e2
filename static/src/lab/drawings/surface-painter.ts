// Paints the plane of two inputs: the scores' colours, contour lines at -1, 0 and 1, the points, and the crosshair.

import { contourLines } from "../../chart/marching-squares.js";
import type { Grid } from "../training/frames.js";
import { DivergingScale } from "./diverging.js";
import { Heatmap } from "./heatmap.js";
import type { Palette } from "./palette.js";
import type { PlaneScales } from "./plane-scales.js";
import { drawChosen, drawMisclassified, drawPoints } from "./points.js";

export interface SurfaceScene {
  readonly grid: Grid | null;
  readonly points: readonly (readonly number[])[];
  readonly wrong: readonly boolean[];
  readonly chosen: number | null;
  /** Crosshair, in coordinates of the plane. */
  readonly cross: readonly [number, number] | null;
}

/** Side of the squares of one colour, in CSS pixels: finer ones look the same. */
const BLOCK = 2;
/** Scores that the labels ask for. */
const TARGETS = [-1, 1];

export class SurfacePainter {
  readonly #heatmap = new Heatmap();
  readonly #pointsLayer = new OffscreenCanvas(1, 1);
  #colours: DivergingScale | null = null;
  /** Inputs that the layer of points was drawn from; it is drawn again when one of them changes. */
  #layerInputs: readonly unknown[] = [];

  /** Drops colours and drawings of an old theme. */
  invalidate(): void {
    this.#colours = null;
    this.#layerInputs = [];
  }

  colours(palette: Palette): DivergingScale {
    return (this.#colours ??= DivergingScale.fromPalette(palette));
  }

  paint(
    context: CanvasRenderingContext2D,
    scene: SurfaceScene,
    plane: PlaneScales,
    palette: Palette,
    density: number,
  ): void {
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
        this.#heatmap.render(scene.grid, this.colours(palette), to - from, low - high, Math.round(BLOCK * density)),
        from,
        high,
      );
    }
    context.save();
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    if (scene.grid) paintLines(context, scene.grid, plane, palette);
    const { width, height } = context.canvas;
    context.imageSmoothingEnabled = false;
    context.drawImage(
      this.#points(scene.points, plane, palette, density, width, height),
      0,
      0,
      width / density,
      height / density,
    );
    drawMisclassified(context, scene.points, scene.wrong, plane, palette);
    const chosen = scene.chosen === null ? undefined : scene.points[scene.chosen];
    if (chosen) drawChosen(context, chosen, plane, palette);
    if (scene.cross) paintCross(context, x.at(scene.cross[0]), y.at(scene.cross[1]), plane, palette);
    context.restore();
    context.strokeStyle = palette.soft;
    context.lineWidth = 1;
    context.strokeRect(left - 0.5, top - 0.5, right - left + 1, bottom - top + 1);
  }

  #points(
    points: SurfaceScene["points"],
    plane: PlaneScales,
    palette: Palette,
    density: number,
    width: number,
    height: number,
  ): OffscreenCanvas {
    const inputs = [points, palette, density, width, height, ...plane.x.domain, ...plane.y.domain];
    if (inputs.length === this.#layerInputs.length && inputs.every((each, i) => each === this.#layerInputs[i]))
      return this.#pointsLayer;
    this.#layerInputs = inputs;
    this.#pointsLayer.width = width;
    this.#pointsLayer.height = height;
    const context = this.#pointsLayer.getContext("2d")!;
    context.scale(density, density);
    drawPoints(context, points, plane, palette);
    return this.#pointsLayer;
  }
}

/** Contour lines: the decision boundary at 0, and dotted lines at the targets. */
function paintLines(context: CanvasRenderingContext2D, grid: Grid, { x, y }: PlaneScales, palette: Palette): void {
  const [x0, x1, y0, y1] = grid.extent;
  const [left, right, bottom, top] = [x.at(x0), x.at(x1), y.at(y0), y.at(y1)];
  const contour = (level: number): Path2D => {
    const path = new Path2D();
    for (const line of contourLines(grid.scores, grid.columns, grid.rows, level)) {
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
  context.strokeStyle = palette.soft;
  context.lineWidth = 1;
  context.setLineDash([2, 4]);
  for (const level of TARGETS) context.stroke(contour(level));
  context.setLineDash([]);
  const boundary = contour(0);
  for (const [ink, width] of [
    [palette.paper, 4.5],
    [palette.ink, 2],
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
  { x, y }: PlaneScales,
  palette: Palette,
): void {
  context.beginPath();
  context.moveTo(x.range[0], top);
  context.lineTo(x.range[1], top);
  context.moveTo(left, y.range[0]);
  context.lineTo(left, y.range[1]);
  for (const [ink, width] of [
    [palette.paper, 3],
    [palette.focus, 1.25],
  ] as const) {
    context.strokeStyle = ink;
    context.lineWidth = width;
    context.stroke();
  }
}
