// Elements whose classes are bits: only those whose bits differ from what is painted are touched.

// graph.css says what each class looks like. An element without KNOWN is still to come.
export const KNOWN = 1;
export const NOW = 2;
export const SOURCE = 4;
export const ON_STACK = 8;
export const IN_ORDER = 16;
export const DATA_CHANGED = 32;
export const GRAD_CHANGED = 64;
export const POINTED = 128;
export const SELECTED = 256;

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
  readonly #shown: Int32Array;
  readonly #wanted: Int32Array;

  /** `base` is the class that all of them keep. */
  constructor(elements: readonly (Element | undefined)[], base: string) {
    this.#elements = elements;
    this.#base = base;
    // No bits are ever -1: the first painting touches every element.
    this.#shown = new Int32Array(elements.length).fill(-1);
    this.#wanted = new Int32Array(elements.length);
  }

  /** Ask for a class of element number `place`; -1 is an element that is not drawn. */
  add(place: number, bit: number): void {
    if (place >= 0) this.#wanted[place]! |= bit;
  }

  /** Show what was asked for, and start anew. */
  paint(): void {
    const wanted = this.#wanted;
    for (let place = 0; place < wanted.length; place += 1) {
      if (wanted[place] === this.#shown[place]) continue;
      this.#shown[place] = wanted[place]!;
      this.#elements[place]?.setAttribute("class", this.#base + classes(wanted[place]!));
    }
    wanted.fill(0);
  }
}

function classes(bits: number): string {
  let text = bits & KNOWN ? "" : " pale";
  for (const [bit, name] of NAMES) if (bits & bit) text += ` ${name}`;
  return text;
}
