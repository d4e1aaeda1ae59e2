import { NO_MISTAKES, updateRuleOf } from "../../static/src/lab/mistakes.js";
import { parameterName } from "../../static/src/lab/settings/parameter-name.js";
import { Batches, permutation } from "../../static/src/lab/training/batches.js";
import { Checkpoints } from "../../static/src/lab/training/checkpoints.js";
import { Run } from "../../static/src/lab/training/run.js";
import { rateAt, Schedule, type UpdateRule } from "../../static/src/lab/training/schedule.js";
import { extentOf, Plane } from "../../static/src/lab/training/score-grid.js";
import { Series } from "../../static/src/lab/training/series.js";
import { readSetup, type Setup } from "../../static/src/lab/training/setup.js";
import { Trainer } from "../../static/src/lab/training/trainer.js";
import { assert, equal, json, test } from "../support/harness.js";

export { run } from "../support/harness.js";

const setup = (name: string): Setup => readSetup(json(name));
const course = ({ settings }: Setup, change: Partial<UpdateRule> = {}): UpdateRule => ({
  ...updateRuleOf(settings, NO_MISTAKES),
  ...change,
});

function trained(name: string, steps: number, change: Partial<UpdateRule> = {}): Run {
  const given = setup(name);
  const run = new Run(given, course(given, change));
  for (let k = 0; k < steps; k += 1) if (!run.advance()) break;
  run.look();
  return run;
}

/** Everything that a moment consists of. */
function moment(run: Run): unknown {
  const { machine, step, losses, accuracies } = run;
  return [step, machine.save(), losses.at(step), accuracies.at(step)];
}

test("the demo prints what micrograd's notebook prints", () => {
  const run = trained("lab demo", 100);
  equal(run.losses.at(0), 0.8958441028683222, "the first loss");
  equal(run.losses.at(99), 0.010978370135492717, "the loss of step 99");
  equal(run.accuracies.at(99), 1, "the accuracy of step 99");
  equal(run.accuracies.at(0), 0.5, "the first accuracy");
});

for (const name of ["lab demo", "lab Adam in batches", "lab momentum"]) {
  test(`${name}: any step can be gone back to, and what follows is the same to the last bit`, () => {
    const run = trained(name, 60);
    const [losses, accuracies, end] = [run.losses.from(0), run.accuracies.from(0), moment(run)];
    for (const step of [37, 8, 59, 0, 13]) {
      run.rewind(step);
      while (run.step < step) run.advance();
      run.look();
      equal(moment(run), moment(trained(name, step)), `step ${step}`);
      equal(run.losses.length, 61, "how much is known after going back");
      while (run.step < 60) run.advance();
      run.look();
      equal(moment(run), end, `step 60 after going back to ${step}`);
      equal([run.losses.from(0), run.accuracies.from(0)], [losses, accuracies], "what the curves show");
    }
  });
}

test("looking at a moment changes nothing of it", () => {
  const run = trained("lab Adam in batches", 7);
  const before = run.machine.save();
  for (let turn = 0; turn < 3; turn += 1) run.look();
  equal(run.machine.save(), before);
});

test("what is changed in the middle of a run holds from there on, and is kept when it is gone back", () => {
  const run = trained("lab momentum", 20);
  run.steer(course(run.setup, { rate: 0.01 }));
  equal(run.losses.length, 21, "what is known once it is steered");
  while (run.step < 30) run.advance();
  const end = moment(run);
  run.rewind(5);
  while (run.step < 30) run.advance();
  equal(moment(run), end, "step 30 once more");
  run.rewind(10);
  while (run.step < 10) run.advance();
  run.steer(course(run.setup));
  equal(run.losses.length, 11, "what comes after a change is forgotten");
  while (run.step < 30) run.advance();
  run.look();
  equal(moment(run), moment(trained("lab momentum", 30)), "a run whose change is taken back");
});

test("a rate that is too high stops the run at its step, with the rate and a weight that ran away", () => {
  const run = trained("lab line", 1000);
  const last = run.step;
  assert(last > 10 && last < 1000, `it stopped at step ${last}`);
  const words = run.stopReason ?? "";
  assert(
    new RegExp(
      `^Step ${last}: the loss is (infinite|not a number \\(NaN\\))\\. The rate 5 is too high: .* L0N0\\.(w0|w1|b) went from [−0-9.]+ to [−0-9.]+e[0-9]+\\.$`,
    ).test(words),
    words,
  );
  equal(run.losses.length, last + 1, "the curve is kept");
  assert(!run.advance(), "it goes no further");
  run.rewind(3);
  equal(run.stopReason, null, "after going back");
  while (run.advance());
  equal([run.step, run.stopReason], [last, words], "it stops there again");
});

test("the reason is the mistake, where one is made", () => {
  const words = (change: Partial<UpdateRule>): string =>
    trained("lab line", 5000, { rate: 0.1, ...change }).stopReason ?? "";
  assert(words({ sign: true }).includes("The sign of the update is wrong"), words({ sign: true }));
  const forgotten = trained("lab line", 5000, { rate: 3, forget: true }).stopReason ?? "";
  assert(forgotten.includes("zero_grad() is forgotten"), forgotten);
  const large = trained("lab large data", 1000).stopReason ?? "";
  assert(large.includes("The data is large, up to 5400"), large);
});

