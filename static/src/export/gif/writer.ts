// GIF89a encoder: of each frame only the rectangle that differs from the previous frame is written.

import { compress } from "./lzw.js";
import { type Palette, PaletteIndexer, TRANSPARENT } from "./palette.js";

interface FrameRect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export class GifWriter {
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];
  readonly #indexer: PaletteIndexer;
  readonly #width: number;
  readonly #height: number;
  #previous: Uint8Array | null = null;

  constructor(width: number, height: number, palette: Palette) {
    this.#width = width;
    this.#height = height;
    this.#indexer = new PaletteIndexer(palette);
    // Logical screen; 0xF7 announces a global palette of 256 colours with 8 bits per channel.
    this.#write(...ascii("GIF89a"), ...uint16(width), ...uint16(height), 0xf7, 0, 0, ...palette);
    // The NETSCAPE extension: repeat forever.
    this.#write(0x21, 0xff, 11, ...ascii("NETSCAPE2.0"), 3, 1, ...uint16(0), 0);
  }

  /** Adds a frame. `pixels` has four bytes for each pixel, RGBA; `delay` is in hundredths of a second. */
  add(pixels: Uint8ClampedArray, delay: number): void {
    const indexes = this.#indexer.index(pixels);
    const rect = this.#changedRect(indexes);
    // Graphic control: do not dispose the frame (1 << 2), and use a transparent colour (1).
    this.#write(0x21, 0xf9, 4, 0b101, ...uint16(delay), TRANSPARENT, 0);
    this.#write(0x2c, ...uint16(rect.left), ...uint16(rect.top), ...uint16(rect.width), ...uint16(rect.height), 0);
    this.#parts.push(new Uint8Array(compress(this.#crop(rect, indexes))));
    this.#previous = indexes;
  }

  close(): Blob {
    this.#write(0x3b);
    return new Blob(this.#parts, { type: "image/gif" });
  }

  #write(...bytes: number[]): void {
    this.#parts.push(Uint8Array.from(bytes));
  }

  #changedRect(indexes: Uint8Array): FrameRect {
    const previous = this.#previous;
    if (!previous) return { left: 0, top: 0, width: this.#width, height: this.#height };
    let [left, top, right, bottom] = [this.#width, this.#height, 0, 0];
    for (let i = 0; i < indexes.length; i += 1) {
      if (indexes[i] === previous[i]) continue;
      const x = i % this.#width;
      const y = (i - x) / this.#width;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
    // A frame without a change still needs its delay: one pixel is written.
    return right === 0
      ? { left: 0, top: 0, width: 1, height: 1 }
      : { left, top, width: right - left, height: bottom - top };
  }

  /** The indexes inside the rectangle; unchanged pixels become transparent. */
  #crop({ left, top, width, height }: FrameRect, indexes: Uint8Array): Uint8Array {
    const part = new Uint8Array(width * height);
    for (let i = 0; i < part.length; i += 1) {
      const source = (top + Math.floor(i / width)) * this.#width + left + (i % width);
      part[i] = this.#previous?.[source] === indexes[source] ? TRANSPARENT : indexes[source]!;
    }
    return part;
  }
}

/** Little-endian. */
function uint16(number: number): [number, number] {
  return [number & 0xff, number >> 8];
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
