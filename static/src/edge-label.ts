// The local derivative, written beside the edge that a contribution comes along: "× b = −3".

import type { FlowStep, Trace } from "./contract.js";
import { fourDecimals } from "./format.js";

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

  /** Above the middle of the edge. */
  show(path: SVGPathElement, text: string): void {
    const { x, y } = path.getPointAtLength(path.getTotalLength() / 2);
    this.#text.setAttribute("x", String(x));
    this.#text.setAttribute("y", String(y - 8));
    this.#text.textContent = text;
  }
}
