// Computations behind the lab's drawings: contour lines, colours, heat map, decimation, scales.

import { contourLines } from "../../static/src/chart/marching-squares.js";
import { Columns } from "../../static/src/lab/drawings/columns.js";
import { curveScales, domainOf, roundUp } from "../../static/src/lab/drawings/curve-scales.js";
import { BLOCK_SIZE, DecimatedSeries, DecimationCache, finiteLength } from "../../static/src/lab/drawings/decimate.js";
import { DivergingScale, softClip } from "../../static/src/lab/drawings/diverging.js";
import { Heatmap, interpolateScore } from "../../static/src/lab/drawings/heatmap.js";
import type { Curve, Grid } from "../../static/src/lab/training/frames.js";
import { assert, equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

function grid(columns: number, rows: number, score: (x: number, y: number) => number): Grid {
  const at = (index: number, count: number): number => -1 + (2 * index) / (count - 1);
  const scores = Float64Array.from({ length: columns * rows }, (_, k) =>
    score(at(k % columns, columns), at(Math.floor(k / columns), rows)),
  );
  return { extent: [-1, 1, -1, 1], columns, rows, scores };
}

function curve(losses: readonly number[], name = "a"): Curve {
  return {
    name,
    losses: Float64Array.from(losses),
    accuracies: new Float64Array(losses.length),
    length: losses.length,
  };
}

function decimate(curves: readonly Curve[]): DecimationCache[] {
  return curves.map((each) => {
    const cache = new DecimationCache();
    cache.update(each);
    return cache;
  });
}

test("the line of equal height around a hill is one closed line", () => {
  const { scores, columns, rows } = grid(41, 31, (x, y) => 0.5 - Math.hypot(x, y));
  const lines = contourLines(scores, columns, rows, 0);
  equal(lines.length, 1);
  const [line = []] = lines;
  equal(line.slice(0, 2), line.slice(-2), "its end");
  for (let k = 0; k < line.length; k += 2) {
    const distance = Math.hypot(-1 + line[k]! / 20, -1 + line[k + 1]! / 15);
    assert(Math.abs(distance - 0.5) < 0.003, `a point of it is ${distance} from the middle`);
  }
});

test("a line of equal height that leaves the grid has two ends at its edges", () => {
  const { scores, columns, rows } = grid(11, 11, (x, y) => y - 0.3 * x);
  const lines = contourLines(scores, columns, rows, 0);
  equal(lines.length, 1);
  const [line = []] = lines;
  equal(
    [line[0]!, line.at(-2)!].sort((a, b) => a - b),
    [0, 10],
  );
});

test("every piece of every line is drawn once", () => {
  const { scores, columns, rows } = grid(60, 60, (x, y) => Math.sin(9 * x) * Math.cos(7 * y) + 0.05 * x);
  let crossed = 0;
  for (let j = 0; j + 1 < rows; j += 1)
    for (let i = 0; i + 1 < columns; i += 1) {
      const above = [0, 1, columns + 1, columns].map((step) => scores[j * columns + i + step]! > 0);
      crossed += above.filter((each, k) => each !== above[(k + 1) % 4]).length / 2;
    }
  const pieces = contourLines(scores, columns, rows, 0).reduce((sum, line) => sum + line.length / 2 - 1, 0);
  equal(pieces, crossed);
});

test("where scores are not finite no line runs", () => {
  const { scores, columns, rows } = grid(21, 21, (x, y) => (x < 0 ? Infinity : y + 0.01));
  for (const line of contourLines(scores, columns, rows, 0))
    assert(
      line.every((coordinate, k) => k % 2 === 1 || coordinate >= 10),
      "it runs where nothing is",
    );
});

test("colours go from one hue through paper to the other, and end softly", () => {
  const scale = new DivergingScale([255, 0, 0], [255, 255, 255], [0, 0, 255], 1);
  const colour = (score: number): number[] => [...new Uint8Array(Uint32Array.of(scale.at(score)).buffer)];
  equal(colour(0), [255, 255, 255, 255]);
  equal(colour(-1e9), [255, 0, 0, 255]);
  equal(colour(Infinity), [0, 0, 255, 255]);
  equal(colour(NaN), colour(0));
  equal(colour(0.5)[0], colour(-0.5)[2], "the strength on both sides");
  assert(softClip(1) > 0.7 && softClip(1) < 0.72, "a score of 1");
});

test("the plane's picture has the first row of scores at its lower edge", () => {
  const scale = new DivergingScale([255, 0, 0], [255, 255, 255], [0, 0, 255], 1);
  const picture = new Heatmap().render(
    grid(2, 2, (_, y) => 100 * y),
    scale,
    40,
    41,
    2,
  );
  const pixel = (x: number, y: number): number[] => [...picture.data.subarray(4 * (y * 40 + x), 4 * (y * 40 + x) + 4)];
  equal(pixel(20, 0), [0, 0, 255, 255], "above");
  equal(pixel(20, 40), [255, 0, 0, 255], "below");
});

test("between the grid's places the score is interpolated", () => {
  const plane = grid(5, 9, (x, y) => 2 * x - y + 0.5);
  for (const [x, y] of [
    [0, 0],
    [0.3, -0.7],
    [-1, 1],
    [1, 1],
  ] as const)
    assert(Math.abs(interpolateScore(plane, x, y) - (2 * x - y + 0.5)) < 1e-12, `the score at ${x}, ${y}`);
});

test("a column of pixels knows the lowest, the highest and the mean of its steps, and no step is left out", () => {
  for (const length of [1, 999, 5000, 200_000]) {
    const values = Float64Array.from({ length }, (_, k) => (k * 7919) % 1013);
    const decimated = new DecimatedSeries();
    decimated.update(values, length);
    const columns = new Columns();
    const last = roundUp(Math.max(length - 1, 20));
    columns.aggregate(values, decimated, length, last, 400);
    equal(
      columns.count.reduce((sum, each) => sum + each, 0),
      length,
      "steps in all columns",
    );
    const filled = [...columns.count.keys()].filter((column) => columns.count[column]! > 0);
    equal(
      Math.min(...filled.map((column) => columns.low[column]!)),
      values.reduce((a, b) => Math.min(a, b)),
    );
    equal(
      Math.max(...filled.map((column) => columns.high[column]!)),
      values.reduce((a, b) => Math.max(a, b)),
    );
    assert(
      filled.every(
        (column) => columns.low[column]! <= columns.mean[column]! && columns.mean[column]! <= columns.high[column]!,
      ),
      "a mean is outside of its band",
    );
  }
});

test("decimation continues where it ended, and starts again when earlier steps have changed", () => {
  const values = Float64Array.from({ length: 10 * BLOCK_SIZE }, (_, k) => k);
  const decimated = new DecimatedSeries();
  decimated.update(values, 5 * BLOCK_SIZE + 3);
  equal([decimated.length, decimated.high[4]], [5 * BLOCK_SIZE, 5 * BLOCK_SIZE - 1]);
  values.fill(-1);
  decimated.update(values, 10 * BLOCK_SIZE);
  equal([decimated.length, decimated.high[0], decimated.high[9]], [10 * BLOCK_SIZE, -1, -1]);
  decimated.update(values, BLOCK_SIZE);
  equal(decimated.length, BLOCK_SIZE);
});

test("the axes have round ends, which stay while a curve grows", () => {
  equal(
    [21, 99, 100, 101, 1400, 0.083].map(roundUp),
    [30, 100, 100, 150, 1500, 0.1].map((each) => Number(each.toPrecision(3))),
  );
  const curves = [curve([0.9, 0.4, 0.05])];
  equal(domainOf(curves, decimate(curves), "linear"), { last: 20, loss: [0, 1] });
  equal(domainOf(curves, decimate(curves), "log"), { last: 20, loss: [0.01, 1] });
  equal(domainOf([], [], "log").loss, [0.1, 1]);
});

test("losses of 0, and losses that are not finite, leave a logarithmic axis as it is", () => {
  const curves = [curve([0.5, 0, 0.02, Infinity]), curve([3, NaN])];
  equal(domainOf(curves, decimate(curves), "log").loss, [0.01, 10]);
  equal(finiteLength(curves[0]!.losses, 4), 3);
  const zeros = [curve([0, 0])];
  equal(domainOf(zeros, decimate(zeros), "log").loss, [0.1, 1]);
});

test("a run that diverges is drawn at the edge, and leaves the other one its room", () => {
  const pair = [curve([0.9, 1.7, 0.2]), curve([0.9, 213, 1e137])];
  equal(domainOf(pair, decimate(pair), "linear").loss, [0, 20]);
  equal(domainOf(pair, decimate(pair), "log").loss, [0.1, 1e7]);
  const close = [curve([0.9, 1.7, 0.2]), curve([0.9, 4, 21])];
  equal(domainOf(close, decimate(close), "linear").loss, [0, 30]);
  const alone = [curve([0.9, 213, 1e137])];
  equal(domainOf(alone, decimate(alone), "log").loss, [0.1, 1e138]);
  const small = [curve([0.9, 1e-30])];
  equal(domainOf(small, decimate(small), "log").loss, [1e-16, 1]);
});

test("losses as large and as small as numbers get have an axis of finite ends", () => {
  const curves = [curve([1e308, 5e-324, 1.7e308])];
  for (const scale of ["linear", "log"] as const) {
    const domain = domainOf(curves, decimate(curves), scale);
    const { loss } = curveScales(domain, scale, 400, 300, 13);
    assert(
      domain.loss.every(Number.isFinite) && domain.loss[1] > domain.loss[0],
      `${scale}: it goes from ${domain.loss.join(" to ")}`,
    );
    assert(Number.isFinite(loss.y.at(1e308)) && loss.y.ticks().length > 0, `${scale}: no place for 1e308`);
  }
});
