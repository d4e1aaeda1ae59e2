// <lab-surface>: colours, points, pointer, keyboard, description.

import "../../static/src/lab/drawings/lab-surface.js";
import type { LabSurfaceElement } from "../../static/src/lab/drawings/lab-surface.js";
import { planeScales } from "../../static/src/lab/drawings/plane-scales.js";
import type { Grid } from "../../static/src/lab/training/frames.js";
import { assert, equal, test } from "../support/harness.js";
import { canvasOf, eventsDuring, mount, pixel, point, press, settled, until } from "../support/lab_stage.js";

export { run } from "../support/harness.js";

const POINTS = [
  [0.5, 0.5, 1],
  [-0.5, 0.5, 1],
  [-0.5, -0.5, -1],
  [0.5, -0.5, -1],
];
/** Font size. */
const SIZE = 13;

/** Scores of `f` over -1 to 1 in both directions. */
function grid(f: (x: number, y: number) => number, count = 41): Grid {
  const at = (k: number): number => -1 + (2 * k) / (count - 1);
  return {
    extent: [-1, 1, -1, 1],
    columns: count,
    rows: count,
    scores: Float64Array.from({ length: count ** 2 }, (_, k) => f(at(k % count), at(Math.floor(k / count)))),
  };
}

async function surface(f: (x: number, y: number) => number, wrong: boolean[] = []): Promise<LabSurfaceElement> {
  const element = document.createElement("lab-surface");
  return mount(element, 420, 400, () => {
    element.points = POINTS;
    element.draw(grid(f), wrong);
  });
}

/** Position on the canvas of a point of the plane. */
function onCanvas(element: Element, x: number, y: number): [number, number] {
  const canvas = canvasOf(element);
  const scales = planeScales([-1, 1, -1, 1], canvas.clientWidth, canvas.clientHeight, SIZE);
  return [scales.x.at(x), scales.y.at(y)];
}

test("where the score is above 0 the plane is orange, where it is below blue, and the line between ink", async () => {
  const element = await surface((x) => 5 * x);
  const [warm, , cold] = pixel(element, ...onCanvas(element, 0.8, 0)) as [number, number, number];
  assert(warm > cold + 40, `above it is ${warm}, ${cold}`);
  const [red, , blue] = pixel(element, ...onCanvas(element, -0.8, 0)) as [number, number, number];
  assert(blue > red + 40, `below it is ${red}, ${blue}`);
  assert(Math.max(...pixel(element, ...onCanvas(element, 0, 0)).slice(0, 3)) < 90, "on the line it is not dark");
});

test("a point of label 1 is round, of label −1 square", async () => {
  const element = await surface(() => 0);
  /** Part of its bounding box that a point fills. */
  const fullness = (x: number, y: number): number => {
    const [left, top] = onCanvas(element, x, y);
    const filled: (readonly [number, number])[] = [];
    for (let down = -8; down <= 8; down += 1)
      for (let across = -8; across <= 8; across += 1) {
        const [red, , blue] = pixel(element, left + across, top + down) as [number, number, number];
        if (Math.abs(red - blue) > 90) filled.push([across, down]);
      }
    const side = (axis: 0 | 1): number =>
      Math.max(...filled.map((each) => each[axis])) - Math.min(...filled.map((each) => each[axis])) + 1;
    return filled.length / (side(0) * side(1));
  };
  assert(fullness(-0.5, -0.5) > 0.95, `the square fills ${fullness(-0.5, -0.5)} of its box`);
  assert(fullness(0.5, 0.5) < 0.9 && fullness(0.5, 0.5) > 0.7, `the circle fills ${fullness(0.5, 0.5)} of its box`);
});

test("a click on a point chooses it, elsewhere it adds one with the page's label, with Shift the other", async () => {
  const element = await surface((x) => x);
  const target = element.querySelector(".lab-plane")!;
  const click = (x: number, y: number, init = {}): void => point(target, "click", ...onCanvas(element, x, y), init);
  equal(
    eventsDuring(element, "lab-choose", () => click(-0.5, 0.5)),
    [{ row: 1 }],
  );
  const added = eventsDuring<{ x: number; y: number; label: number }>(element, "lab-place", () => {
    click(0.1, 0.2);
    click(0.1, 0.2, { shiftKey: true });
    element.label = -1;
    click(0.1, 0.2);
  });
  equal(
    added.map(({ label }) => label),
    [1, -1, -1],
  );
  assert(
    Math.abs(added[0]!.x - 0.1) < 0.01 && Math.abs(added[0]!.y - 0.2) < 0.01,
    `it is at ${added[0]!.x}, ${added[0]!.y}`,
  );
  equal(added[0]!.x, Number(added[0]!.x.toFixed(4)), "its decimals");
});

test("arrows move a crosshair whose score is announced, and Enter adds a point there", async () => {
  const element = await surface((x, y) => x + 10 * y);
  const target = element.querySelector(".lab-plane")!;
  equal(
    eventsDuring(element, "lab-place", () => press(target, "Enter")),
    [],
    "before there is a crosshair",
  );
  for (const key of ["ArrowRight", "ArrowRight", "ArrowUp"]) press(target, key);
  await settled(element);
  equal(element.querySelector("[role=status]")!.textContent, "x1 = 0.20, x2 = 0.10, score 1.20");
  equal(
    eventsDuring(element, "lab-place", () => press(target, "Enter")),
    [{ x: 0.2, y: 0.1, label: 1 }],
  );
});

test("keys that the plane does not use are left to the page", async () => {
  const element = await surface((x) => x);
  const key = new KeyboardEvent("keydown", { key: " ", bubbles: true, cancelable: true });
  element.querySelector(".lab-plane")!.dispatchEvent(key);
  equal(key.defaultPrevented, false);
});

test("the score below the pointer is shown, else how many points are on their side", async () => {
  const element = await surface((x) => 3 * x, [false, true, false, false]);
  const reading = (): string => element.querySelector(".lab-place")!.textContent!;
  equal(reading(), "3 of 4 points on their side");
  point(element.querySelector(".lab-plane")!, "pointermove", ...onCanvas(element, 0.5, 0));
  assert(/^x1 = 0\.50, x2 = −?0\.0\d, score 1\.[45]\d$/.test(reading()), reading());
  point(element.querySelector(".lab-plane")!, "pointerleave", 0, 0);
  equal(reading(), "3 of 4 points on their side");
});

test("the plane has a text description once drawing pauses", async () => {
  const element = await surface((x) => x - 0.5, [false, true, false, true]);
  element.chosen = 2;
  await until(() => canvasOf(element).getAttribute("aria-label")!.includes("Chosen"));
  const description = canvasOf(element).getAttribute("aria-label")!;
  for (const part of [
    "2 points of label 1 and 2 of label −1",
    "above 0 on 24 % of the plane",
    "2 points are on the wrong side",
    "−0.5, −0.5 with label −1",
  ]) {
    assert(description.includes(part), `"${part}" is not in "${description}"`);
  }
});

test("scores that are not finite leave gaps and break nothing", async () => {
  const element = await surface((x, y) => (x > 0 ? Infinity : y > 0 ? NaN : -1));
  assert(pixel(element, ...onCanvas(element, 0.8, 0.8))[3] === 255, "infinite");
  assert(pixel(element, ...onCanvas(element, -0.8, 0.8))[3] === 255, "not a number");
});
