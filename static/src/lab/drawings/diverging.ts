// The colour of a score: from one hue through paper to the other, stronger as the score grows, softly clipped.

import type { Palette, Rgb } from "./palette.js";
import { rgb } from "./palette.js";

/** Colours for a difference of 1 in the score, and the score from which on they no longer change. */
const STEPS = 128;
const END = 8;

/** From -1 to 1, steepest at 0: a score of 1, which the labels ask for, has 0.71. */
export function softened(score: number): number {
  return score / Math.sqrt(1 + score * score);
}

/** Packed colours, as an ImageData's bytes in this machine's order, by score. */
export class Diverging {
  readonly #colours: Uint32Array;

  constructor(negative: Rgb, middle: Rgb, positive: Rgb, strength: number) {
    const bytes = new Uint8ClampedArray(4 * (2 * END * STEPS + 1));
    for (let k = -END * STEPS; k <= END * STEPS; k += 1) {
      const hue = k < 0 ? negative : positive;
      const part = strength * Math.abs(k === -END * STEPS || k === END * STEPS ? 1 : softened(k / STEPS));
      const colour = middle.map((from, channel) => from + part * (hue[channel]! - from));
      bytes.set([...colour, 255], 4 * (k + END * STEPS));
    }
    this.#colours = new Uint32Array(bytes.buffer);
  }

  static of({ negative, paper, positive, strength }: Palette): Diverging {
    return new Diverging(rgb(negative), rgb(paper), rgb(positive), strength);
  }

  /** What is not a number has the colour of 0. */
  at(score: number): number {
    const clipped = score > END ? END : score < -END ? -END : Number.isNaN(score) ? 0 : score;
    return this.#colours[(clipped * STEPS + END * STEPS + 0.5) | 0]!;
  }
}
