// Tests of scales, ticks, curves and contour lines.

import { contour, type Grid, levels } from "../../static/src/chart/contour.js";
import { curvePath } from "../../static/src/chart/marks.js";
import { extent, linear, logarithmic, roundNumbers } from "../../static/src/chart/scale.js";
import { describeLine } from "../../static/src/panels/plots/line-plot.js";
import { axisCount, Ranges } from "../../static/src/panels/plots/ranges.js";
import type { Line } from "../../static/src/trace/contract.js";
import { leavesOf } from "../../static/src/trace/leaves.js";
import { assert, equal, test, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

/** The grid of `f` over -1 to 1 in both directions. */
function grid(count: number, f: (x: number, y: number) => number): Grid {
  const steps = Array.from({ length: count }, (_, i) => -1 + (2 * i) / (count - 1));
  return { xs: steps, ys: steps, values: steps.map((y) => steps.map((x) => f(x, y))) };
}

test("ticks are round numbers inside the axis", () => {
  equal(roundNumbers([-5, 5], 5), [-4, -2, 0, 2, 4]);
  equal(roundNumbers([0.03, 0.31], 6), [0.05, 0.1, 0.15, 0.2, 0.25, 0.3]);
  equal(roundNumbers([-1e9, 1e9], 4), [-1e9, -5e8, 0, 5e8, 1e9]);
  equal(roundNumbers([3, 3], 4), []);
});

test("ticks that are close together beside their size can be told apart", () => {
  const ticks = linear([1e16 - 4, 1e16 + 4], [300, 0], 60).ticks();
  equal(new Set(ticks.map(({ value }) => value)).size, ticks.length, "how many numbers there are");
  equal(new Set(ticks.map(({ label }) => label)).size, ticks.length, "how many labels there are");
  equal(
    linear([0, 10], [300, 0], 60)
      .ticks()
      .map(({ label }) => label),
    ["0", "2", "4", "6", "8", "10"],
  );
});

test("an axis ends where the numbers of a leaf do", () => {
  const [leaf] = leavesOf(trace("largest number"));
  equal(new Ranges().of(leaf!), [-2, 1e300]);
  const [tiny] = leavesOf(trace("smallest number"));
  equal(new Ranges().of(tiny!), [-2, 2]);
});

test("the line of a plot says what its slope is", () => {
  const line: Line = {
    version: 1,
    points: [
      [-1, 1],
      [1, 2],
    ],
    at: [0, 0],
    slope: 0,
  };
  assert(describeLine(line, "a", "L").includes("the curve is level here"), "level");
  assert(describeLine(line, "a", "L", { isMistaken: false, kinks: ["relu"] }).includes("may have a corner"), "kink");
  const outside = describeLine({ ...line, at: [5, 7] }, "a", "L");
  assert(outside.includes("outside of what is plotted"), outside);
});

test("a scale finds the number under a pixel again", () => {
  const x = linear([-2, 6], [50, 450], 50);
  equal([x.at(-2), x.at(2), x.at(6)], [50, 250, 450]);
  equal(x.invert(x.at(1.25)), 1.25);
  const h = logarithmic([0.1, 1e-15], [0, 140], 30);
  equal([h.at(0.1), Math.round(h.at(1e-8)), Math.round(h.at(1e-15))], [0, 70, 140]);
});

test("an axis of powers of ten says each that there is room for, from large to small too", () => {
  equal(
    logarithmic([1, 1e4], [0, 400], 50)
      .ticks()
      .map(({ label }) => label),
    ["1e0", "1e1", "1e2", "1e3", "1e4"],
  );
  const sparse = logarithmic([0.1, 1e-15], [0, 140], 30).ticks();
  assert(sparse.length > 1 && sparse.length < 6, `there are ${sparse.length} ticks`);
});

test("an axis holds all numbers, but not a few that are far beyond the others", () => {
  const [low, high] = extent([0, 5, 10]);
  assert(low < 0 && high > 10 && high < 12, `it goes from ${low} to ${high}`);
  const pole = Array.from({ length: 200 }, (_, i) => 1 / (i - 99.999));
  assert(extent(pole)[0] > -2 && extent(pole)[1] < 2, "a pole flattens everything else");
  assert(extent(pole, [50])[1] >= 50, "the point that has to be seen is outside");
  equal(extent([NaN, Infinity]), [-1, 1]);
  assert(extent([7, 7])[0] < 7, "a level curve has no room");
});

test("where a curve is not finite its line is interrupted", () => {
  const scale = linear([0, 10], [0, 10], 1);
  equal(
    curvePath(
      [
        [0, 1],
        [1, 2],
        [2, NaN],
        [3, 4],
        [4, -Infinity],
        [5, 6],
      ],
      scale,
      scale,
    ),
    "M0 1L1 2M3 4M5 6",
  );
});

test("the line of equal height of a cone is a circle", () => {
  const segments = contour(
    grid(41, (x, y) => Math.hypot(x, y)),
    0.5,
  );
  assert(segments.length > 40, `it has ${segments.length} pieces`);
  for (const [x, y] of segments.flat()) assert(Math.abs(Math.hypot(x, y) - 0.5) < 0.002, `${x}, ${y} is not on it`);
});

test("a saddle's lines do not cross", () => {
  const above = contour(
    grid(2, (x, y) => x * y + 0.1),
    0,
  );
  equal(above.length, 2);
  for (const [[ax, ay], [bx, by]] of above)
    assert((ax + bx) * (ay + by) < 0, "a piece cuts off a corner that is above");
});

test("cells that are not finite are left out of a map", () => {
  const segments = contour(
    grid(21, (x, y) => (x < 0 ? NaN : y)),
    0.01,
  );
  assert(segments.length > 0 && segments.flat().every(([x]) => x >= 0), "a line runs where nothing is");
});

test("levels are spread over the values, and rounded", () => {
  const found = levels(grid(21, (x, y) => 100 * (y - x * x) ** 2 + (1 - x) ** 2).values, 9);
  assert(found.length >= 7, `there are ${found.length}`);
  equal(
    found,
    found.map((level) => Number(level.toPrecision(2))),
  );
  equal(
    levels(
      [
        [NaN, 1],
        [1, 1],
      ],
      5,
    ),
    [],
  );
});

test("a large graph is plotted with fewer points", () => {
  equal([axisCount(11, 1), axisCount(5000, 1), axisCount(11, 2), axisCount(5000, 2)], [241, 16, 45, 5]);
});
