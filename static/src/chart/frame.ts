// Frame of a plot: axes with ticks and names, grid lines, and the clipped plot area for the marks.

import { html, nothing, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import type { Scale } from "./scale.js";

export const MARGIN = { left: 58, right: 14, top: 22, bottom: 36 } as const;

/** The size of a plot in pixels. */
export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

export interface Frame extends PlotSize {
  readonly x: Scale;
  readonly y: Scale;
  readonly xName: string;
  readonly yName: string;
  /** Text alternative of the plot. */
  readonly description: string;
  /** Without ticks, grid and names. */
  readonly bare?: boolean;
}

/** The area of the marks in a plot of this size, in pixels from its upper left corner. */
export function plotArea(
  width: number,
  height: number,
): { readonly x: readonly [number, number]; readonly y: readonly [number, number] } {
  return {
    x: [MARGIN.left, Math.max(width - MARGIN.right, MARGIN.left + 1)],
    y: [Math.max(height - MARGIN.bottom, MARGIN.top + 1), MARGIN.top],
  };
}

/** A plot: the frame around `marks`, which are drawn with the frame's scales. */
export function plot(frame: Frame, marks: readonly SVGTemplateResult[]): TemplateResult {
  const { width, height, x, y, description, bare = false } = frame;
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  return html`
    <svg
      class="plot" role="img" aria-label=${description} width=${width} height=${height} viewBox="0 0 ${width} ${height}"
    >
      ${bare ? nothing : grid(frame)}
      <svg
        x=${left} y=${top} width=${right - left} height=${bottom - top}
        viewBox="${left} ${top} ${right - left} ${bottom - top}"
      >${marks}</svg>
    </svg>
  `;
}

/** Grid lines with their numbers, the axis, and the names of those that have one. */
function grid({ x, y, xName, yName }: Frame): SVGTemplateResult {
  const [left, right] = x.range;
  const [bottom, top] = y.range;
  return svg`
      <g class="plot-grid" aria-hidden="true">
        ${x.ticks().map(
          ({ value, label }) => svg`
          <path d="M${x.at(value)} ${bottom}V${top}" />
          <text x=${x.at(value)} y=${bottom + 16} text-anchor="middle">${label}</text>`,
        )}
        ${y.ticks().map(
          ({ value, label }) => svg`
          <path d="M${left} ${y.at(value)}H${right}" />
          <text x=${left - 8} y=${y.at(value) + 4} text-anchor="end">${label}</text>`,
        )}
        <path class="plot-axis" d="M${left} ${bottom}H${right}" />
      </g>
      ${
        xName === ""
          ? nothing
          : svg`<text class="plot-name" x=${right} y=${bottom + 32} text-anchor="end">${xName} →</text>`
      }
      ${
        yName === ""
          ? nothing
          : svg`<text class="plot-name" x=${left - 8} y=${top - 8} text-anchor="start">↑ ${yName}</text>`
      }
  `;
}
