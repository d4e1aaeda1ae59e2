// Axes of a canvas as SVG behind it: ticks, grid lines, and names at their ends. Sizes scale with the font size.

import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import type { Scale } from "../../chart/scale.js";

export interface Axis {
  readonly scale: Scale;
  readonly name: string;
}

/** A plot with two axes. An empty name of x means that another plot below it has the labels of the shared axis. */
export interface Plot {
  readonly x: Axis;
  readonly y: Axis;
  /** Whether grid lines cross it; otherwise ticks stand at the axes only. */
  readonly gridLines: boolean;
}

/** `size` is the font size in pixels. */
export function axes(width: number, height: number, size: number, plots: readonly Plot[]): TemplateResult {
  return html`
    <svg class="plot" aria-hidden="true" width=${width} height=${height} viewBox="0 0 ${width} ${height}">
      ${plots.map((plot) => plotAxes(plot, size))}
    </svg>
  `;
}

function plotAxes({ x, y, gridLines }: Plot, size: number): SVGTemplateResult {
  const [left, right] = x.scale.range;
  const [bottom, top] = y.scale.range;
  const nameLeft = right - x.name.length * size * 0.6 - size * 2;
  return svg`
    <g class="plot-grid">
      ${x.scale.ticks().map(
        ({ value, label }) => svg`
        <path d="M${x.scale.at(value)} ${bottom}${gridLines ? `V${top}` : "v4"}" />
        ${
          x.name && x.scale.at(value) + label.length * size * 0.3 < nameLeft
            ? svg`<text x=${x.scale.at(value)} y=${bottom + size * 1.25} text-anchor="middle">${label}</text>`
            : ""
        }`,
      )}
      ${y.scale.ticks().map(
        ({ value, label }) => svg`
        <path d="M${left} ${y.scale.at(value)}${gridLines ? `H${right}` : "h-4"}" />
        <text x=${left - 8} y=${y.scale.at(value) + size * 0.35} text-anchor="end">${label}</text>`,
      )}
      <path class="plot-axis" d="M${left} ${bottom}H${right}" />
    </g>
    ${
      x.name
        ? svg`<text class="plot-name" x=${right} y=${bottom + size * 1.25} text-anchor="end">${x.name} →</text>`
        : ""
    }
    <text class="plot-name" x=${left} y=${top - size * 0.55} text-anchor="start">↑ ${y.name}</text>
  `;
}
