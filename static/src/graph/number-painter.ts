// Painter of the numbers in the boxes. Of a large change, such as a leaf's move, those in view are painted at once and
// all others when the moves pause: the browser lays out every changed text anew, seen or not.

import { createSvg } from "../lib/dom/svg.js";
import { allDigits, plain } from "../lib/format.js";
import { overlap, type Rect } from "../lib/rect.js";
import type { Field } from "../trace/contract.js";
import type { State } from "../trace/playback/snapshot.js";
import type { BoxElements } from "./element-map.js";

/** A change of more numbers than this is large. */
const LARGE = 40;
const PAUSE = 100; // milliseconds
const FIELDS = ["data", "grad"] as const satisfies Field[];

// Character width and padding of the texts in boxes, in the drawing's units.
const CHARACTER_WIDTH = 8.4;
const PADDING = 4;

interface Change {
  readonly index: number;
  readonly field: Field;
  readonly number: number | null;
}

export class NumberPainter {
  readonly #boxes: readonly BoxElements[];
  /** The painted numbers, per box; undefined before the first paint. */
  readonly #painted: Record<Field, (number | null | undefined)[]> = { data: [], grad: [] };
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(boxes: readonly BoxElements[]) {
    this.#boxes = boxes;
  }

  /** `view` is the part of the drawing that is seen; null stands for all of it. */
  paint(state: State, view: Rect | null): void {
    this.stop();
    const changes = FIELDS.flatMap((field) => this.#changes(field, state));
    // A new drawing has the numbers of the end: none of them stays.
    const canWait = view !== null && changes.length > LARGE && this.#painted.data.length > 0;
    const isLate = ({ index }: Change): boolean => canWait && !overlap(this.#boxes[index]!.drawn.rect, view);
    for (const change of changes) if (!isLate(change)) this.#write(change);
    if (changes.some(isLate)) this.#timer = setTimeout(() => this.paint(state, null), PAUSE);
  }

  /** Gives a box a tooltip with all digits of its numbers. */
  addTooltip(index: number, state: State): void {
    const box = this.#boxes[index];
    if (!box || box.value === null) return;
    const known = FIELDS.filter((field) => state[field][box.value!] !== null);
    const { group } = box.drawn;
    const title = group.querySelector(":scope > title") ?? group.appendChild(createSvg("title", {}));
    title.textContent = known.map((field) => `${field} ${allDigits(state[field][box.value!]!)}`).join(", ");
  }

  /** Leaves the numbers out of view as they are. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #changes(field: Field, state: State): Change[] {
    return this.#boxes.flatMap(({ value }, index) => {
      // A box of several outputs keeps what the drawing has in its cells: how many values it holds.
      if (value === null) return [];
      const number = state[field][value]!;
      return Object.is(number, this.#painted[field][index]) ? [] : [{ index, field, number }];
    });
  }

  #write({ index, field, number }: Change): void {
    const { drawn } = this.#boxes[index]!;
    this.#painted[field][index] = number;
    const cell = drawn[field];
    setText(cell.number, number === null ? "" : plain(number), cell.rect.width);
  }
}

/** Sets a text, condensed if it is too long for its box. */
function setText(element: SVGTextElement, text: string, width: number): void {
  element.textContent = text;
  const available = width - 2 * PADDING;
  if (text.length * CHARACTER_WIDTH > available) element.setAttribute("textLength", String(available));
  else element.removeAttribute("textLength");
}
