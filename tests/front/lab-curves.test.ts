// <lab-curves>: axes, readings, slider, marks, table.

import "../../static/src/lab/drawings/lab-curves.js";
import type { LabCurvesElement } from "../../static/src/lab/drawings/lab-curves.js";
import type { Curve } from "../../static/src/lab/training/frames.js";
import { assert, equal, test } from "../support/harness.js";
import { canvasOf, countPixels, eventsDuring, mount, point, press, settled, until } from "../support/lab_stage.js";

export { run } from "../support/harness.js";

function curve(length: number, loss: (k: number) => number, name = ""): Curve {
  const losses = Float64Array.from({ length }, (_, k) => loss(k));
  return { name, losses, accuracies: losses.map((each) => 1 / (1 + each)), length };
}

async function curves(
  runs: readonly Curve[],
  step: number,
  scale: "linear" | "log" = "linear",
): Promise<LabCurvesElement> {
  const element = document.createElement("lab-curves");
  element.scale = scale;
  return mount(element, 500, 400, () => element.draw(runs, step));
}

const slider = (element: Element): Element => element.querySelector("[role=slider]")!;
const texts = (element: Element): string[] =>
  [...element.querySelectorAll("svg.plot text")].map((text) => text.textContent!);

test("the axes say loss, accuracy and step, with round numbers", async () => {
  const element = await curves([curve(90, (k) => 0.9 / (1 + k))], 89);
  const labels = texts(element);
  for (const text of ["↑ loss", "↑ accuracy", "step →", "0.4", "100 %", "20"])
    assert(labels.includes(text), `${text} is not among ${labels.join(" | ")}`);
});

test("above the curves stand the numbers of the present step, or of the one below the pointer", async () => {
  const element = await curves([curve(21, (k) => 1 / (1 + k))], 9);
  const readings = (): string => element.querySelector(".lab-readings")!.textContent!.replace(/\s+/g, " ").trim();
  equal(readings(), "step 9 loss 0.1 · accuracy 90.91 %");
  const touch = slider(element);
  point(touch, "pointermove", touch.clientWidth - 10, 100);
  equal(readings(), "step 20 loss 0.04762 · accuracy 95.45 %");
  point(touch, "pointerleave", 0, 0);
  equal(readings(), "step 9 loss 0.1 · accuracy 90.91 %");
});

test("a click goes to its step, and keys go by one, by a tenth and to the ends", async () => {
  const element = await curves([curve(101, (k) => 1 / (1 + k))], 40);
  const touch = slider(element);
  const events = eventsDuring<{ step: number }>(element, "lab-travel", () => {
    for (const key of ["ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"]) press(touch, key);
  });
  equal(
    events.map(({ step }) => step),
    [39, 41, 50, 30, 0, 100],
  );
  const axis = [...element.querySelectorAll("svg.plot text")].find((text) => text.textContent === "60")!;
  const [clicked] = eventsDuring<{ step: number }>(element, "lab-travel", () => {
    touch.setPointerCapture = () => undefined;
    point(touch, "pointerdown", Number(axis.getAttribute("x")), 100, { button: 0 });
  });
  equal(clicked, { step: 60 });
});

test("the slider announces the step and its numbers once drawing pauses", async () => {
  const element = await curves([curve(21, (k) => 1 / (1 + k))], 9);
  await until(() => slider(element).getAttribute("aria-valuenow") === "9");
  equal(slider(element).getAttribute("aria-valuemax"), "20");
  equal(slider(element).getAttribute("aria-valuetext"), "step 9; loss 0.1, accuracy 90.91 %");
  assert(
    canvasOf(element).getAttribute("aria-label")!.includes("from 1 to 0.04762 in 20 steps"),
    canvasOf(element).getAttribute("aria-label")!,
  );
});

