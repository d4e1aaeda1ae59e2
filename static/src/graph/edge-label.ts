// The local derivative, written beside the edge that a contribution comes along: "× b = −3".

import { createSvg } from "../lib/dom/svg.js";
import { fourDecimals } from "../lib/format.js";
import { midpoint, type Point } from "../lib/path-points.js";
import type { FlowStep, Trace } from "../trace/contract.js";

/** The operand itself is the derivative where a product's other operand is meant; elsewhere the number says it all. */
export function edgeLabel(trace: Trace, flow: FlowStep): string {
  const { op, parents } = trace.nodes[flow.from]!;
  const other = op === "*" && parents.length === 2 ? trace.nodes[parents[1 - flow.operand]!] : undefined;
  const value = short(flow.local);
  return other && other.name !== value ? `× ${other.name} = ${value}` : `× ${value}`;
}

/** Four decimals at most: trailing zeros say nothing here. */
function short(value: number): string {
  const text = fourDecimals(value);
  return (text.includes("e") ? text : text.replace(/\.?0+$/, "")).replace("-", "−");
}

/** How wide a character of the label is, how high it stands above a line that it fits on, and how far off one it does not. */
const CHARACTER = 8;
const ABOVE = 8;
const ASIDE = 20;

export class EdgeLabel {
  readonly #text = createSvg("text", { class: "edge-label" });

  constructor(content: SVGGElement) {
    content.append(this.#text);
  }

  remove(): void {
    this.#text.remove();
  }

  hide(): void {
    if (this.#text.textContent) this.#text.textContent = "";
  }

  /**
   * Above the middle of the edge, where it fits between the boxes. Otherwise beside the operand's box, on the side that the
   * edge leads away from: below an edge that rises, above one that falls.
   */
  show(line: readonly Point[], text: string): void {
    const [start, end] = [line[0]!, line.at(-1)!];
    const half = midpoint(line);
    const fits = text.length * CHARACTER <= half.length;
    const rises = end.y < start.y - 1;
    this.#text.setAttribute("text-anchor", fits ? "middle" : "start");
    this.#text.setAttribute("x", String(fits ? half.x : start.x + 4));
    this.#text.setAttribute("y", String(fits ? half.y - ABOVE : rises ? start.y + ASIDE : start.y - ASIDE + ABOVE));
    this.#text.textContent = text;
  }
}
