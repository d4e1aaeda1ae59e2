// The colour of a score: from one hue through paper to the other, stronger as the score grows, softly clipped.

import type { Inks, Rgb } from "./inks.js";
import { rgb } from "./inks.js";

/** Colours on either side of 0. */
const STEPS = 256;

/** From -1 to 1, steepest at 0: a score of 1, which the labels ask for, has 0.71. */
export function softened(score: number): number {
  if (Number.isNaN(score)) return 0;
  return Math.abs(score) > 1e8 ? Math.sign(score) : score / Math.sqrt(1 + score * score);
}

/** Packed colours, as an ImageData's bytes in this machine's order, by score. */
export class Diverging {
  readonly #colours: Uint32Array;

  constructor(negative: Rgb, middle: Rgb, positive: Rgb, strength: number) {
    const bytes = new Uint8ClampedArray(4 * (2 * STEPS + 1));
    for (let k = -STEPS; k <= STEPS; k += 1) {
      const hue = k < 0 ? negative : positive;
      const part = strength * Math.abs(k / STEPS);
      const colour = middle.map((from, channel) => from + part * (hue[channel]! - from));
      bytes.set([...colour, 255], 4 * (k + STEPS));
    }
    this.#colours = new Uint32Array(bytes.buffer);
  }

  static of({ negative, paper, positive, strength }: Inks): Diverging {
    return new Diverging(rgb(negative), rgb(paper), rgb(positive), strength);
  }

  at(score: number): number {
    return this.#colours[Math.round(softened(score) * STEPS) + STEPS]!;
  }
}
