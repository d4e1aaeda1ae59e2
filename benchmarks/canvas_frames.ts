// Frames of the lab's network and plane: drawn by our rasteriser and by the canvas itself, each until its pixels exist.

import { LineRaster } from "../static/src/lab/drawings/line-raster.js";

interface Line {
  readonly ends: readonly [number, number, number, number];
  readonly width: number;
  readonly below: boolean;
}

const WIDTH = 660;
const HEIGHT = 520;
const COLOURS = { above: [0, 114, 178], below: [213, 94, 0] } as const;
const ALPHA = 0.5;

const canvas = document.createElement("canvas");
canvas.width = WIDTH;
canvas.height = HEIGHT;
document.body.append(canvas);
// As the lab asks for it; a read of one pixel waits for all drawing before it.
const context = canvas.getContext("2d")!;
const raster = new LineRaster();

/** The lines between two layers of `count` neurons each. */
function lines(count: number): Line[] {
  const y = (i: number): number => ((i + 0.5) * HEIGHT) / count;
  return Array.from({ length: count * count }, (_, k) => ({
    ends: [20, y(k % count), WIDTH - 20, y(Math.floor(k / count))],
    width: 0.6 + ((k * 7) % 40) / 10,
    below: k % 2 === 1,
  }));
}

function drawn(all: readonly Line[]): void {
  raster.clear(WIDTH, HEIGHT, [255, 255, 255]);
  for (const { ends, width, below } of all)
    raster.line(...ends, width, below ? COLOURS.below : COLOURS.above, ALPHA, below ? 1 : 0);
  context.putImageData(raster.image, 0, 0);
  context.getImageData(0, 0, 1, 1);
}

function stroked(all: readonly Line[]): void {
  context.clearRect(0, 0, WIDTH, HEIGHT);
  context.globalAlpha = ALPHA;
  for (const { ends, width, below } of all) {
    context.strokeStyle = `rgb(${(below ? COLOURS.below : COLOURS.above).join()})`;
    context.setLineDash(below ? [5, 3] : []);
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(ends[0], ends[1]);
    context.lineTo(ends[2], ends[3]);
    context.stroke();
  }
  context.globalAlpha = 1;
  context.getImageData(0, 0, 1, 1);
}

/** Medians of milliseconds a frame, in turns: [ours, the canvas's own]. */
export function frames(neurons: number, turns: number): [number, number] {
  const all = lines(neurons);
  const times: [number[], number[]] = [[], []];
  for (let turn = -1; turn < turns; turn += 1) {
    [drawn, stroked].forEach((draw, i) => {
      const start = performance.now();
      draw(all);
      if (turn >= 0) times[i]!.push(performance.now() - start); // the first turn warms up
    });
  }
  return times.map((each) => each.sort((a, b) => a - b)[each.length >> 1]!) as [number, number];
}
