// Training in the worker: runs, checkpoints, schedules, batches, score grid.

import { NO_MISTAKES, updateRuleOf } from "../../static/src/lab/mistakes.js";
import { parameterName } from "../../static/src/lab/settings/parameter-name.js";
import { Batches, permutation } from "../../static/src/lab/training/batches.js";
import { Checkpoints } from "../../static/src/lab/training/checkpoints.js";
import { Run } from "../../static/src/lab/training/run.js";
import { rateAt, Schedule, type UpdateRule } from "../../static/src/lab/training/schedule.js";
import { extentOf, ScoreGrid } from "../../static/src/lab/training/score-grid.js";
import { Series } from "../../static/src/lab/training/series.js";
import { type Setup, setupOf } from "../../static/src/lab/training/setup.js";
import { Trainer } from "../../static/src/lab/training/trainer.js";
import { decodeReply } from "../../static/src/trace/decode.js";
import { assert, equal, json, test } from "../support/harness.js";

export { run } from "../support/harness.js";

const setup = (name: string): Setup => setupOf(decodeReply("lab", json(name)));
const rule = ({ settings }: Setup, change: Partial<UpdateRule> = {}): UpdateRule => ({
  ...updateRuleOf(settings, NO_MISTAKES),
  ...change,
});

function trained(name: string, steps: number, change: Partial<UpdateRule> = {}): Run {
  const compiled = setup(name);
  const run = new Run(compiled, rule(compiled, change));
  for (let k = 0; k < steps; k += 1) if (!run.advance()) break;
  run.evaluate();
  return run;
}

/** The complete state at the current step. */
function snapshot(run: Run): unknown {
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
  test(`${name}: after rewinding to any step, all later steps are the same to the last bit`, () => {
    const run = trained(name, 60);
    const [losses, accuracies, end] = [run.losses.sliceFrom(0), run.accuracies.sliceFrom(0), snapshot(run)];
    for (const step of [37, 8, 59, 0, 13]) {
      run.rewind(step);
      while (run.step < step) run.advance();
      run.evaluate();
      equal(snapshot(run), snapshot(trained(name, step)), `step ${step}`);
      equal(run.losses.length, 61, "the length after rewinding");
      while (run.step < 60) run.advance();
      run.evaluate();
      equal(snapshot(run), end, `step 60 after going back to ${step}`);
      equal([run.losses.sliceFrom(0), run.accuracies.sliceFrom(0)], [losses, accuracies], "the curves");
    }
  });
}

test("evaluating a step does not change it", () => {
  const run = trained("lab Adam in batches", 7);
  const before = run.machine.save();
  for (let turn = 0; turn < 3; turn += 1) run.evaluate();
  equal(run.machine.save(), before);
});

test("a rule changed during a run applies from there on, and stays after rewinding", () => {
  const run = trained("lab momentum", 20);
  run.setRule(rule(run.setup, { rate: 0.01 }));
  equal(run.losses.length, 21, "the length after a change of the rule");
  while (run.step < 30) run.advance();
  const end = snapshot(run);
  run.rewind(5);
  while (run.step < 30) run.advance();
  equal(snapshot(run), end, "step 30 once more");
  run.rewind(10);
  while (run.step < 10) run.advance();
  run.setRule(rule(run.setup));
  equal(run.losses.length, 11, "later steps are dropped");
  while (run.step < 30) run.advance();
  run.evaluate();
  equal(snapshot(run), snapshot(trained("lab momentum", 30)), "a run whose change is taken back");
});

test("a rate that is too high stops the run at its step, with the rate and a weight that ran away", () => {
  const run = trained("lab line", 1000);
  const last = run.step;
  assert(last > 10 && last < 1000, `it stopped at step ${last}`);
  const reason = run.stopReason ?? "";
  const loss = `Step ${last}: the loss is (infinite|not a number \\(NaN\\))\\.`;
  const evidence = "L0N0\\.(w0|w1|b) went from [−0-9.]+ to [−0-9.]+e[0-9]+\\.";
  assert(new RegExp(`^${loss} The rate 5 is too high: .* ${evidence}$`).test(reason), reason);
  equal(run.losses.length, last + 1, "the curve is kept");
  assert(!run.advance(), "it goes no further");
  run.rewind(3);
  equal(run.stopReason, null, "after going back");
  while (run.advance());
  equal([run.step, run.stopReason], [last, reason], "it stops there again");
});

test("the reason of a stop is a mistake that is on", () => {
  const reason = (change: Partial<UpdateRule>): string =>
    trained("lab line", 5000, { rate: 0.1, ...change }).stopReason ?? "";
  assert(reason({ sign: true }).includes("The sign of the update is wrong"), reason({ sign: true }));
  const forgotten = trained("lab line", 5000, { rate: 3, forget: true }).stopReason ?? "";
  assert(forgotten.includes("zero_grad() is forgotten"), forgotten);
  const large = trained("lab large data", 1000).stopReason ?? "";
  assert(large.includes("The data is large, up to 5400"), large);
});

