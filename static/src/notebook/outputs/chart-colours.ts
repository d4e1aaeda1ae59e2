// Colours of figures: roles and places on a scale as the page's custom properties, so that they follow its look.

import { nothing, type SVGTemplateResult, svg } from "lit";
import type { Colour } from "./chart-spec.js";

const DASHES: Readonly<Record<string, string>> = { dashed: "7 4", dotted: "2 3", dashdot: "7 3 2 3" };

/** A CSS colour; presentation attributes may have one that refers to custom properties. */
export function css(colour: Colour): string {
  if (typeof colour === "string") return `var(--chart-${colour})`;
  const { scale, place } = colour;
  const percent = (share: number): string => `${Math.round(100 * share)}%`;
  if (scale === "sequential") {
    return `color-mix(in oklab, var(--chart-high) ${percent(place)}, var(--chart-low))`;
  }
  const [end, share] =
    place < 0.5 ? ["var(--chart-negative)", 1 - 2 * place] : ["var(--chart-positive)", 2 * place - 1];
  return `color-mix(in oklab, ${end} ${percent(share)}, var(--chart-middle))`;
}

export const paint = {
  line: (d: string, colour: Colour, width: number, dash: string | null, alpha: number): SVGTemplateResult => svg`
    <path d=${d} fill="none" stroke=${css(colour)} stroke-width=${Math.max(width, 0.5)} stroke-linejoin="round"
      stroke-dasharray=${DASHES[dash ?? ""] ?? nothing} opacity=${alpha} />`,
  /** Its edge is drawn too, so that there is no seam between neighbours. */
  area: (d: string, colour: Colour, alpha: number): SVGTemplateResult => svg`
    <path d=${d} fill=${css(colour)} stroke=${css(colour)} stroke-width="0.5" opacity=${alpha} />`,
};
