// Palette of an animation: its 255 most frequent colours, and one transparent entry. Drawings have few flat colours,
// and shades of them along the edges of letters.

/** Red, green and blue bytes, colour after colour. */
export type Palette = Uint8Array;

export const COLOURS = 256;
/** The last entry: the pixel of the previous frame stays. */
export const TRANSPARENT = COLOURS - 1;

/** Colours are counted in cells of five bits for each channel. */
const CELL_COUNT = 1 << 15;

export class PaletteBuilder {
  readonly #counts = new Uint32Array(CELL_COUNT);
  readonly #sums = new Float64Array(3 * CELL_COUNT);

  /** Counts the colours of one frame; `pixels` has four bytes for each pixel, RGBA. */
  add(pixels: Uint8ClampedArray): void {
    for (let i = 0; i < pixels.length; i += 4) {
      const cell = cellOf(pixels[i]!, pixels[i + 1]!, pixels[i + 2]!);
      this.#counts[cell]! += 1;
      for (let k = 0; k < 3; k += 1) this.#sums[3 * cell + k]! += pixels[i + k]!;
    }
  }

  /** The mean colours of the most frequent cells. */
  build(): Palette {
    const cells = [...this.#counts.keys()].filter((cell) => this.#counts[cell]! > 0);
    cells.sort((a, b) => this.#counts[b]! - this.#counts[a]!);
    const palette = new Uint8Array(3 * COLOURS);
    cells.slice(0, TRANSPARENT).forEach((cell, index) => {
      for (let k = 0; k < 3; k += 1)
        palette[3 * index + k] = Math.round(this.#sums[3 * cell + k]! / this.#counts[cell]!);
    });
    return palette;
  }
}

/** Maps pixels to the index of the nearest palette colour, which is searched once for each cell. */
export class PaletteIndexer {
  readonly #palette: Palette;
  readonly #nearest = new Int16Array(CELL_COUNT).fill(-1);

  constructor(palette: Palette) {
    this.#palette = palette;
  }

  index(pixels: Uint8ClampedArray): Uint8Array {
    const indexed = new Uint8Array(pixels.length / 4);
    for (let i = 0; i < indexed.length; i += 1) {
      const [red, green, blue] = [pixels[4 * i]!, pixels[4 * i + 1]!, pixels[4 * i + 2]!];
      const cell = cellOf(red, green, blue);
      if (this.#nearest[cell]! < 0) this.#nearest[cell] = this.#nearestTo(red, green, blue);
      indexed[i] = this.#nearest[cell]!;
    }
    return indexed;
  }

  #nearestTo(red: number, green: number, blue: number): number {
    let best = 0;
    let bestDistance = Infinity;
    for (let index = 0; index < TRANSPARENT; index += 1) {
      const [r, g, b] = [this.#palette[3 * index]!, this.#palette[3 * index + 1]!, this.#palette[3 * index + 2]!];
      const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
      if (distance < bestDistance) [best, bestDistance] = [index, distance];
    }
    return best;
  }
}

function cellOf(red: number, green: number, blue: number): number {
  return ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);
}