test("two runs differ in their dashes too, and are named", async () => {
  const element = await curves([curve(60, () => 0.2, "left"), curve(60, () => 0.8, "right")], 59);
  equal(
    [...element.querySelectorAll(".lab-reading")].map((each) => each.textContent!.replace(/\s+/g, " ").trim()),
    ["left loss 0.2 · accuracy 83.33 %", "right loss 0.8 · accuracy 55.56 %"],
  );
  const inkAlong = (loss: number): number => {
    // The row of pixels of this loss, on an axis from 0 to 1.
    const canvas = canvasOf(element);
    const zero = [...element.querySelectorAll("svg.plot text")].find((text) => text.textContent === "0")!;
    const one = [...element.querySelectorAll("svg.plot text")].find((text) => text.textContent === "1")!;
    const [from, to] = [zero, one].map((text) => Number(text.getAttribute("y")) - 4.55) as [number, number];
    const row = canvas.getContext("2d")!.getImageData(60, Math.round(from + loss * (to - from)), 300, 1).data;
    return Array.from({ length: 300 }, (_, k) => row[4 * k + 3]! > 100).filter(Boolean).length;
  };
  assert(inkAlong(0.2) > 290, `the first run's line has ${inkAlong(0.2)} of 300 pixels`);
  assert(inkAlong(0.8) > 150 && inkAlong(0.8) < 240, `the second run's line has ${inkAlong(0.8)} of 300 pixels`);
});

test("a loss of 0 is drawn at the lower edge of a logarithmic axis, with a note", async () => {
  const element = await curves([curve(30, (k) => (k < 20 ? 1 / (1 + k) : 0))], 29, "log");
  await settled(element);
  equal(
    element.querySelector(".lab-note")!.textContent,
    "A loss of 0 (first at step 20) has no logarithm: it stands at the lower edge.",
  );
  assert(countPixels(element, (_red, _green, _blue, alpha) => alpha > 200) > 300, "nothing is drawn");
});

test("a curve stays up to the end of its finite losses, with a note of the step", async () => {
  const element = await curves([curve(12, (k) => (k < 11 ? 10 ** (20 * k) : Infinity))], 10);
  equal(element.querySelector(".lab-note")!.textContent, "At step 11 the loss is infinite.");
  assert(countPixels(element, (_red, _green, _blue, alpha) => alpha > 200) > 300, "nothing is drawn");
  element.draw([curve(12, (k) => (k < 11 ? 1 : NaN))], 10);
  await settled(element);
  equal(element.querySelector(".lab-note")!.textContent, "At step 11 the loss is not a number.");
});

test("the highest of a hundred thousand losses is visible", async () => {
  const calm = await curves([curve(100_000, () => 0.1)], 99_999);
  const before = countPixels(calm, (_red, _green, _blue, alpha) => alpha > 20);
  const spiked = await curves([curve(100_000, (k) => (k === 50_123 ? 1 : 0.1))], 99_999);
  assert(
    countPixels(spiked, (_red, _green, _blue, alpha) => alpha > 20) > before + 100,
    "the one step of a high loss is not drawn",
  );
});

test("nothing is marked before the first step", async () => {
  const element = await curves([], 0);
  equal(
    countPixels(element, (_red, _green, _blue, alpha) => alpha > 0),
    0,
  );
  equal(
    eventsDuring(element, "lab-travel", () => press(slider(element), "End")),
    [],
  );
});

test("the table has some of the steps, the first and the last among them, of every run as far as it went", async () => {
  const element = await curves([curve(1001, () => 0.5, "left"), curve(3, () => 2, "right")], 1000);
  await until(() => element.querySelectorAll("tbody tr").length === 25);
  const rows = [...element.querySelectorAll("tr")].map((row) =>
    [...row.children].map((cell) => cell.textContent).join("|"),
  );
  equal(rows[0], "step|loss, left|accuracy, left|loss, right|accuracy, right");
  equal([rows[1], rows.at(-1)], ["0|0.5|0.6666666666666666|2.0|0.3333333333333333", "1000|0.5|0.6666666666666666||"]);
});
