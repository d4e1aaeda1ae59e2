// Notes on values in the graph, such as wrong gradients and non-finite numbers: small plates below the boxes.

import { createSvg } from "../lib/dom/svg.js";
import type { Rect } from "../lib/rect.js";
import type { NodeId } from "../trace/contract.js";
import type { NodeNote } from "../trace/notes/node-note.js";

/** Width of a character, width of the icon with its padding, and height of a plate, in the drawing's units. */
const CHARACTER_WIDTH = 6.7;
const ICON_WIDTH = 24;
const HEIGHT = 18;

export class GraphAnnotations {
  readonly #content: SVGGElement;
  #plates: SVGGElement[] = [];
  #shown: readonly NodeNote[] = [];

  constructor(content: SVGGElement) {
    this.#content = content;
  }

  /** `rectOf` returns the rectangle of a value's box, or null if the value is not drawn. */
  show(notes: readonly NodeNote[], rectOf: (node: NodeId) => Rect | null): void {
    if (notes === this.#shown) return;
    this.remove();
    this.#shown = notes;
    this.#plates = notes.flatMap((note) => {
      const rect = rectOf(note.node);
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

/** A plate that overlaps the lower edge of the box. */
function plate({ short, text }: NodeNote, box: Rect): SVGGElement {
  const width = ICON_WIDTH + CHARACTER_WIDTH * short.length + 8;
  const group = createSvg("g", {
    class: "note-plate",
    transform: `translate(${box.x + box.width / 2 - width / 2} ${box.y + box.height - 4})`,
  });
  const title = createSvg("title", {});
  title.textContent = text;
  const label = createSvg("text", { x: ICON_WIDTH, y: 13 });
  label.textContent = short;
  const icon = createSvg("path", { d: "M13 3.5l6.5 11h-13zM13 7.5v3.2M13 12.2v1" });
  group.append(title, createSvg("rect", { width, height: HEIGHT, rx: 4 }), icon, label);
  return group;
}
