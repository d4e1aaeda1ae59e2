// <lab-network> and its layout and line rasteriser.

import "../../static/src/lab/drawings/lab-network.js";
import type { LabNetworkElement } from "../../static/src/lab/drawings/lab-network.js";
import { LineRaster } from "../../static/src/lab/drawings/line-raster.js";
import { layout, linkAt, parameterIndex } from "../../static/src/lab/drawings/network-layout.js";
import { parameterName } from "../../static/src/lab/settings/parameter-name.js";
import { assert, equal, test } from "../support/harness.js";
import { canvasOf, countPixels, eventsDuring, mount, point, press, settled } from "../support/lab_stage.js";

export { run } from "../support/harness.js";

function frame(sizes: readonly number[], weight: (k: number) => number) {
  const length = sizes.slice(1).reduce((sum, width, layer) => sum + width * (sizes[layer]! + 1), 0);
  const parameters = Float64Array.from({ length }, (_, k) => weight(k));
  return { sizes, step: 3, parameters, gradients: parameters.map((each) => -each / 100) };
}

async function network(sizes: readonly number[], weight: (k: number) => number): Promise<LabNetworkElement> {
  const element = document.createElement("lab-network");
  return mount(element, 500, 400, () => element.draw(frame(sizes, weight)));
}

const blue = (red: number, _green: number, blue_: number): boolean => blue_ > red + 60;
const orange = (red: number, _green: number, blue_: number): boolean => red > blue_ + 60;
const reading = (element: Element): string => element.querySelector(".lab-place")!.textContent!;
const neuron = (element: Element, layer: number, index: number): HTMLElement =>
  element.querySelector(`[data-layer="${layer}"][data-neuron="${index}"]`)!;

test("the index of a parameter fits its name", () => {
  const sizes = [3, 4, 4, 1];
  equal(parameterName(sizes, parameterIndex(sizes, { layer: 1, neuron: 2, input: 3 })), "L1N2.w3");
  equal(parameterName(sizes, parameterIndex(sizes, { layer: 2, neuron: 0, input: 4 })), "L2N0.b");
});

test("a line is found half way between its ends, and nothing beside the lines", () => {
  const columns = layout([2, 3, 1], 500, 400, 13);
  const [from, to] = [columns[0]!, columns[1]!];
  const middle = (from.x + from.across + to.x - to.across) / 2;
  equal(linkAt(columns, middle, (from.ys[1]! + to.ys[2]!) / 2, 6), { layer: 0, neuron: 2, input: 1 });
  equal(linkAt(columns, middle, 2, 6), null);
  equal(linkAt(columns, from.x, from.ys[0]!, 6), null);
});

test("the neurons of the largest network fit without overlap", () => {
  const columns = layout([8, 64, 64, 64, 64, 64, 64, 1], 330, 260, 13);
  for (const { x, ys, across, down } of columns) {
    assert(
      x - across >= 0 && x + across <= 330 && ys[0]! - down >= 0 && ys.at(-1)! + down <= 260,
      `a column at ${x} does not fit`,
    );
    for (let k = 1; k < ys.length; k += 1) assert(ys[k]! - ys[k - 1]! >= 2 * down * 0.7, "neurons cover one another");
  }
});

test("a line covers its length times its width, less with dashes, and nothing outside the image", () => {
  const raster = new LineRaster();
  const ink = (dash: number, ...ends: [number, number, number, number]): number => {
    raster.clear(100, 80, [255, 255, 255]);
    raster.line(...ends, 3, [0, 0, 0], 1, dash);
    return raster.image.data.filter((_, k) => k % 4 === 0).reduce((sum, red) => sum + (255 - red) / 255, 0);
  };
  assert(Math.abs(ink(0, 10, 10, 90, 10) - 240) < 8, `a level line has ${ink(0, 10, 10, 90, 10)}`);
  assert(Math.abs(ink(0, 20, 10, 50, 50) - 150) < 8, `a steep line has ${ink(0, 20, 10, 50, 50)}`);
  assert(Math.abs(ink(0, 50, 50, 20, 10) - 150) < 8, "the way back");
  const part = ink(1, 10, 10, 90, 70) / ink(0, 10, 10, 90, 70);
  assert(part > 0.5 && part < 0.75, `dashes leave ${part}`);
  assert(ink(0, -50, -40, 150, 130) > 0, "a line through all of it");
});