test("the reason is what led to the step, whatever is changed once the run has stopped", () => {
  const run = trained("lab line", 5000, { rate: 0.1, sign: true });
  const words = run.stopReason;
  run.steer(course(run.setup, { rate: 0.1, factor: 20 }));
  assert(!run.advance(), "it goes no further");
  equal(run.stopReason, words);
});

test("the rate falls as micrograd's does, and stays where the fall ends", () => {
  const demo = course(setup("lab demo"));
  for (const k of [0, 1, 37, 99, 100]) equal(rateAt(demo, k), 1.0 - (0.9 * k) / 100, `the rate of step ${k}`);
  equal(rateAt(demo, 5000), rateAt(demo, 100));
  equal(rateAt({ ...demo, factor: 20 }, 0), 20);
});

test("each epoch goes through all points once, in an order of its own", () => {
  const orders = [0, 1, 2].map((epoch) => [...permutation(45, 1337, epoch)]);
  for (const order of orders)
    equal(
      order.toSorted((a, b) => a - b),
      Array.from({ length: 45 }, (_, i) => i),
    );
  assert(orders[0]!.join() !== orders[1]!.join(), "the second epoch repeats the first");
  equal(permutation(45, 1337, 1), permutation(45, 1338, 0), "seed and epoch are added");
  const batches = new Batches(45, 10);
  equal(
    [0, 4, 5].map((step) => batches.at(step)),
    [
      { epoch: 0, start: 0, count: 10 },
      { epoch: 0, start: 40, count: 5 },
      { epoch: 1, start: 0, count: 10 },
    ],
  );
  equal(new Batches(45, 0).perEpoch, 1);
  equal(new Batches(45, 100).perEpoch, 1);
});

test("checkpoints grow no more than they may, and the start is always one", () => {
  const checkpoints = new Checkpoints();
  for (let step = 0; step <= 100_000; step += 1)
    if (checkpoints.wants(step)) checkpoints.keep(step, Float64Array.of(step));
  const { step, saved } = checkpoints.before(70_001);
  assert(step <= 70_001 && 70_001 - step < 1024 && saved[0] === step, `the checkpoint before step 70 001 is ${step}`);
  equal(checkpoints.before(3).step, 0);
  checkpoints.removeAfter(500);
  assert(checkpoints.before(100_000).step <= 500, "later ones are forgotten");
});

test("a schedule has what was said last of each step", () => {
  const [a, b, c] = [1, 2, 3].map((rate) => ({ rate, decay: 0, over: 1, factor: 1, forget: false, sign: false }));
  const schedule = new Schedule(a!);
  schedule.steer(10, b!);
  schedule.steer(20, c!);
  equal(
    [0, 9, 10, 19, 20, 99].map((step) => schedule.at(step).rate),
    [1, 1, 2, 2, 3, 3],
  );
  schedule.steer(10, c!);
  equal(
    [9, 10, 99].map((step) => schedule.at(step).rate),
    [1, 3, 3],
  );
});

test("a series grows, and can be cut and continued", () => {
  const series = new Series();
  for (let k = 0; k < 1000; k += 1) series.set(k, k);
  series.cut(600);
  series.replace(600, Float64Array.of(1, 2));
  equal([series.length, series.at(599), series.at(601), series.from(599).length], [602, 599, 2, 3]);
});

test("parameters are called as in the playground", () => {
  equal(
    [0, 1, 2, 3, 11, 12, 16].map((i) => parameterName([2, 4, 1], i)),
    ["L0N0.w0", "L0N0.w1", "L0N0.b", "L0N1.w0", "L0N3.b", "L1N0.w0", "L1N0.b"],
  );
});

test("the plane has the points' scores where they lie", () => {
  const run = trained("lab demo", 100);
  const extent = extentOf(run.setup.points);
  const grid = new Plane(run.machine, extent).scores(1000, 60);
  equal([grid.columns, grid.rows, grid.scores.length], [60, 60, 3600]);
  const scores = run.machine.scores(run.points);
  const wrong = run.setup.points.filter(([x, y], i) => {
    const column = Math.round((59 * (x! - extent[0])) / (extent[1] - extent[0]));
    const row = Math.round((59 * (y! - extent[2])) / (extent[3] - extent[2]));
    return Math.abs(grid.scores[60 * row + column]! - scores[i]!) > 0.5;
  });
  equal(wrong, []);
});

test("two runs take their steps together, and one that stops leaves the other going", () => {
  const given = setup("lab line");
  const trainer = new Trainer();
  trainer.execute({
    kind: "start",
    runs: [
      { name: "left", setup: given, course: course(given, { rate: 0.001 }) },
      { name: "right", setup: given, course: course(given) },
    ],
  });
  const go = (to: number) => trainer.execute({ kind: "go", to, budget: 1e6, fine: false });
  equal(
    go(5).map(({ step }) => step),
    [5, 5],
  );
  const [left, right] = go(1000);
  equal([left!.step, left!.stopReason], [1000, null]);
  assert(right!.step < 1000 && right!.stopReason !== null, "the run on the right goes on");
  equal(
    go(3).map(({ step, stopReason }) => [step, stopReason]),
    [
      [3, null],
      [3, null],
    ],
  );
});
