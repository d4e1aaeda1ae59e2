// The local derivative, written beside the edge that a contribution comes along: "× b = −3".

import type { FlowStep, Trace } from "./contract.js";
import { fourDecimals } from "./format.js";
import type { Point } from "./polyline.js";

const SVG = "http://www.w3.org/2000/svg";

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

/** How wide a character of the label is, and how high the label stands above what it must not cover. */
const CHARACTER = 8;
const ABOVE = 8;

export class EdgeLabel {
  readonly #text = document.createElementNS(SVG, "text");

  constructor(content: SVGGElement) {
    this.#text.setAttribute("class", "edge-label");
    this.#text.setAttribute("text-anchor", "middle");
    content.append(this.#text);
  }

  remove(): void {
    this.#text.remove();
  }

  hide(): void {
    if (this.#text.textContent) this.#text.textContent = "";
  }

  /** Above the middle of the edge; above `top`, the upper end of the boxes beside it, where there is no room between them. */
  show(middle: Point & { readonly length: number }, text: string, top: number): void {
    const y = text.length * CHARACTER > middle.length ? Math.min(top, middle.y) : middle.y;
    this.#text.setAttribute("x", String(middle.x));
    this.#text.setAttribute("y", String(y - ABOVE));
    this.#text.textContent = text;
  }
}
