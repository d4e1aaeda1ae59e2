import "../../static/src/lab/drawings/lab-curves.js";
import type { LabCurvesElement } from "../../static/src/lab/drawings/lab-curves.js";
import type { Curve } from "../../static/src/lab/training/frames.js";
import { assert, equal, test } from "../support/harness.js";
import { canvasOf, count, drawn, mount, point, press, told, until } from "../support/lab_stage.js";

export { run } from "../support/harness.js";

function curve(length: number, loss: (k: number) => number, name = ""): Curve {
  const losses = Float64Array.from({ length }, (_, k) => loss(k));
  return { name, losses, accuracies: losses.map((each) => 1 / (1 + each)), length };
}

async function curves(
  all: readonly Curve[],
  at: number,
  scale: "linear" | "log" = "linear",
): Promise<LabCurvesElement> {
  const element = document.createElement("lab-curves");
  element.scale = scale;
  return mount(element, 500, 400, () => element.draw(all, at));
}

const slider = (element: Element): Element => element.querySelector("[role=slider]")!;
const texts = (element: Element): string[] =>
  [...element.querySelectorAll("svg.plot text")].map((text) => text.textContent!);

test("the axes say loss, accuracy and step, with round numbers", async () => {
  const element = await curves([curve(90, (k) => 0.9 / (1 + k))], 89);
  const said = texts(element);
  for (const text of ["↑ loss", "↑ accuracy", "step →", "0.4", "100 %", "20"])
    assert(said.includes(text), `${text} is not among ${said.join(" | ")}`);
});

test("above the curves stand the numbers of the present step, or of the one below the pointer", async () => {
  const element = await curves([curve(21, (k) => 1 / (1 + k))], 9);
  const said = (): string => element.querySelector(".lab-readings")!.textContent!.replace(/\s+/g, " ").trim();
  equal(said(), "step 9 loss 0.1000 · accuracy 90.91 %");
  const touch = slider(element);
  point(touch, "pointermove", touch.clientWidth - 10, 100);
  equal(said(), "step 20 loss 0.0476 · accuracy 95.45 %");
  point(touch, "pointerleave", 0, 0);
  equal(said(), "step 9 loss 0.1000 · accuracy 90.91 %");
});

test("a click travels to its step, and keys go by one, by a tenth and to the ends", async () => {
  const element = await curves([curve(101, (k) => 1 / (1 + k))], 40);
  const touch = slider(element);
  const heard = told<{ step: number }>(element, "lab-travel", () => {
    for (const key of ["ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"]) press(touch, key);
  });
  equal(
    heard.map(({ step }) => step),
    [39, 41, 50, 30, 0, 100],
  );
  const axis = [...element.querySelectorAll("svg.plot text")].find((text) => text.textContent === "60")!;
  const [clicked] = told<{ step: number }>(element, "lab-travel", () => {
    touch.setPointerCapture = () => undefined;
    point(touch, "pointerdown", Number(axis.getAttribute("x")), 100, { button: 0 });
  });
  equal(clicked, { step: 60 });
});

test("the slider tells the step and its numbers at rest", async () => {
  const element = await curves([curve(21, (k) => 1 / (1 + k))], 9);
  await until(() => slider(element).getAttribute("aria-valuenow") === "9");
  equal(slider(element).getAttribute("aria-valuemax"), "20");
  equal(slider(element).getAttribute("aria-valuetext"), "step 9; loss 0.1000, accuracy 90.91 %");
  assert(
    canvasOf(element).getAttribute("aria-label")!.includes("from 1 to 0.0476 in 20 steps"),
    canvasOf(element).getAttribute("aria-label")!,
  );
});

test("two runs are told apart by their dashes too, and named", async () => {
  const element = await curves([curve(60, () => 0.2, "left"), curve(60, () => 0.8, "right")], 59);
  equal(
    [...element.querySelectorAll(".lab-reading")].map((each) => each.textContent!.replace(/\s+/g, " ").trim()),
    ["left loss 0.2000 · accuracy 83.33 %", "right loss 0.8000 · accuracy 55.56 %"],
  );
  const along = (loss: number): number => {
    // The row of pixels of this loss, on an axis from 0 to 1.
    const canvas = canvasOf(element);
    const zero = [...element.querySelectorAll("svg.plot text")].find((text) => text.textContent === "0")!;
    const one = [...element.querySelectorAll("svg.plot text")].find((text) => text.textContent === "1")!;
    const [from, to] = [zero, one].map((text) => Number(text.getAttribute("y")) - 4.55) as [number, number];
    const row = canvas.getContext("2d")!.getImageData(60, Math.round(from + loss * (to - from)), 300, 1).data;
    return Array.from({ length: 300 }, (_, k) => row[4 * k + 3]! > 100).filter(Boolean).length;
  };
  assert(along(0.2) > 290, `the first run's line has ${along(0.2)} of 300 pixels`);
  assert(along(0.8) > 150 && along(0.8) < 240, `the second run's line has ${along(0.8)} of 300 pixels`);
});

test("a loss of 0 stands at the lower edge of a logarithmic axis, with words", async () => {
  const element = await curves([curve(30, (k) => (k < 20 ? 1 / (1 + k) : 0))], 29, "log");
  await drawn(element);
  equal(
    element.querySelector(".lab-note")!.textContent,
    "A loss of 0 (first at step 20) has no logarithm: it stands at the lower edge.",
  );
  assert(count(element, (_red, _green, _blue, alpha) => alpha > 200) > 300, "nothing is drawn");
});

test("where the loss is no longer finite the curve stays, and words say where", async () => {
  const element = await curves([curve(12, (k) => (k < 11 ? 10 ** (20 * k) : Infinity))], 10);
  equal(element.querySelector(".lab-note")!.textContent, "At step 11 the loss is infinite.");
  assert(count(element, (_red, _green, _blue, alpha) => alpha > 200) > 300, "nothing is drawn");
  element.draw([curve(12, (k) => (k < 11 ? 1 : NaN))], 10);
  await drawn(element);
  equal(element.querySelector(".lab-note")!.textContent, "At step 11 the loss is not a number.");
});

test("a hundred thousand steps keep their highest loss in sight", async () => {
  const calm = await curves([curve(100_000, () => 0.1)], 99_999);
  const before = count(calm, (_red, _green, _blue, alpha) => alpha > 20);
  const spiked = await curves([curve(100_000, (k) => (k === 50_123 ? 1 : 0.1))], 99_999);
  assert(
    count(spiked, (_red, _green, _blue, alpha) => alpha > 20) > before + 100,
    "the one step of a high loss is not drawn",
  );
});

test("before there is a step nothing is marked", async () => {
  const element = await curves([], 0);
  equal(
    count(element, (_red, _green, _blue, alpha) => alpha > 0),
    0,
  );
  equal(
    told(element, "lab-travel", () => press(slider(element), "End")),
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
