// Session: play, pause, seek, with a fake worker.

import { DEMO } from "../../static/src/lab/settings/settings.js";
import type { Command, RunSpec, Snapshot } from "../../static/src/lab/training/messages.js";
import { Session } from "../../static/src/lab/training/session.js";
import { equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

/** A worker that only counts steps; while `held`, it does not reply before `release`. */
class FakeWorker {
  step = 0;
  /** Length of the curve. */
  length = 1;
  readonly commands: Command[] = [];
  #release: (() => void) | null = null;
  held = false;
  /** Step at which the run stops by itself. */
  end = Infinity;

  async send(command: Command): Promise<readonly Snapshot[]> {
    this.commands.push(command);
    if (this.held) await new Promise<void>((go) => (this.#release = go));
    if (command.kind === "start") [this.step, this.length] = [0, 1];
    if (command.kind === "seek") this.step = Math.min(command.step, this.step + 50, this.end);
    const from = Math.min(this.length, this.step);
    this.length = Math.max(this.length, this.step + 1);
    const numbers = (): Float64Array<ArrayBuffer> => new Float64Array(this.length - from);
    const none = new Float64Array(0);
    const stopReason = this.step === this.end ? "It stopped." : null;
    return [
      {
        step: this.step,
        from,
        losses: numbers(),
        accuracies: numbers(),
        parameters: none,
        gradients: none,
        scores: none,
        pointLosses: none,
        grid: null,
        rate: 1,
        stopReason,
      },
    ];
  }

  release(): void {
    this.held = false;
    this.#release?.();
  }
}

const RUNS: readonly RunSpec[] = [
  {
    name: "run",
    setup: { settings: DEMO } as RunSpec["setup"],
    rule: { rate: 1, decay: 0, over: 1, factor: 1, forget: false, sign: false },
  },
];

function opened(): { worker: FakeWorker; session: Session; log: string[] } {
  const worker = new FakeWorker();
  const log: string[] = [];
  const session: Session = new Session(worker, {
    frame: () => undefined,
    changed: () => log.push(session.state),
    failed: (message) => log.push(message),
  });
  session.start(RUNS, 0);
  return { worker, session, log };
}

async function until(condition: () => boolean): Promise<void> {
  for (let frame = 0; frame < 200; frame += 1) {
    if (condition()) return;
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`not true after 200 frames: ${String(condition)}`);
}

const rests = (session: Session) => (): boolean => session.state === "rests";

test("it plays `stepsPerFrame` steps a frame until it pauses", async () => {
  const { worker, session } = opened();
  await until(rests(session));
  session.stepsPerFrame = 10;
  session.play();
  await until(() => worker.step >= 30);
  session.pause();
  await until(rests(session));
  equal(session.step % 10, 0, "the step it pauses at");
  equal(session.step, worker.step);
});

test("the command in flight at a pause is not undone", async () => {
  const { worker, session } = opened();
  await until(rests(session));
  session.play();
  await until(() => worker.step > 3);
  worker.held = true;
  await until(() => worker.commands.at(-1)!.kind === "seek" && worker.held);
  const before = worker.commands.length;
  session.pause();
  worker.release();
  await until(rests(session));
  const steps = worker.commands.slice(before).flatMap((command) => (command.kind === "seek" ? [command.step] : []));
  equal(
    steps.every((to) => to >= worker.step),
    true,
    `it went back: ${steps.join()} from ${worker.step}`,
  );
});

test("a far step takes many frames, and an earlier one a single frame", async () => {
  const { worker, session, log } = opened();
  session.goTo(170);
  await until(rests(session));
  equal(worker.step, 170);
  session.goTo(20);
  await until(rests(session));
  equal([worker.step, session.curves[0]!.length], [20, 171]);
  session.goTo(-5);
  await until(rests(session));
  equal([worker.step, log.at(-1)], [0, "rests"]);
});

test("at rest the score grid is requested once more in full resolution, and then nothing", async () => {
  const { worker, session } = opened();
  const fine = (): number => worker.commands.filter((command) => command.kind === "seek" && command.fine).length;
  await until(() => fine() === 1);
  for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
  equal(fine(), 1);
  session.goTo(1);
  await until(() => fine() === 2);
});

test("a run that stops by itself ends the playback, and the way to a step that it does not reach", async () => {
  const { worker, session } = opened();
  await until(rests(session));
  worker.end = 7;
  session.play();
  await until(rests(session));
  equal([session.step, session.playing], [7, false]);
  session.goTo(100);
  await until(rests(session));
  equal(session.targetStep, 7);
});

test("changed rules report the step from which on they apply", async () => {
  const { session } = opened();
  await until(rests(session));
  session.play();
  await until(() => session.step > 2);
  let from = -1;
  session.setRules(
    RUNS.map(({ rule }) => rule),
    (step) => (from = step),
  );
  await until(() => from >= 0);
  equal(session.playing, true, "it plays on");
  equal(from >= 3, true, `they apply from ${from} on`);
  session.pause();
});

test("a worker that fails is reported, and the session rests", async () => {
  const { worker, session, log } = opened();
  await until(rests(session));
  worker.send = () => Promise.reject(new Error("out of memory"));
  session.play();
  await until(rests(session));
  equal(log.includes("out of memory"), true);
});

test("each reply is drawn once, before the session rests, and again when that is asked for", async () => {
  const worker = new FakeWorker();
  const drawn: (readonly Snapshot[])[] = [];
  const restedUndrawn: boolean[] = [];
  const session: Session = new Session(worker, {
    frame: () => drawn.push(session.snapshots),
    changed: () => session.state === "rests" && restedUndrawn.push(drawn.at(-1) !== session.snapshots),
    failed: () => undefined,
  });
  session.start(RUNS, 0);
  session.redraw();
  await until(rests(session));
  session.goTo(170);
  await until(rests(session));
  equal(drawn.length, new Set(drawn).size, "the number of frames");
  equal(restedUndrawn, [false, false]);
  for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
  const before = drawn.length;
  session.redraw();
  await until(() => drawn.length > before);
  equal(drawn.at(-1), drawn.at(-2));
});
