// Plot of the output after each gradient step.

import { html, type TemplateResult } from "lit";
import { numbersTable } from "../../chart/data-table.js";
import { type PlotSize, plot, plotArea } from "../../chart/frame.js";
import { curve, dot } from "../../chart/marks.js";
import { extent, linear } from "../../chart/scale.js";
import { changed } from "../../lib/format.js";

export function outputsPlot(outputs: readonly number[], root: string, { width, height }: PlotSize): TemplateResult {
  const area = plotArea(width, height);
  const x = linear([0, Math.max(10, (outputs.length - 1) * 1.04)], area.x, 44);
  const y = linear(extent(outputs), area.y, 30);
  const points = outputs.map((output, step) => [step, output] as const);
  const description =
    outputs.length < 2
      ? "No step has been made yet."
      : `${root} over ${outputs.length === 2 ? "1 step" : `${outputs.length - 1} steps`}: ` +
        `from ${changed(outputs[0]!, outputs.at(-1)!).join(" to ")}.`;
  return html`
    ${plot({ width, height, x, y, xName: "step", yName: root, description }, [
      curve(points, x, y, "plot-path"),
      ...points.map((point, i) =>
        dot(point, x, y, i === points.length - 1 ? "plot-now" : "plot-step", i === points.length - 1 ? 5 : 3),
      ),
    ])}
    ${
      outputs.length < 2
        ? html`<p class="plot-empty">Make a step to see the curve.</p>`
        : numbersTable(["step", root], points)
    }
  `;
}
