// Paints the curves of one or two runs: every step if there are few, else min-max band and mean of each pixel column.

import type { Curve } from "../training/frames.js";
import { Columns } from "./columns.js";
import { type CurveScales, isStacked, type PlotScales } from "./curve-scales.js";
import type { DecimatedSeries, DecimationCache } from "./decimate.js";
import type { Palette } from "./palette.js";

/** Dash pattern of the second run. */
const DASHES = [7, 4];
/** Opacity of the band behind a mean. */
const BAND_ALPHA = 0.22;
/** Part by which the curves after the current step are faded. */
const FADE = 0.62;
/** Minimum distance of the triangles that mark losses of 0, in pixels. */
const TRIANGLE_DISTANCE = 14;

/** A step to mark with a line and dots: the current one, or the one below the pointer. */
export interface Mark {
  readonly step: number;
  readonly current: boolean;
}

interface Line {
  readonly values: Float64Array;
  readonly decimated: DecimatedSeries;
  readonly length: number;
}

export class CurvePainter {
  readonly #columns = new Columns();

  paint(
    context: CanvasRenderingContext2D,
    curves: readonly Curve[],
    decimated: readonly DecimationCache[],
    scales: CurveScales,
    marks: readonly Mark[],
    palette: Palette,
  ): void {
    context.lineJoin = "round";
    context.lineCap = "butt";
    // The first run lies above the second.
    for (const [index, curve] of [...curves.entries()].reverse()) {
      const colour = palette.runs[index]!;
      const { losses, accuracies, finiteLength } = decimated[index]!;
      context.setLineDash(index === 0 ? [] : DASHES);
      if (scales.accuracy)
        this.#line(
          context,
          { values: curve.accuracies, decimated: accuracies, length: finiteLength },
          scales.accuracy,
          colour,
        );
      this.#line(context, { values: curve.losses, decimated: losses, length: finiteLength }, scales.loss, colour);
      context.setLineDash([]);
      if (finiteLength < curve.length)
        paintCross(context, scales.loss.x.at(finiteLength), scales.loss.y.range[1] + 8, colour);
    }
    for (const mark of marks) paintMark(context, curves, scales, mark, palette);
  }

  #line(
    context: CanvasRenderingContext2D,
    { values, decimated, length }: Line,
    { x, y }: PlotScales,
    colour: string,
  ): void {
    if (length === 0) return;
    const [left, right] = x.range;
    const last = x.domain[1];
    const columns = Math.floor(right - left);
    const bottom = y.range[0];
    // Clamped to the plot: a loss of 0 has no logarithm and is drawn at the bottom edge.
    const clampedY = (value: number): number => Math.min(Math.max(y.at(value), y.range[1]), bottom);
    const line = new Path2D();
    const zeros: number[] = [];
    if (last <= 2 * columns) {
      for (let k = 0; k < length; k += 1) {
        line.lineTo(x.at(k), clampedY(values[k]!));
        if (y.domain[0] > 0 && values[k]! <= 0) zeros.push(x.at(k));
      }
    } else {
      this.#columns.aggregate(values, decimated, length, last, columns);
      const { low, high, mean, count } = this.#columns;
      context.fillStyle = colour;
      context.globalAlpha = BAND_ALPHA;
      for (let column = 0; column < columns && count[column]; column += 1) {
        const [from, to] = [clampedY(high[column]!), clampedY(low[column]!)];
        if (to - from > 2) context.fillRect(left + column, from, 1, to - from);
        line.lineTo(left + column + 0.5, clampedY(mean[column]!));
        if (y.domain[0] > 0 && low[column]! <= 0) zeros.push(left + column + 0.5);
      }
      context.globalAlpha = 1;
    }
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.stroke(line);
    paintTriangles(context, zeros, bottom, colour);
  }
}

/** Triangles at the bottom edge that point down, for losses of 0 on a logarithmic axis. */
function paintTriangles(
  context: CanvasRenderingContext2D,
  xs: readonly number[],
  bottom: number,
  colour: string,
): void {
  let nextLeft = -Infinity;
  context.fillStyle = colour;
  context.beginPath();
  for (const left of xs) {
    if (left < nextLeft) continue;
    nextLeft = left + TRIANGLE_DISTANCE;
    context.moveTo(left - 4, bottom - 7);
    context.lineTo(left + 4, bottom - 7);
    context.lineTo(left, bottom);
  }
  context.fill();
}

/** A cross where the loss is no longer finite. */
function paintCross(context: CanvasRenderingContext2D, left: number, top: number, colour: string): void {
  context.beginPath();
  context.moveTo(left - 5, top - 5);
  context.lineTo(left + 5, top + 5);
  context.moveTo(left - 5, top + 5);
  context.lineTo(left + 5, top - 5);
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  context.stroke();
}

function paintMark(
  context: CanvasRenderingContext2D,
  curves: readonly Curve[],
  scales: CurveScales,
  mark: Mark,
  palette: Palette,
): void {
  const { loss, accuracy } = scales;
  if (accuracy && isStacked(scales)) {
    paintLine(
      context,
      curves,
      { x: loss.x, y: { ...accuracy.y, range: [accuracy.y.range[0], loss.y.range[1]] } },
      mark,
      palette,
    );
  } else {
    for (const plot of [loss, accuracy]) if (plot) paintLine(context, curves, plot, mark, palette);
  }
  for (const [index, { losses, accuracies, length }] of curves.entries()) {
    if (mark.step >= length || !Number.isFinite(losses[mark.step]!)) continue;
    paintDot(context, loss, mark, losses[mark.step]!, palette.runs[index]!, palette);
    if (accuracy) paintDot(context, accuracy, mark, accuracies[mark.step]!, palette.runs[index]!, palette);
  }
}

/** A vertical line at the step; what follows the current step is faded. */
function paintLine(
  context: CanvasRenderingContext2D,
  curves: readonly Curve[],
  { x, y }: PlotScales,
  { step, current }: Mark,
  palette: Palette,
): void {
  const left = x.at(step);
  const [bottom, top] = y.range;
  const end = Math.max(...curves.map(({ length }) => length)) - 1;
  if (current && step < end) {
    context.globalCompositeOperation = "destination-out";
    context.globalAlpha = FADE;
    context.fillRect(left, top - 2, x.at(end) - left + 4, bottom - top + 4);
    context.globalAlpha = 1;
    context.globalCompositeOperation = "source-over";
  }
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(left, bottom);
  context.strokeStyle = current ? palette.ink : palette.soft;
  context.lineWidth = 1;
  context.setLineDash(current ? [] : [2, 3]);
  context.stroke();
  context.setLineDash([]);
}

function paintDot(
  context: CanvasRenderingContext2D,
  { x, y }: PlotScales,
  { step, current }: Mark,
  value: number,
  colour: string,
  palette: Palette,
): void {
  context.beginPath();
  context.arc(x.at(step), Math.min(Math.max(y.at(value), y.range[1]), y.range[0]), current ? 4.5 : 3.5, 0, 2 * Math.PI);
  context.fillStyle = palette.ground;
  context.strokeStyle = colour;
  context.lineWidth = 2.5;
  context.fill();
  context.stroke();
}
