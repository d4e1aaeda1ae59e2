// Heat map of the scores over the plane. Interpolates scores, not colours: halfway between two hues is the paper's.

import type { Grid } from "../training/frames.js";
import type { DivergingScale } from "./diverging.js";

export class Heatmap {
  #image = new ImageData(1, 1);
  #line = new Float64Array(0);

  /** The scores as an image of this size; squares of `block` by `block` pixels have one colour. */
  render(grid: Grid, colours: DivergingScale, width: number, height: number, block: number): ImageData {
    if (this.#image.width !== width || this.#image.height !== height) this.#image = new ImageData(width, height);
    const pixels = new Uint32Array(this.#image.data.buffer);
    if (this.#line.length !== grid.columns) this.#line = new Float64Array(grid.columns);
    for (let y = 0; y < height; y += block) {
      interpolatedRow(grid, 1 - Math.min((y + block / 2) / height, 1), this.#line);
      fillRow(pixels, y * width, width, this.#line, colours, block);
      for (let copy = 1; copy < block && y + copy < height; copy += 1)
        pixels.copyWithin((y + copy) * width, y * width, (y + 1) * width);
    }
    return this.#image;
  }
}

/** The scores along a line across the grid, at `part` (0 to 1) of the way from its first row to its last. */
function interpolatedRow({ columns, rows, scores }: Grid, part: number, line: Float64Array): void {
  const position = part * (rows - 1);
  const row = Math.min(Math.floor(position), rows - 2);
  const fraction = position - row;
  for (let i = 0; i < columns; i += 1) {
    const below = scores[row * columns + i]!;
    line[i] = below + fraction * (scores[(row + 1) * columns + i]! - below);
  }
}

function fillRow(
  pixels: Uint32Array,
  start: number,
  width: number,
  line: Float64Array,
  colours: DivergingScale,
  block: number,
): void {
  const last = line.length - 2;
  const scale = (line.length - 1) / width;
  for (let x = 0; x < width; x += block) {
    const position = Math.min(x + block / 2, width) * scale;
    const i = Math.min(Math.floor(position), last);
    const from = line[i]!;
    const colour = colours.at(from + (position - i) * (line[i + 1]! - from));
    const end = Math.min(x + block, width);
    for (let pixel = x; pixel < end; pixel += 1) pixels[start + pixel] = colour;
  }
}

/** The score at (x, y), by bilinear interpolation of the grid. */
export function interpolateScore(
  { extent: [x0, x1, y0, y1], columns, rows, scores }: Grid,
  x: number,
  y: number,
): number {
  const [across, up] = [((x - x0) / (x1 - x0)) * (columns - 1), ((y - y0) / (y1 - y0)) * (rows - 1)];
  const [i, j] = [clamp(Math.floor(across), columns - 2), clamp(Math.floor(up), rows - 2)];
  const [right, top] = [across - i, up - j];
  const along = (row: number): number =>
    scores[row * columns + i]! * (1 - right) + scores[row * columns + i + 1]! * right;
  return along(j) * (1 - top) + along(j + 1) * top;
}

function clamp(index: number, last: number): number {
  return Math.min(Math.max(index, 0), last);
}
