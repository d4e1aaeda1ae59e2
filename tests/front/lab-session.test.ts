import { DEMO } from "../../static/src/lab/settings/settings.js";
import type { Command, RunSpec, Snapshot } from "../../static/src/lab/training/messages.js";
import { Session } from "../../static/src/lab/training/session.js";
import { equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

/** A worker that counts, and answers when it is told to. */
class Counting {
  step = 0;
  known = 1;
  readonly orders: Command[] = [];
  #answer: (() => void) | null = null;
  held = false;
  /** Where the run stops by itself. */
  end = Infinity;

  async order(order: Command): Promise<readonly Snapshot[]> {
    this.orders.push(order);
    if (this.held) await new Promise<void>((go) => (this.#answer = go));
    if (order.kind === "start") [this.step, this.known] = [0, 1];
    if (order.kind === "go") this.step = Math.min(order.to, this.step + 50, this.end);
    const from = Math.min(this.known, this.step);
    this.known = Math.max(this.known, this.step + 1);
    const numbers = (): Float64Array<ArrayBuffer> => new Float64Array(this.known - from);
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

  answer(): void {
    this.held = false;
    this.#answer?.();
  }
}

const RUNS: readonly RunSpec[] = [
  {
    name: "run",
    setup: { settings: DEMO } as RunSpec["setup"],
    course: { rate: 1, decay: 0, over: 1, factor: 1, forget: false, sign: false },
  },
];

function opened(): { worker: Counting; session: Session; told: string[] } {
  const worker = new Counting();
  const told: string[] = [];
  const session: Session = new Session(worker, {
    drawn: () => undefined,
    changed: () => told.push(session.state),
    failed: (words) => told.push(words),
  });
  session.start(RUNS, 0);
  return { worker, session, told };
}

async function until(holds: () => boolean): Promise<void> {
  for (let frame = 0; frame < 200; frame += 1) {
    if (holds()) return;
    await new Promise(requestAnimationFrame);
  }
  throw new Error(`it does not come to hold: ${String(holds)}`);
}

const rests = (session: Session) => (): boolean => session.state === "rests";

test("it plays so many steps a frame as it is told, until it pauses", async () => {
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

test("what is under way when it pauses is not taken back", async () => {
  const { worker, session } = opened();
  await until(rests(session));
  session.play();
  await until(() => worker.step > 3);
  worker.held = true;
  await until(() => worker.orders.at(-1)!.kind === "go" && worker.held);
  const before = worker.orders.length;
  session.pause();
  worker.answer();
  await until(rests(session));
  const steps = worker.orders.slice(before).flatMap((order) => (order.kind === "go" ? [order.to] : []));
  equal(
    steps.every((to) => to >= worker.step),
    true,
    `it went back: ${steps.join()} from ${worker.step}`,
  );
});

test("a far step is gone to in many frames, and a near one before it in one", async () => {
  const { worker, session, told } = opened();
  session.goTo(170);
  await until(rests(session));
  equal(worker.step, 170);
  session.goTo(20);
  await until(rests(session));
  equal([worker.step, session.curves[0]!.length], [20, 171]);
  session.goTo(-5);
  await until(rests(session));
  equal([worker.step, told.at(-1)], [0, "rests"]);
});

test("at rest the plane is asked for once more, as fine as it gets, and then nothing", async () => {
  const { worker, session } = opened();
  const fine = (): number => worker.orders.filter((order) => order.kind === "go" && order.fine).length;
  await until(() => fine() === 1);
  for (let frame = 0; frame < 5; frame += 1) await new Promise(requestAnimationFrame);
  equal(fine(), 1);
  session.goTo(1);
  await until(() => fine() === 2);
});

test("a run that stops by itself ends the play, and the way to a step that it does not reach", async () => {
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

test("steering tells from which step on it holds", async () => {
  const { session } = opened();
  await until(rests(session));
  session.play();
  await until(() => session.step > 2);
  let from = -1;
  session.steer(
    RUNS.map(({ course }) => course),
    (step) => (from = step),
  );
  await until(() => from >= 0);
  equal(session.playing, true, "it plays on");
  equal(from >= 3, true, `it holds from ${from} on`);
  session.pause();
});

test("a worker that fails is said, and nothing goes on", async () => {
  const { worker, session, told } = opened();
  await until(rests(session));
  worker.order = () => Promise.reject(new Error("out of memory"));
  session.play();
  await until(rests(session));
  equal(told.includes("out of memory"), true);
});
