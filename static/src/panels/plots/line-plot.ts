// The output over one leaf, and the tangent at the present point.

import type { TemplateResult } from "lit";
import { html } from "lit";
import { numbers, sample } from "../../chart/data-table.js";
import { inner, plot, type Room } from "../../chart/frame.js";
import { curve, dot, tangent } from "../../chart/marks.js";
import { extent, linear } from "../../chart/scale.js";
import { plain } from "../../lib/format.js";
import type { Line } from "../../trace/contract.js";

export function linePlot(line: Line, leaf: string, root: string, { width, height }: Room): TemplateResult {
  const { points, at, slope } = line;
  const area = inner(width, height);
  const x = linear([points[0]![0], points.at(-1)![0]], area.x, 56);
  const y = linear(
    extent(
      points.map(([, f]) => f),
      [at[1]],
    ),
    area.y,
    34,
  );
  const ends = points.filter(([, f]) => Number.isFinite(f));
  const description =
    `${root} over ${leaf} from ${plain(x.domain[0])} to ${plain(x.domain[1])}. ` +
    (ends.length > 0
      ? `It is ${plain(ends[0]![1])} at the left and ${plain(ends.at(-1)![1])} at the right. `
      : "It is nowhere finite. ") +
    lineWords(line, leaf, root);
  return html`
    ${plot({ width, height, x, y, xName: leaf, yName: root, description }, [
      curve(points, x, y, "plot-main"),
      tangent(at, slope, x, y),
      dot(at, x, y, "plot-now", 6),
    ])}
    ${numbers([leaf, root], sample(points, 21))}
  `;
}

export function lineWords({ points, at, slope }: Line, leaf: string, root: string): string {
  const gaps = points.some(([, f]) => !Number.isFinite(f)) ? " Gaps are where it is not finite." : "";
  const way = slope > 0 ? "up" : slope < 0 ? "down" : "";
  const goes = way ? `: ${root} goes ${way} as ${leaf} grows` : slope === 0 ? ": the curve is level here" : "";
  return `At ${leaf} = ${plain(at[0])}, ${root} is ${plain(at[1])} and the slope is ${plain(slope)}${goes}.${gaps}`;
}
