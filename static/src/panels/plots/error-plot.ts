// Log-log plot of the error of the difference quotient against h.

import { html, type TemplateResult } from "lit";
import { numbersTable } from "../../chart/data-table.js";
import { type PlotSize, plot, plotArea } from "../../chart/frame.js";
import { curve, dot } from "../../chart/marks.js";
import { logarithmic } from "../../chart/scale.js";
import { plain } from "../../lib/format.js";
import type { Check } from "../../trace/contract.js";
import { bestPoint } from "../../trace/notes/error-curve.js";

/** Drawn in place of an error of 0, which has no logarithm. */
const MIN_ERROR = 1e-17;

export function errorPlot(
  { curve: errors, curve_leaves: count, leaves }: Check,
  { width, height }: PlotSize,
): TemplateResult {
  const points = errors.map(({ h, error }) => [h, error === 0 ? MIN_ERROR : error] as const);
  const sizes = points.map(([, error]) => error).filter((error) => Number.isFinite(error) && error > 0);
  if (sizes.length === 0) return html`<p class="soft">No error is finite here.</p>`;
  const best = bestPoint(errors)!;
  const area = plotArea(width, height);
  // Large h is on the left.
  const x = logarithmic([0.2, 5e-16], area.x, 44);
  const y = logarithmic([Math.max(Math.min(...sizes) / 3, MIN_ERROR / 3), Math.max(...sizes) * 3], area.y, 26);
  const subject =
    count === 1
      ? `for ${leaves[0]!.name}`
      : `the largest over ${count < leaves.length ? `${count} leaves` : "all leaves"}`;
  const description =
    `Error of the difference quotient, ${subject}, against h from 0.1 to 1e−15. ` +
    `It is ${plain(errors[0]!.error)} at h = 0.1, smallest at h = ${plain(best.h)} with ${plain(best.error)}, ` +
    `and ${plain(errors.at(-1)!.error)} at h = 1e−15.`;
  return html`
    ${plot({ width, height, x, y, xName: "h", yName: `error, ${subject}`, description }, [
      curve(points, x, y, "plot-main"),
      ...points.map((point) =>
        dot(point, x, y, point[0] === best.h ? "plot-best" : "plot-dot", point[0] === best.h ? 5 : 3),
      ),
    ])}
    ${numbersTable(
      ["h", "error"],
      errors.map(({ h, error }) => [h, error]),
    )}
  `;
}
