// The output over two leaves as a map: lines of equal height, the gradient's arrow, and the steps made so far.

import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import { contour, levels, type Segment } from "../../chart/contour.js";
import { numbers, sample } from "../../chart/data-table.js";
import { inner, plot, type Room } from "../../chart/frame.js";
import { arrow, curve, dot, type Point } from "../../chart/marks.js";
import { linear, type Scale } from "../../chart/scale.js";
import { plain } from "../../lib/format.js";
import type { Surface } from "../../trace/contract.js";

const LEVELS = 11;
const ARROW = 64; // pixels
/** Labels keep this far from one another and from the edges. */
const APART = 44; // pixels

interface Drawn {
  readonly level: number;
  readonly segments: readonly Segment[];
}

export function surfacePlot(
  surface: Surface,
  leaves: readonly [string, string],
  root: string,
  path: readonly Point[],
  { width, height }: Room,
): TemplateResult {
  const { xs, ys, values, at, gradient } = surface;
  const area = inner(width, height);
  const x = linear([xs[0]!, xs.at(-1)!], area.x, 56);
  const y = linear([ys[0]!, ys.at(-1)!], area.y, 34);
  const drawn = levels(values, LEVELS).map((level) => ({ level, segments: contour(surface, level) }));
  const here: Point = [at[0], at[1]];
  const description =
    `Map of ${root} over ${leaves[0]} from ${plain(xs[0]!)} to ${plain(xs.at(-1)!)} and ${leaves[1]} from ${plain(ys[0]!)} to ${plain(ys.at(-1)!)}. ` +
    surfaceWords(surface, ...leaves, root);
  const rows = sample(ys, 5).map((each) => ys.indexOf(each));
  const columns = sample(xs, 5).map((each) => xs.indexOf(each));
  return html`
    ${plot({ width, height, x, y, xName: leaves[0], yName: leaves[1], description }, [
      ...drawn.map(({ segments }, i) => lines(segments, i / Math.max(1, drawn.length - 1), x, y)),
      ...labels(drawn, here, x, y),
      curve(path, x, y, "plot-path"),
      ...path.map((point) => dot(point, x, y, "plot-step", 3)),
      arrow(here, gradient, x, y, ARROW, "plot-gradient"),
      dot(here, x, y, "plot-now", 6),
    ])}
    ${numbers(
      [leaves[0], leaves[1], root],
      rows.flatMap((row) => columns.map((column) => [xs[column]!, ys[row]!, values[row]![column]!])),
    )}
  `;
}

export function surfaceWords({ values, at, gradient }: Surface, x: string, y: string, root: string): string {
  const gaps = values.flat().some((f) => !Number.isFinite(f)) ? " Gaps are where it is not finite." : "";
  return `At ${x} = ${plain(at[0])}, ${y} = ${plain(at[1])}, ${root} is ${plain(at[2])} and the gradient is (${plain(gradient[0])}, ${plain(gradient[1])}).${gaps}`;
}

/** `height` goes from 0, the lowest and palest, to 1. */
function lines(segments: readonly Segment[], height: number, x: Scale, y: Scale): SVGTemplateResult {
  const pixel = (value: number): number => Math.round(value * 10) / 10;
  const path = segments
    .map(([a, b]) => `M${pixel(x.at(a[0]))} ${pixel(y.at(a[1]))}L${pixel(x.at(b[0]))} ${pixel(y.at(b[1]))}`)
    .join("");
  return svg`<path class="plot-contour" d=${path} stroke-opacity=${0.35 + 0.65 * height} />`;
}

/** Each level's number on its line, where it is farthest from the others. */
function labels(drawn: readonly Drawn[], here: Point, x: Scale, y: Scale): SVGTemplateResult[] {
  const taken: Point[] = [[x.at(here[0]), y.at(here[1])]];
  return drawn.flatMap(({ level, segments }) => {
    const places = segments
      .map(([a, b]): Point => [x.at((a[0] + b[0]) / 2), y.at((a[1] + b[1]) / 2)])
      .filter(
        ([left, top]) =>
          left > x.range[0] + APART / 2 &&
          left < x.range[1] - APART / 2 &&
          top < y.range[0] - 12 &&
          top > y.range[1] + 12,
      );
    let best: Point | null = null;
    let farthest = APART;
    for (const place of places) {
      const distance = Math.min(...taken.map(([left, top]) => Math.hypot(place[0] - left, place[1] - top)));
      if (distance > farthest) [best, farthest] = [place, distance];
    }
    if (!best) return [];
    taken.push(best);
    return [svg`<text class="plot-level" x=${best[0]} y=${best[1] + 4} text-anchor="middle">${plain(level)}</text>`];
  });
}
