// Software rasteriser for many straight lines: without a graphics card a canvas takes three to six times as long
// (benchmarks/bench_canvas.py).

import type { Rgb } from "./palette.js";

/** Length of a dash, and of a dash with its gap, in units of the parameter `dash`. */
const DASH = 5;
const PERIOD = 8;
/** Masks of every other channel of a colour: two channels at once leave room to multiply them by 256. */
const OUTER = 0x00ff00ff;
const INNER = 0x0000ff00;
const OPAQUE = 0xff000000;

export class LineRaster {
  #image = new ImageData(1, 1);
  #pixels = new Int32Array(1);

  /** Fills the image with `background`; its size is in device pixels. */
  clear(width: number, height: number, background: Rgb): void {
    if (this.#image.width !== width || this.#image.height !== height) {
      this.#image = new ImageData(width, height);
      this.#pixels = new Int32Array(this.#image.data.buffer);
    }
    this.#pixels.fill(rgba(background));
  }

  get image(): ImageData {
    return this.#image;
  }

  /** Draws a line; all lengths in device pixels. `dash` is the unit of the dash pattern, 0 for a solid line. */
  line(x0: number, y0: number, x1: number, y1: number, width: number, colour: Rgb, alpha: number, dash: number): void {
    const { width: columns, height: rows } = this.#image;
    const ink = rgba(colour);
    // Pixel by pixel along its major axis, and at each pixel across it.
    if (Math.abs(x1 - x0) >= Math.abs(y1 - y0))
      this.#rasterise(x0, y0, x1, y1, columns, rows, 1, columns, width, ink, alpha, dash);
    else this.#rasterise(y0, x0, y1, x1, rows, columns, columns, 1, width, ink, alpha, dash);
  }

  #rasterise(
    from: number,
    start: number,
    to: number,
    end: number,
    length: number,
    breadth: number,
    stride: number,
    across: number,
    width: number,
    ink: number,
    alpha: number,
    dash: number,
  ): void {
    if (to < from) [from, start, to, end] = [to, end, from, start];
    const pixels = this.#pixels;
    const slope = (end - start) / (to - from);
    const stretch = Math.sqrt(1 + slope * slope);
    const half = (width * stretch) / 2;
    const first = Math.max(0, Math.ceil(from - 0.5));
    const last = Math.min(length - 1, Math.floor(to - 0.5));
    const strength = 256 * alpha;
    const [dashLength, period] = dash > 0 ? [DASH * dash, PERIOD * dash] : [Infinity, Infinity];
    // Position within a dash and its gap.
    let phase = ((first + 0.5 - from) * stretch) % period;
    for (let along = first; along <= last; along += 1, phase += stretch) {
      if (phase >= period) phase -= period;
      if (phase >= dashLength) continue;
      const middle = start + (along + 0.5 - from) * slope;
      const low = Math.max(middle - half, 0);
      const high = Math.min(middle + half, breadth);
      if (!(low < high)) continue;
      // The pixels at both edges are partly covered.
      const near = low | 0;
      const far = high | 0;
      let pixel = along * stride + near * across;
      if (near === far) {
        blend(pixels, pixel, ink, (strength * (high - low)) | 0);
        continue;
      }
      blend(pixels, pixel, ink, (strength * (near + 1 - low)) | 0);
      for (let side = near + 1; side < far; side += 1) blend(pixels, (pixel += across), ink, strength | 0);
      if (far < breadth) blend(pixels, pixel + across, ink, (strength * (high - far)) | 0);
    }
  }
}

/** Blends `ink` over a pixel with alpha `part` / 256. */
function blend(pixels: Int32Array, pixel: number, ink: number, part: number): void {
  const below = pixels[pixel]!;
  const outer = (Math.imul(below & OUTER, 256 - part) + Math.imul(ink & OUTER, part)) >>> 8;
  const inner = (Math.imul(below & INNER, 256 - part) + Math.imul(ink & INNER, part)) >>> 8;
  pixels[pixel] = OPAQUE | (outer & OUTER) | (inner & INNER);
}

/** The colour as a little-endian integer of ImageData's bytes: red is the lowest. */
function rgba([red, green, blue]: Rgb): number {
  return OPAQUE | (blue << 16) | (green << 8) | red;
}
