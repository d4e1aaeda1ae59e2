// Contour plot of the output over two leaves, with the gradient as an arrow and the path of the gradient steps.

import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import { contour, levels, type Segment } from "../../chart/contour.js";
import { numbersTable, sample } from "../../chart/data-table.js";
import { type PlotSize, plot, plotArea } from "../../chart/frame.js";
import { arrow, curve, dot, type Point } from "../../chart/marks.js";
import { linear, type Scale } from "../../chart/scale.js";
import { plain } from "../../lib/format.js";
import type { Surface } from "../../trace/contract.js";

const LEVELS = 11;
const ARROW_LENGTH = 64; // pixels
/** Minimum distance of a label from the others; half of it from the edges. */
const LABEL_SPACING = 44; // pixels

interface ContourLine {
  readonly level: number;
  readonly segments: readonly Segment[];
}

export function surfacePlot(
  surface: Surface,
  leaves: readonly [string, string],
  root: string,
  path: readonly Point[],
  { width, height }: PlotSize,
): TemplateResult {
  const { xs, ys, values, at, gradient } = surface;
  const area = plotArea(width, height);
  const x = linear([xs[0]!, xs.at(-1)!], area.x, 56);
  const y = linear([ys[0]!, ys.at(-1)!], area.y, 34);
  const contours = levels(values, LEVELS).map((level) => ({ level, segments: contour(surface, level) }));
  const current: Point = [at[0], at[1]];
  const description =
    `Map of ${root} over ${leaves[0]} from ${plain(xs[0]!)} to ${plain(xs.at(-1)!)} ` +
    `and ${leaves[1]} from ${plain(ys[0]!)} to ${plain(ys.at(-1)!)}. ` +
    describeSurface(surface, ...leaves, root);
  const rows = sample(ys, 5).map((each) => ys.indexOf(each));
  const columns = sample(xs, 5).map((each) => xs.indexOf(each));
  return html`
    ${plot({ width, height, x, y, xName: leaves[0], yName: leaves[1], description }, [
      ...contours.map(({ segments }, i) => contourPath(segments, i / Math.max(1, contours.length - 1), x, y)),
      ...labels(contours, current, x, y),
      curve(path, x, y, "plot-path"),
      ...path.map((point) => dot(point, x, y, "plot-step", 3)),
      arrow(current, gradient, x, y, ARROW_LENGTH, "plot-gradient"),
      dot(current, x, y, "plot-now", 6),
    ])}
    ${numbersTable(
      [leaves[0], leaves[1], root],
      rows.flatMap((row) => columns.map((column) => [xs[column]!, ys[row]!, values[row]![column]!])),
    )}
  `;
}

/** The present point, the gradient and any gaps, in words. */
export function describeSurface({ values, at, gradient }: Surface, x: string, y: string, root: string): string {
  const gaps = values.flat().some((f) => !Number.isFinite(f)) ? " Gaps are where it is not finite." : "";
  return (
    `At ${x} = ${plain(at[0])}, ${y} = ${plain(at[1])}, ${root} is ${plain(at[2])} ` +
    `and the gradient is (${plain(gradient[0])}, ${plain(gradient[1])}).${gaps}`
  );
}

/** The path of one contour; `height` is its rank from 0, the lowest and palest, to 1. */
function contourPath(segments: readonly Segment[], height: number, x: Scale, y: Scale): SVGTemplateResult {
  const pixel = (value: number): number => Math.round(value * 10) / 10;
  const path = segments
    .map(([a, b]) => `M${pixel(x.at(a[0]))} ${pixel(y.at(a[1]))}L${pixel(x.at(b[0]))} ${pixel(y.at(b[1]))}`)
    .join("");
  return svg`<path class="plot-contour" d=${path} stroke-opacity=${0.35 + 0.65 * height} />`;
}

/** Labels each contour at its segment farthest from the other labels and from the present point. */
function labels(contours: readonly ContourLine[], current: Point, x: Scale, y: Scale): SVGTemplateResult[] {
  const occupied: Point[] = [[x.at(current[0]), y.at(current[1])]];
  return contours.flatMap(({ level, segments }) => {
    const candidates = segments
      .map(([a, b]): Point => [x.at((a[0] + b[0]) / 2), y.at((a[1] + b[1]) / 2)])
      .filter(
        ([left, top]) =>
          left > x.range[0] + LABEL_SPACING / 2 &&
          left < x.range[1] - LABEL_SPACING / 2 &&
          top < y.range[0] - 12 &&
          top > y.range[1] + 12,
      );
    let best: Point | null = null;
    let bestDistance = LABEL_SPACING;
    for (const candidate of candidates) {
      const distance = Math.min(...occupied.map(([left, top]) => Math.hypot(candidate[0] - left, candidate[1] - top)));
      if (distance > bestDistance) [best, bestDistance] = [candidate, distance];
    }
    if (!best) return [];
    occupied.push(best);
    return [svg`<text class="plot-level" x=${best[0]} y=${best[1] + 4} text-anchor="middle">${plain(level)}</text>`];
  });
}