test("weights above 0 are orange, below 0 blue, as the tints of a grad are", async () => {
  const above = await network([2, 4, 1], () => 1);
  assert(
    countPixels(above, orange) > 500 && countPixels(above, blue) === 0,
    `${countPixels(above, orange)} orange, ${countPixels(above, blue)} blue`,
  );
  const below = await network([2, 4, 1], () => -1);
  assert(
    countPixels(below, blue) > 300 && countPixels(below, orange) === 0,
    `${countPixels(below, blue)} blue, ${countPixels(below, orange)} orange`,
  );
  assert(countPixels(below, blue) < countPixels(above, orange), "they are not dashed");
});

test("the gradients can be shown in place of the weights", async () => {
  const element = await network([2, 4, 1], () => 1);
  element.quantity = "gradients";
  await settled(element);
  assert(
    countPixels(element, blue) > 300 && countPixels(element, orange) === 0,
    "the lines are not those of the gradients",
  );
  assert(
    canvasOf(element).getAttribute("aria-label")!.includes("17 gradients at step 3"),
    canvasOf(element).getAttribute("aria-label")!,
  );
});

test("pointing at a line or a neuron shows its parameter, data and grad", async () => {
  const element = await network([2, 3, 1], (k) => k / 10);
  const columns = layout([2, 3, 1], canvasOf(element).clientWidth, canvasOf(element).clientHeight, 13);
  const middle = (columns[0]!.x + columns[0]!.across + columns[1]!.x - columns[1]!.across) / 2;
  point(canvasOf(element), "pointermove", middle, (columns[0]!.ys[1]! + columns[1]!.ys[2]!) / 2);
  equal(reading(element), "L0N2.w1 = 0.7, grad −0.007");
  point(neuron(element, 0, 1), "pointermove", 4, 4);
  equal(reading(element), "L0N1.b = 0.5, grad −0.005");
  point(element.querySelector(".lab-room")!, "pointerleave", 0, 0);
  equal(reading(element), "Point at a line or a box.");
});

test("arrow keys move between neurons, whose labels have their numbers, and a click emits an event", async () => {
  const element = await network([2, 3, 2, 1], (k) => k / 10);
  equal(element.querySelectorAll(".lab-neuron[tabindex='0']").length, 1, "stops of the tabulator");
  neuron(element, 0, 0).focus();
  for (const [key, layer, index] of [
    ["ArrowDown", 0, 1],
    ["ArrowDown", 0, 2],
    ["ArrowDown", 0, 2],
    ["ArrowRight", 1, 1],
    ["ArrowRight", 2, 0],
    ["ArrowLeft", 1, 1],
  ] as const) {
    press(document.activeElement!, key);
    await settled(element);
    assert(
      document.activeElement === neuron(element, layer, index),
      `after ${key} the focus is not on L${layer}N${index}`,
    );
  }
  equal(
    document.activeElement!.getAttribute("aria-label"),
    "layer 2, neuron 2 of 2: L1N1.b = 1.6, grad −0.016; the largest of 3 weights: L1N1.w2 = 1.5, grad −0.015",
  );
  equal(reading(element), "L1N1.b = 1.6, grad −0.016");
  equal(
    eventsDuring(element, "lab-neuron", () => neuron(element, 1, 1).click()),
    [{ layer: 1, neuron: 1 }],
  );
});

test("a network without hidden layers, and numbers that are not finite, are drawn too", async () => {
  const element = await network([3, 1], (k) => [Infinity, -1, NaN, 1e300][k]!);
  assert(countPixels(element, blue) > 0, "the line below 0 is missing");
  point(neuron(element, 0, 0), "pointermove", 2, 2);
  assert(reading(element).startsWith("L0N0.b = 1e300"), reading(element));
});

test("the table has every parameter once it is opened", async () => {
  const element = await network([2, 3, 1], (k) => k);
  equal(element.querySelectorAll("tbody tr").length, 0);
  element.querySelector("details")!.open = true;
  await settled(element);
  await settled(element);
  equal(
    [...element.querySelectorAll("tbody tr")].map((row) => row.firstElementChild!.textContent).join(" "),
    "L0N0.w0 L0N0.w1 L0N0.b L0N1.w0 L0N1.w1 L0N1.b L0N2.w0 L0N2.w1 L0N2.b L1N0.w0 L1N0.w1 L1N0.w2 L1N0.b",
  );
});
