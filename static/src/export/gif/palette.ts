// The 255 colours of an animation: drawings have few flat ones, and shades of them along the edges of their letters.

/** Red, green and blue from 0 to 255, one colour after another. */
export type Palette = Uint8Array;

export const COLOURS = 256;
/** The last one stands for "as it was in the frame before". */
export const UNCHANGED = COLOURS - 1;

/** Colours are told apart by five bits each. */
const CELLS = 1 << 15;

export class PaletteMaker {
  readonly #counts = new Uint32Array(CELLS);
  readonly #sums = new Float64Array(3 * CELLS);

  /** Count the colours of one frame: four bytes a pixel. */
  add(pixels: Uint8ClampedArray): void {
    for (let i = 0; i < pixels.length; i += 4) {
      const cell = cellOf(pixels[i]!, pixels[i + 1]!, pixels[i + 2]!);
      this.#counts[cell]! += 1;
      for (let k = 0; k < 3; k += 1) this.#sums[3 * cell + k]! += pixels[i + k]!;
    }
  }

  /** The most frequent ones. */
  make(): Palette {
    const cells = [...this.#counts.keys()].filter((cell) => this.#counts[cell]! > 0);
    cells.sort((a, b) => this.#counts[b]! - this.#counts[a]!);
    const palette = new Uint8Array(3 * COLOURS);
    cells.slice(0, UNCHANGED).forEach((cell, place) => {
      for (let k = 0; k < 3; k += 1)
        palette[3 * place + k] = Math.round(this.#sums[3 * cell + k]! / this.#counts[cell]!);
    });
    return palette;
  }
}

/** Pixels as places in a palette: the nearest colour, looked up once for each cell. */
export class Indexer {
  readonly #palette: Palette;
  readonly #nearest = new Int16Array(CELLS).fill(-1);

  constructor(palette: Palette) {
    this.#palette = palette;
  }

  index(pixels: Uint8ClampedArray): Uint8Array {
    const indexed = new Uint8Array(pixels.length / 4);
    for (let i = 0; i < indexed.length; i += 1) {
      const [red, green, blue] = [pixels[4 * i]!, pixels[4 * i + 1]!, pixels[4 * i + 2]!];
      const cell = cellOf(red, green, blue);
      if (this.#nearest[cell]! < 0) this.#nearest[cell] = this.#find(red, green, blue);
      indexed[i] = this.#nearest[cell]!;
    }
    return indexed;
  }

  #find(red: number, green: number, blue: number): number {
    let best = 0;
    let least = Infinity;
    for (let place = 0; place < UNCHANGED; place += 1) {
      const [r, g, b] = [this.#palette[3 * place]!, this.#palette[3 * place + 1]!, this.#palette[3 * place + 2]!];
      const distance = (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2;
      if (distance < least) [best, least] = [place, distance];
    }
    return best;
  }
}

function cellOf(red: number, green: number, blue: number): number {
  return ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);
}
