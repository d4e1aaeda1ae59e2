// Words at a value, wherever it is shown: a gradient that should be another, a number that is not finite. In the graph they
// are small plates below the boxes.

import { createSvg } from "../lib/dom/svg.js";
import type { Rect } from "../lib/rect.js";
import type { NodeId } from "../trace/contract.js";
import type { NodeNote } from "../trace/node-note.js";

/** Width of a character, and of the sign with the space around it. */
const CHARACTER = 6.7;
const SIGN = 24;
const HEIGHT = 18;

export class GraphAnnotations {
  readonly #content: SVGGElement;
  #plates: SVGGElement[] = [];
  #shown: readonly NodeNote[] = [];

  constructor(content: SVGGElement) {
    this.#content = content;
  }

  /** `place` is where a value is drawn; null where it is not. */
  show(notes: readonly NodeNote[], place: (node: NodeId) => Rect | null): void {
    if (notes === this.#shown) return;
    this.remove();
    this.#shown = notes;
    this.#plates = notes.flatMap((note) => {
      const rect = place(note.node);
      return rect ? [plate(note, rect)] : [];
    });
    this.#content.append(...this.#plates);
  }

  remove(): void {
    for (const each of this.#plates) each.remove();
    this.#plates = [];
    this.#shown = [];
  }
}

/** Hung over the lower edge of the box. */
function plate({ short, text }: NodeNote, box: Rect): SVGGElement {
  const width = SIGN + CHARACTER * short.length + 8;
  const group = createSvg("g", {
    class: "note-plate",
    transform: `translate(${box.x + box.width / 2 - width / 2} ${box.y + box.height - 4})`,
  });
  const title = createSvg("title", {});
  title.textContent = text;
  const words = createSvg("text", { x: SIGN, y: 13 });
  words.textContent = short;
  const sign = createSvg("path", { d: "M13 3.5l6.5 11h-13zM13 7.5v3.2M13 12.2v1" });
  group.append(title, createSvg("rect", { width, height: HEIGHT, rx: 4 }), sign, words);
  return group;
}
