// The plane filled with the colours of its scores. Scores are interpolated, not colours: between strong hues lies paper.

import type { Grid } from "../contract.js";
import type { Diverging } from "./diverging.js";

/** A picture has at most so many pixels along each side; the canvas enlarges it smoothly. */
const FINEST = 224;

export class Raster {
  readonly #canvas = new OffscreenCanvas(1, 1);
  readonly #context = this.#canvas.getContext("2d")!;
  #image = new ImageData(1, 1);
  #line = new Float64Array(0);

  /** The scores as a picture for a place of this size in pixels. */
  picture(grid: Grid, colours: Diverging, width: number, height: number): OffscreenCanvas {
    this.#fit(Math.max(1, Math.min(FINEST, Math.round(width))), Math.max(1, Math.min(FINEST, Math.round(height))));
    const image = this.#image;
    const pixels = new Uint32Array(image.data.buffer);
    if (this.#line.length !== grid.columns) this.#line = new Float64Array(grid.columns);
    for (let y = 0; y < image.height; y += 1) {
      interpolatedRow(grid, 1 - (y + 0.5) / image.height, this.#line);
      fill(pixels, y * image.width, image.width, this.#line, colours);
    }
    this.#context.putImageData(image, 0, 0);
    return this.#canvas;
  }

  #fit(width: number, height: number): void {
    if (this.#image.width === width && this.#image.height === height) return;
    this.#image = new ImageData(width, height);
    this.#canvas.width = width;
    this.#canvas.height = height;
  }
}

/** The scores along a line across the grid, `part` of the way from its first row to its last. */
function interpolatedRow({ columns, rows, scores }: Grid, part: number, line: Float64Array): void {
  const place = part * (rows - 1);
  const row = Math.min(Math.floor(place), rows - 2);
  const rest = place - row;
  for (let i = 0; i < columns; i += 1) {
    const below = scores[row * columns + i]!;
    line[i] = below + rest * (scores[(row + 1) * columns + i]! - below);
  }
}

function fill(pixels: Uint32Array, start: number, width: number, line: Float64Array, colours: Diverging): void {
  const last = line.length - 2;
  const scale = (line.length - 1) / width;
  for (let x = 0; x < width; x += 1) {
    const place = (x + 0.5) * scale;
    const i = Math.min(Math.floor(place), last);
    const from = line[i]!;
    pixels[start + x] = colours.at(from + (place - i) * (line[i + 1]! - from));
  }
}

/** The score at a place of the plane, between the grid's own. */
export function scoreAt({ extent: [x0, x1, y0, y1], columns, rows, scores }: Grid, x: number, y: number): number {
  const [across, up] = [((x - x0) / (x1 - x0)) * (columns - 1), ((y - y0) / (y1 - y0)) * (rows - 1)];
  const [i, j] = [between(Math.floor(across), columns - 2), between(Math.floor(up), rows - 2)];
  const [right, top] = [across - i, up - j];
  const along = (row: number): number => scores[row * columns + i]! * (1 - right) + scores[row * columns + i + 1]! * right;
  return along(j) * (1 - top) + along(j + 1) * top;
}

function between(index: number, last: number): number {
  return Math.min(Math.max(index, 0), last);
}
