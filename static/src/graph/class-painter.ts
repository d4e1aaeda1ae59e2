// Painter of element classes as bit sets: only elements whose bits changed are touched.

import { SIZES } from "../trace/influence.js";

// Styles of the classes: static/src/styles/graph.css. An element without KNOWN has not been reached yet.
export const KNOWN = 1;
export const NOW = 2;
export const SOURCE = 4;
export const ON_STACK = 8;
export const IN_ORDER = 16;
export const DATA_CHANGED = 32;
export const GRAD_CHANGED = 64;
export const POINTED = 128;
export const SELECTED = 256;

/** Classes of the tint of a grad and of the width of an edge are numbers in four bits above the others. */
const LEVEL_SHIFT = 9;
const LEVEL_MASK = 15 << LEVEL_SHIFT;
const LEVELS = ["up", "down", "flow"].flatMap((name) => Array.from({ length: SIZES }, (_, i) => `${name}-${i + 1}`));

/** The level of a grad's tint: its sign and its size, 1 to SIZES. 0 stands for none. */
export function tintLevel(grad: number, size: number): number {
  return size === 0 ? 0 : grad > 0 ? size : SIZES + size;
}

/** The level of an edge's width. */
export function widthLevel(size: number): number {
  return size === 0 ? 0 : 2 * SIZES + size;
}

/** The class of a level above 0, "up-3", which is the name of its tint as well. */
export function levelName(level: number): string {
  return LEVELS[level - 1]!;
}

const NAMES: readonly (readonly [bit: number, name: string])[] = [
  [NOW, "now"],
  [SOURCE, "source"],
  [ON_STACK, "on-stack"],
  [IN_ORDER, "in-order"],
  [DATA_CHANGED, "data-changed"],
  [GRAD_CHANGED, "grad-changed"],
  [POINTED, "pointed"],
  [SELECTED, "selected"],
];

export class ClassPainter {
  readonly #elements: readonly (Element | undefined)[];
  readonly #base: string;
  readonly #painted: Int32Array;
  readonly #pending: Int32Array;

  /** `base` is a class that all elements always have. */
  constructor(elements: readonly (Element | undefined)[], base: string) {
    this.#elements = elements;
    this.#base = base;
    // -1 equals no bit set, so the first paint touches every element.
    this.#painted = new Int32Array(elements.length).fill(-1);
    this.#pending = new Int32Array(elements.length);
  }

  /** Adds a class to the element `index` for the next paint; -1 stands for an element that is not drawn. */
  add(index: number, bit: number): void {
    if (index >= 0) this.#pending[index]! |= bit;
  }

  /** Sets the level of the element `index` for the next paint, unless it has a higher one. */
  raise(index: number, level: number): void {
    if (index < 0) return;
    const bits = level << LEVEL_SHIFT;
    if (bits > (this.#pending[index]! & LEVEL_MASK)) {
      this.#pending[index] = (this.#pending[index]! & ~LEVEL_MASK) | bits;
    }
  }

  /** Applies the added classes, and clears them for the next paint. */
  paint(): void {
    const pending = this.#pending;
    for (let index = 0; index < pending.length; index += 1) {
      if (pending[index] === this.#painted[index]) continue;
      this.#painted[index] = pending[index]!;
      this.#elements[index]?.setAttribute("class", this.#base + classes(pending[index]!));
    }
    pending.fill(0);
  }
}

function classes(bits: number): string {
  let text = bits & KNOWN ? "" : " pale";
  for (const [bit, name] of NAMES) if (bits & bit) text += ` ${name}`;
  const level = (bits & LEVEL_MASK) >> LEVEL_SHIFT;
  if (level > 0) text += ` ${levelName(level)}`;
  return text;
}
