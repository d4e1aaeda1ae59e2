// Axes around a canvas: ticks, faint lines, and names at their ends, as SVG below it. Sizes go with the type.

import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";
import type { Scale } from "../../chart/scale.js";

export interface Axis {
  readonly scale: Scale;
  readonly name: string;
}

/** One frame with its axes; a frame without a name below it stands above another one. */
export interface Frame {
  readonly x: Axis;
  readonly y: Axis;
  /** Whether faint lines cross it. */
  readonly lines: boolean;
}

export function axes(width: number, height: number, size: number, frames: readonly Frame[]): TemplateResult {
  return html`
    <svg class="plot" aria-hidden="true" width=${width} height=${height} viewBox="0 0 ${width} ${height}">
      ${frames.map((frame) => one(frame, size))}
    </svg>
  `;
}

function one({ x, y, lines }: Frame, size: number): SVGTemplateResult {
  const [left, right] = x.scale.range;
  const [bottom, top] = y.scale.range;
  const nameFrom = right - x.name.length * size * 0.6 - size * 2;
  return svg`
    <g class="plot-grid">
      ${x.scale.ticks().map(
        ({ value, words }) => svg`
        ${lines ? svg`<path d="M${x.scale.at(value)} ${bottom}V${top}" />` : svg`<path d="M${x.scale.at(value)} ${bottom}v4" />`}
        ${
          x.name && x.scale.at(value) + words.length * size * 0.3 < nameFrom
            ? svg`<text x=${x.scale.at(value)} y=${bottom + size * 1.25} text-anchor="middle">${words}</text>`
            : ""
        }`,
      )}
      ${y.scale.ticks().map(
        ({ value, words }) => svg`
        ${lines ? svg`<path d="M${left} ${y.scale.at(value)}H${right}" />` : svg`<path d="M${left} ${y.scale.at(value)}h-4" />`}
        <text x=${left - 8} y=${y.scale.at(value) + size * 0.35} text-anchor="end">${words}</text>`,
      )}
      <path class="plot-axis" d="M${left} ${bottom}H${right}" />
    </g>
    ${x.name ? svg`<text class="plot-name" x=${right} y=${bottom + size * 1.25} text-anchor="end">${x.name} →</text>` : ""}
    <text class="plot-name" x=${left} y=${top - size * 0.55} text-anchor="start">↑ ${y.name}</text>
  `;
}
