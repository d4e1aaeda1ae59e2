// SVG icons on a 16 x 16 grid, in the colour of the text beside them. They are decorative: a text label always
// accompanies them.

import { html, type SVGTemplateResult, svg, type TemplateResult } from "lit";

const strokes = (path: string): SVGTemplateResult => svg`<path d=${path} class="icon-stroke" />`;
const solid = (path: string): SVGTemplateResult => svg`<path d=${path} class="icon-solid" />`;

/** The digits 1, 2 and 3 of the numbered list. */
const DIGITS = "M2 2h2v3H3V3H2zM2 6.5h2.5V8L3 9h1.5v1H2V8.8L3.2 7.5H2zM2 11h2.5v4H2v-1h1.2v-.6H2.4v-.8h.8V12H2z";
const EYE = "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8z";
const PUPIL = "M8 6.2a1.8 1.8 0 110 3.6 1.8 1.8 0 010-3.6z";

const DRAWINGS = {
  forward: strokes("M2 8h11M9 4l4 4-4 4"),
  backward: strokes("M14 8H3M7 4L3 8l4 4"),
  order: svg`${strokes("M7 3.5h7M7 8h7M7 12.5h7")}${solid(DIGITS)}`,
  update: strokes("M8 3l5.5 10h-11z"),
  first: svg`${strokes("M3.5 3v10")}${solid("M13 3v10L6 8z")}`,
  back: strokes("M10.5 3l-5 5 5 5"),
  play: solid("M4 2.5v11L13.5 8z"),
  pause: solid("M4 3h3v10H4zM9 3h3v10H9z"),
  next: strokes("M5.5 3l5 5-5 5"),
  last: svg`${strokes("M12.5 3v10")}${solid("M3 3v10l7-5z")}`,
  error: svg`${strokes("M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 4.6v4.2")}${solid("M7.1 10.4h1.8v1.6H7.1z")}`,
  warning: svg`${strokes("M8 2l6.5 11.5h-13zM8 6v4")}${solid("M7.2 11h1.6v1.5H7.2z")}`,
  right: strokes("M2.5 8.5l3.5 4 7.5-9"),
  shown: svg`${strokes(EYE)}${solid(PUPIL)}`,
  settings: strokes("M2 4.5h6.5M12 4.5h2M10.2 2.5v4M2 11.5h2.2M7.8 11.5H14M6 9.5v4"),
  more: solid("M2 7h2v2H2zM7 7h2v2H7zM12 7h2v2h-2z"),
} as const;

export type IconName = keyof typeof DRAWINGS;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">${DRAWINGS[name]}</svg>`;
}
