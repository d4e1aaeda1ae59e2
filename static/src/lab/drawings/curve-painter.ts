// The curves of one or two runs: their band and mean where steps are many, line and dashes where they are few.

import type { Curve } from "../training/frames.js";
import { Columns } from "./columns.js";
import { below, type CurveScales, type Place } from "./curve-scales.js";
import type { Decimated, DecimationCache } from "./decimate.js";
import type { Palette } from "./palette.js";

/** Of the run that is not the first. */
const DASHES = [7, 4];
/** How pale the band behind a mean is, and what comes after the present step. */
const BAND = 0.22;
const AFTER = 0.62;
/** Signs of losses that have no logarithm stand this far apart, in pixels. */
const APART = 14;

/** A step of some run that is marked with a line and dots. */
export interface Mark {
  readonly step: number;
  readonly present: boolean;
}

interface Row {
  readonly values: Float64Array;
  readonly digest: Decimated;
  readonly length: number;
}

export class CurvePainter {
  readonly #columns = new Columns();

  paint(
    context: CanvasRenderingContext2D,
    curves: readonly Curve[],
    digests: readonly DecimationCache[],
    scales: CurveScales,
    marks: readonly Mark[],
    inks: Palette,
  ): void {
    context.lineJoin = "round";
    context.lineCap = "butt";
    // The first run lies above the second.
    for (const [index, curve] of [...curves.entries()].reverse()) {
      const ink = inks.runs[index]!;
      const { losses, accuracies, finite } = digests[index]!;
      context.setLineDash(index === 0 ? [] : DASHES);
      if (scales.accuracy)
        this.#line(context, { values: curve.accuracies, digest: accuracies, length: finite }, scales.accuracy, ink);
      this.#line(context, { values: curve.losses, digest: losses, length: finite }, scales.loss, ink);
      context.setLineDash([]);
      if (finite < curve.length) cross(context, scales.loss.x.at(finite), scales.loss.y.range[1] + 8, ink);
    }
    for (const mark of marks) paintMark(context, curves, scales, mark, inks);
  }

  #line(context: CanvasRenderingContext2D, { values, digest, length }: Row, { x, y }: Place, ink: string): void {
    if (length === 0) return;
    const [left, right] = x.range;
    const last = x.domain[1];
    const columns = Math.floor(right - left);
    const bottom = y.range[0];
    // A loss of 0 has no logarithm: it stands at the bottom edge.
    const height = (value: number): number => Math.min(Math.max(y.at(value), y.range[1]), bottom);
    const line = new Path2D();
    const zeros: number[] = [];
    if (last <= 2 * columns) {
      for (let k = 0; k < length; k += 1) {
        line.lineTo(x.at(k), height(values[k]!));
        if (y.domain[0] > 0 && values[k]! <= 0) zeros.push(x.at(k));
      }
    } else {
      this.#columns.gather(values, digest, length, last, columns);
      const { low, high, mean, count } = this.#columns;
      context.fillStyle = ink;
      context.globalAlpha = BAND;
      for (let column = 0; column < columns && count[column]; column += 1) {
        const [from, to] = [height(high[column]!), height(low[column]!)];
        if (to - from > 2) context.fillRect(left + column, from, 1, to - from);
        line.lineTo(left + column + 0.5, height(mean[column]!));
        if (y.domain[0] > 0 && low[column]! <= 0) zeros.push(left + column + 0.5);
      }
      context.globalAlpha = 1;
    }
    context.strokeStyle = ink;
    context.lineWidth = 2;
    context.stroke(line);
    signs(context, zeros, bottom, ink);
  }
}

/** Triangles that point below the edge. */
function signs(context: CanvasRenderingContext2D, places: readonly number[], bottom: number, ink: string): void {
  let free = -Infinity;
  context.fillStyle = ink;
  context.beginPath();
  for (const left of places) {
    if (left < free) continue;
    free = left + APART;
    context.moveTo(left - 4, bottom - 7);
    context.lineTo(left + 4, bottom - 7);
    context.lineTo(left, bottom);
  }
  context.fill();
}

/** Where the loss is no longer finite. */
function cross(context: CanvasRenderingContext2D, left: number, top: number, ink: string): void {
  context.beginPath();
  context.moveTo(left - 5, top - 5);
  context.lineTo(left + 5, top + 5);
  context.moveTo(left - 5, top + 5);
  context.lineTo(left + 5, top - 5);
  context.strokeStyle = ink;
  context.lineWidth = 2.5;
  context.stroke();
}

function paintMark(
  context: CanvasRenderingContext2D,
  curves: readonly Curve[],
  scales: CurveScales,
  mark: Mark,
  inks: Palette,
): void {
  const { loss, accuracy } = scales;
  if (accuracy && below(scales)) {
    paintLine(
      context,
      curves,
      { x: loss.x, y: { ...accuracy.y, range: [accuracy.y.range[0], loss.y.range[1]] } },
      mark,
      inks,
    );
  } else {
    for (const place of [loss, accuracy]) if (place) paintLine(context, curves, place, mark, inks);
  }
  for (const [index, { losses, accuracies, length }] of curves.entries()) {
    if (mark.step >= length || !Number.isFinite(losses[mark.step]!)) continue;
    paintDot(context, loss, mark, losses[mark.step]!, inks.runs[index]!, inks);
    if (accuracy) paintDot(context, accuracy, mark, accuracies[mark.step]!, inks.runs[index]!, inks);
  }
}

/** A line through all that is of this step; what comes after the present one is paler. */
function paintLine(
  context: CanvasRenderingContext2D,
  curves: readonly Curve[],
  { x, y }: Place,
  { step, present }: Mark,
  inks: Palette,
): void {
  const left = x.at(step);
  const [bottom, top] = y.range;
  const end = Math.max(...curves.map(({ length }) => length)) - 1;
  if (present && step < end) {
    context.globalCompositeOperation = "destination-out";
    context.globalAlpha = AFTER;
    context.fillRect(left, top - 2, x.at(end) - left + 4, bottom - top + 4);
    context.globalAlpha = 1;
    context.globalCompositeOperation = "source-over";
  }
  context.beginPath();
  context.moveTo(left, top);
  context.lineTo(left, bottom);
  context.strokeStyle = present ? inks.ink : inks.soft;
  context.lineWidth = 1;
  context.setLineDash(present ? [] : [2, 3]);
  context.stroke();
  context.setLineDash([]);
}

function paintDot(
  context: CanvasRenderingContext2D,
  { x, y }: Place,
  { step, present }: Mark,
  value: number,
  ink: string,
  inks: Palette,
): void {
  context.beginPath();
  context.arc(x.at(step), Math.min(Math.max(y.at(value), y.range[1]), y.range[0]), present ? 4.5 : 3.5, 0, 2 * Math.PI);
  context.fillStyle = inks.ground;
  context.strokeStyle = ink;
  context.lineWidth = 2.5;
  context.fill();
  context.stroke();
}
