// An animated GIF, frame by frame: of each frame only the rectangle that differs from the one before is written.

import { compress } from "./lzw.js";
import { Indexer, type Palette, UNCHANGED } from "./palette.js";

interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export class GifWriter {
  readonly #parts: Uint8Array<ArrayBuffer>[] = [];
  readonly #indexer: Indexer;
  readonly #width: number;
  readonly #height: number;
  #before: Uint8Array | null = null;

  constructor(width: number, height: number, palette: Palette) {
    this.#width = width;
    this.#height = height;
    this.#indexer = new Indexer(palette);
    // 0xF7: a palette of 256 colours of eight bits.
    this.#put(...ascii("GIF89a"), ...word(width), ...word(height), 0xf7, 0, 0, ...palette);
    // Over and over again.
    this.#put(0x21, 0xff, 11, ...ascii("NETSCAPE2.0"), 3, 1, ...word(0), 0);
  }

  /** `pixels`: four bytes each; `delay` in hundredths of a second. */
  add(pixels: Uint8ClampedArray, delay: number): void {
    const indexes = this.#indexer.index(pixels);
    const area = this.#changed(indexes);
    // Kept when the next one comes (1 << 2), and with a colour that lets the one before through (1).
    this.#put(0x21, 0xf9, 4, 0b101, ...word(delay), UNCHANGED, 0);
    this.#put(0x2c, ...word(area.left), ...word(area.top), ...word(area.width), ...word(area.height), 0);
    this.#parts.push(new Uint8Array(compress(this.#within(area, indexes))));
    this.#before = indexes;
  }

  close(): Blob {
    this.#put(0x3b);
    return new Blob(this.#parts, { type: "image/gif" });
  }

  #put(...bytes: number[]): void {
    this.#parts.push(Uint8Array.from(bytes));
  }

  #changed(indexes: Uint8Array): Area {
    const before = this.#before;
    if (!before) return { left: 0, top: 0, width: this.#width, height: this.#height };
    let [left, top, right, bottom] = [this.#width, this.#height, 0, 0];
    for (let i = 0; i < indexes.length; i += 1) {
      if (indexes[i] === before[i]) continue;
      const x = i % this.#width;
      const y = (i - x) / this.#width;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
    // A frame that changes nothing still takes its time: one pixel of it is written.
    return right === 0
      ? { left: 0, top: 0, width: 1, height: 1 }
      : { left, top, width: right - left, height: bottom - top };
  }

  #within({ left, top, width, height }: Area, indexes: Uint8Array): Uint8Array {
    const part = new Uint8Array(width * height);
    for (let i = 0; i < part.length; i += 1) {
      const at = (top + Math.floor(i / width)) * this.#width + left + (i % width);
      part[i] = this.#before?.[at] === indexes[at] ? UNCHANGED : indexes[at]!;
    }
    return part;
  }
}

/** Two bytes, the low one first. */
function word(number: number): [number, number] {
  return [number & 0xff, number >> 8];
}

function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
