// Label of an edge with the local derivative of a contribution: "× b = −3".

import { createSvg } from "../lib/dom/svg.js";
import { plain } from "../lib/format.js";
import { midpoint, type Point } from "../lib/path-points.js";
import type { FlowStep, Trace } from "../trace/contract.js";

/** The derivative of a product is the other operand, which is then named; elsewhere the number is enough. */
export function edgeLabel(trace: Trace, flow: FlowStep): string {
  const { op, parents } = trace.nodes[flow.from]!;
  const other = op === "*" && parents.length === 2 ? trace.nodes[parents[1 - flow.operand]!] : undefined;
  const value = plain(flow.local);
  return other && other.name !== value ? `× ${other.name} = ${value}` : `× ${value}`;
}

/**
 * Width of a character, offset above an edge that is long enough, and offset beside one that is not; in the drawing's
 * units.
 */
const CHARACTER_WIDTH = 8;
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
   * Shows the label above the middle of the edge if it fits between the boxes. Otherwise beside the operand's box, on
   * the side away from the edge: below a rising edge, above a falling one.
   */
  show(line: readonly Point[], text: string): void {
    const [start, end] = [line[0]!, line.at(-1)!];
    const middle = midpoint(line);
    const fits = text.length * CHARACTER_WIDTH <= middle.length;
    const rises = end.y < start.y - 1;
    this.#text.setAttribute("text-anchor", fits ? "middle" : "start");
    this.#text.setAttribute("x", String(fits ? middle.x : start.x + 4));
    this.#text.setAttribute("y", String(fits ? middle.y - ABOVE : rises ? start.y + ASIDE : start.y - ASIDE + ABOVE));
    this.#text.textContent = text;
  }
}