test("the reason of a stop is the rule of the step before, whatever changes afterwards", () => {
  const run = trained("lab line", 5000, { rate: 0.1, sign: true });
  const reason = run.stopReason;
  run.setRule(rule(run.setup, { rate: 0.1, factor: 20 }));
  assert(!run.advance(), "it goes no further");
  equal(run.stopReason, reason);
});

test("the rate falls as micrograd's does, and stays where the fall ends", () => {
  const demo = rule(setup("lab demo"));
  for (const k of [0, 1, 37, 99, 100]) equal(rateAt(demo, k), 1.0 - (0.9 * k) / 100, `the rate of step ${k}`);
  equal(rateAt(demo, 5000), rateAt(demo, 100));
  equal(rateAt({ ...demo, factor: 20 }, 0), 20);
});

test("each epoch goes through all points once, in another order", () => {
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

test("checkpoints stay bounded, and the start is always one", () => {
  const checkpoints = new Checkpoints();
  for (let step = 0; step <= 100_000; step += 1)
    if (checkpoints.isDue(step)) checkpoints.add(step, Float64Array.of(step));
  const { step, state } = checkpoints.lastUpTo(70_001);
  assert(step <= 70_001 && 70_001 - step < 1024 && state[0] === step, `the checkpoint before step 70 001 is ${step}`);
  equal(checkpoints.lastUpTo(3).step, 0);
  checkpoints.removeAfter(500);
  assert(checkpoints.lastUpTo(100_000).step <= 500, "later ones are forgotten");
});

test("a schedule has the last rule that was set for each step", () => {
  const [a, b, c] = [1, 2, 3].map((rate) => ({ rate, decay: 0, over: 1, factor: 1, forget: false, sign: false }));
  const schedule = new Schedule(a!);
  schedule.set(10, b!);
  schedule.set(20, c!);
  equal(
    [0, 9, 10, 19, 20, 99].map((step) => schedule.at(step).rate),
    [1, 1, 2, 2, 3, 3],
  );
  schedule.set(10, c!);
  equal(
    [9, 10, 99].map((step) => schedule.at(step).rate),
    [1, 3, 3],
  );
});

test("a series grows, and can be cut and continued", () => {
  const series = new Series();
  for (let k = 0; k < 1000; k += 1) series.set(k, k);
  series.truncate(600);
  series.replaceFrom(600, Float64Array.of(1, 2));
  equal([series.length, series.at(599), series.at(601), series.sliceFrom(599).length], [602, 599, 2, 3]);
});

test("parameters are called as in the playground", () => {
  equal(
    [0, 1, 2, 3, 11, 12, 16].map((i) => parameterName([2, 4, 1], i)),
    ["L0N0.w0", "L0N0.w1", "L0N0.b", "L0N1.w0", "L0N3.b", "L1N0.w0", "L1N0.b"],
  );
});

test("the score grid agrees with the scores of the points", () => {
  const run = trained("lab demo", 100);
  const extent = extentOf(run.setup.points);
  const grid = new ScoreGrid(run.machine, extent).compute(1000, 60);
  equal([grid.columns, grid.rows, grid.scores.length], [60, 60, 3600]);
  const scores = run.machine.scores(run.points);
  const wrong = run.setup.points.filter(([x, y], i) => {
    const column = Math.round((59 * (x! - extent[0])) / (extent[1] - extent[0]));
    const row = Math.round((59 * (y! - extent[2])) / (extent[3] - extent[2]));
    return Math.abs(grid.scores[60 * row + column]! - scores[i]!) > 0.5;
  });
  equal(wrong, []);
});

test("two runs advance in lockstep, and one that stops leaves the other running", () => {
  const compiled = setup("lab line");
  const trainer = new Trainer();
  trainer.execute({
    kind: "start",
    runs: [
      { name: "left", setup: compiled, rule: rule(compiled, { rate: 0.001 }) },
      { name: "right", setup: compiled, rule: rule(compiled) },
    ],
  });
  const seek = (step: number) => trainer.execute({ kind: "seek", step, budget: 1e6, fine: false });
  equal(
    seek(5).map(({ step }) => step),
    [5, 5],
  );
  const [left, right] = seek(1000);
  equal([left!.step, left!.stopReason], [1000, null]);
  assert(right!.step < 1000 && right!.stopReason !== null, "the run on the right goes on");
  equal(
    seek(3).map(({ step, stopReason }) => [step, stopReason]),
    [
      [3, null],
      [3, null],
    ],
  );
});
