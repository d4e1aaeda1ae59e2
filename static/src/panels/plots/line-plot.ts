// Plot of the output over one leaf, with the tangent at the present point.

import type { TemplateResult } from "lit";
import { html } from "lit";
import { numbersTable, sample } from "../../chart/data-table.js";
import { type PlotSize, plot, plotArea } from "../../chart/frame.js";
import { curve, dot, tangent } from "../../chart/marks.js";
import { extent, linear } from "../../chart/scale.js";
import { plain } from "../../lib/format.js";
import type { Line } from "../../trace/contract.js";
import { describeKinks } from "../../trace/notes/kinks.js";

/** What the slope at the present point is, where it is not that of the curve. */
export interface Slope {
  /** It is that of a backward pass with a mistake on purpose. */
  readonly isMistaken: boolean;
  /** The operations that stand on their kink here, by whose rule it is. */
  readonly kinks: readonly string[];
}

export const PLAIN_SLOPE: Slope = { isMistaken: false, kinks: [] };

export function linePlot(
  line: Line,
  leaf: string,
  root: string,
  { width, height }: PlotSize,
  kind: Slope = PLAIN_SLOPE,
): TemplateResult {
  const { points, at, slope } = line;
  const area = plotArea(width, height);
  const x = linear([points[0]![0], points.at(-1)![0]], area.x, 56);
  const y = linear(
    extent(
      points.map(([, f]) => f),
      [at[1]],
    ),
    area.y,
    34,
  );
  const finite = points.filter(([, f]) => Number.isFinite(f));
  const description =
    `${root} over ${leaf} from ${plain(x.domain[0])} to ${plain(x.domain[1])}. ` +
    (finite.length > 0
      ? `It is ${plain(finite[0]![1])} at the left and ${plain(finite.at(-1)![1])} at the right. `
      : "It is nowhere finite. ") +
    describeLine(line, leaf, root, kind);
  return html`
    ${plot({ width, height, x, y, xName: leaf, yName: root, description }, [
      curve(points, x, y, "plot-main"),
      tangent(at, slope, x, y),
      dot(at, x, y, "plot-now", 6),
    ])}
    ${numbersTable([leaf, root], sample(points, 21))}
  `;
}

/** The present point, the slope and any gaps, in words. */
export function describeLine(
  { points, at, slope }: Line,
  leaf: string,
  root: string,
  { isMistaken, kinks }: Slope = PLAIN_SLOPE,
): string {
  const gaps = points.some(([, f]) => !Number.isFinite(f)) ? " Gaps are where it is not finite." : "";
  const here = `At ${leaf} = ${plain(at[0])}, ${root} is ${plain(at[1])}`;
  const outside = at[0] < points[0]![0] || at[0] > points.at(-1)![0];
  if (outside) return `${here}: that is outside of what is plotted.${gaps}`;
  if (isMistaken) return `${here} and ${leaf}.grad is ${plain(slope)}, with the mistake in it.${gaps}`;
  if (kinks.length > 0)
    return (
      `${here}. The straight line has the slope ${plain(slope)}, by the rule for ${describeKinks(kinks)}: ` +
      `the curve may have a corner here.${gaps}`
    );
  const direction = slope > 0 ? "up" : slope < 0 ? "down" : "";
  const trend = direction
    ? `: ${root} goes ${direction} as ${leaf} grows`
    : slope === 0
      ? ": the curve is level here"
      : "";
  return `${here} and the slope is ${plain(slope)}${trend}.${gaps}`;
}
