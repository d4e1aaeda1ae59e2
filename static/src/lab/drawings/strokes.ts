// Many straight lines at once, into pixels of our own: without a graphics card a canvas takes ten times as long for them.

import type { Rgb } from "./inks.js";

/** Pixels of a dash and of a dash with its gap. */
const DASH = 5;
const PERIOD = 8;

export class Strokes {
  #image = new ImageData(1, 1);

  /** Nothing but paper of this colour, `width` by `height` pixels of the screen. */
  clear(width: number, height: number, [red, green, blue]: Rgb): void {
    if (this.#image.width !== width || this.#image.height !== height) this.#image = new ImageData(width, height);
    const [paper] = new Uint32Array(Uint8ClampedArray.of(red, green, blue, 255).buffer);
    new Uint32Array(this.#image.data.buffer).fill(paper!);
  }

  get image(): ImageData {
    return this.#image;
  }

  /** All in pixels of the screen; `dash` is how many of them a dash's pixel is, 0 where the line has none. */
  line(x0: number, y0: number, x1: number, y1: number, width: number, colour: Rgb, alpha: number, dash: number): void {
    const { width: columns, height: rows } = this.#image;
    // Along the axis that it goes farther on, a pixel of it has at most two edges.
    if (Math.abs(x1 - x0) >= Math.abs(y1 - y0)) this.#run(x0, y0, x1, y1, columns, rows, 4, 4 * columns, width, colour, alpha, dash);
    else this.#run(y0, x0, y1, x1, rows, columns, 4 * columns, 4, width, colour, alpha, dash);
  }

  #run(
    from: number, start: number, to: number, end: number, length: number, breadth: number, stride: number, across: number,
    width: number, [red, green, blue]: Rgb, alpha: number, dash: number,
  ): void {
    if (to < from) [from, start, to, end] = [to, end, from, start];
    const { data } = this.#image;
    const slope = (end - start) / (to - from);
    const stretch = Math.sqrt(1 + slope * slope);
    const half = (width * stretch) / 2;
    const [first, last] = [Math.max(0, Math.ceil(from - 0.5)), Math.min(length - 1, Math.floor(to - 0.5))];
    for (let at = first; at <= last; at += 1) {
      const gone = at + 0.5 - from;
      if (dash > 0 && (gone * stretch) % (PERIOD * dash) >= DASH * dash) continue;
      const middle = start + gone * slope;
      const low = Math.max(middle - half, 0);
      const high = Math.min(middle + half, breadth);
      for (let side = Math.floor(low); side < high; side += 1) {
        const covered = alpha * (Math.min(side + 1, high) - Math.max(side, low));
        const pixel = at * stride + side * across;
        data[pixel]! += (red - data[pixel]!) * covered;
        data[pixel + 1]! += (green - data[pixel + 1]!) * covered;
        data[pixel + 2]! += (blue - data[pixel + 2]!) * covered;
      }
    }
  }
}
