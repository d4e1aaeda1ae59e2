// Diverging colour scale of the scores: from one hue through the paper's colour to the other, softly clipped.

import type { Palette, Rgb } from "./palette.js";
import { toRgb } from "./palette.js";

/** Colours for a score difference of 1, and the score from which on the colour is constant. */
const STEPS = 128;
const END = 8;

/** Maps a score to -1 ... 1, steepest at 0; a score of 1, the target of the label 1, maps to 0.71. */
export function softClip(score: number): number {
  return score / Math.sqrt(1 + score * score);
}

/** Table of RGBA colours by score, each as an integer with the bytes of ImageData. */
export class DivergingScale {
  readonly #colours: Uint32Array;

  constructor(negative: Rgb, middle: Rgb, positive: Rgb, strength: number) {
    const bytes = new Uint8ClampedArray(4 * (2 * END * STEPS + 1));
    for (let k = -END * STEPS; k <= END * STEPS; k += 1) {
      const hue = k < 0 ? negative : positive;
      const part = strength * Math.abs(k === -END * STEPS || k === END * STEPS ? 1 : softClip(k / STEPS));
      const colour = middle.map((base, channel) => base + part * (hue[channel]! - base));
      bytes.set([...colour, 255], 4 * (k + END * STEPS));
    }
    this.#colours = new Uint32Array(bytes.buffer);
  }

  static fromPalette({ negative, paper, positive, strength }: Palette): DivergingScale {
    return new DivergingScale(toRgb(negative), toRgb(paper), toRgb(positive), strength);
  }

  /** NaN has the colour of 0. */
  at(score: number): number {
    const clipped = score > END ? END : score < -END ? -END : Number.isNaN(score) ? 0 : score;
    return this.#colours[(clipped * STEPS + END * STEPS + 0.5) | 0]!;
  }
}
