// Trace requests: debounced, run at once or coalesced; only the newest result is reported.

import type { Backend } from "../../static/src/backend/backend.js";
import { failure } from "../../static/src/backend/errors.js";
import { type TraceRequest, TraceRequests } from "../../static/src/backend/trace-requests.js";
import type { Method, Result, Trace, TraceParams } from "../../static/src/trace/contract.js";
import { equal, numbers, test, trace } from "../support/harness.js";

export { run } from "../support/harness.js";

/** A back end whose answers come when the test says so, and whoever asks it. */
class Stage {
  /** The texts that were sent, in order. */
  readonly sent: string[] = [];
  /** The texts whose answers were shown, in order. */
  readonly shown: string[] = [];
  readonly requests: TraceRequests;
  readonly #answers: ((result: Result<Trace>) => void)[] = [];
  #heard: (() => void)[] = [];

  constructor() {
    const backend = {
      call: (_method: Method, { source }: TraceParams): Promise<Result<Trace>> => {
        this.sent.push(source);
        this.#tell();
        return new Promise((answer) => this.#answers.push(answer));
      },
    } as unknown as Backend;
    const listener = {
      onRequest: (): void => undefined,
      onResult: (result: Result<Trace>, _: number, outdated: boolean): void => {
        if (result.ok) this.shown.push(outdated ? `${result.value.source}, outdated` : result.value.source);
        this.#tell();
      },
    };
    this.requests = new TraceRequests({ server: backend, browser: backend }, listener);
  }

  /** Answer the request of that number, counted from 0. */
  answer(number: number): void {
    this.#answers[number]!({ ok: true, value: { ...trace("twice"), source: this.sent[number]! } });
  }

  async until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise<void>((heard) => this.#heard.push(heard));
  }

  #tell(): void {
    for (const heard of this.#heard.splice(0)) heard();
  }
}

const request = (source: string): TraceRequest => ({
  backend: "server",
  params: { source, level: "lecture", pass: null, leaves: {}, mistake: null } as unknown as TraceRequest["params"],
});

test("of two keys that follow one another only the text after the second is sent", async () => {
  const stage = new Stage();
  stage.requests.debounce(request("a = 1"));
  stage.requests.debounce(request("a = 12"));
  await stage.until(() => stage.sent.includes("a = 12"));
  equal(stage.sent, ["a = 12"]);
});

test("an answer that comes after that to a newer text is not shown", async () => {
  const stage = new Stage();
  void stage.requests.run(request("a = 1"));
  void stage.requests.run(request("a = 12"));
  stage.answer(1);
  await stage.until(() => stage.shown.length > 0);
  stage.answer(0);
  await stage.requests.run(request(""));
  equal(stage.shown, ["a = 12", ""]);
});

test("a hand that moves on sees every answer, and of what it passed over only the last is asked", async () => {
  const stage = new Stage();
  for (const source of ["a = 1", "a = 2", "a = 3", "a = 4"]) stage.requests.coalesce(request(source));
  stage.answer(0);
  await stage.until(() => stage.sent.length === 2);
  stage.answer(1);
  await stage.until(() => stage.shown.length === 2);
  equal(stage.sent, ["a = 1", "a = 4"]);
  equal(stage.shown, ["a = 1, outdated", "a = 4"]);
});

test("a key does not withdraw what is asked: the graph follows, and the newest text comes after it", async () => {
  const stage = new Stage();
  void stage.requests.run(request("a = 1"));
  stage.requests.debounce(request("a = 12"));
  await new Promise((later) => setTimeout(later)); // timers run in order: the key's has run
  stage.answer(0);
  await stage.until(() => stage.sent.length === 2);
  stage.answer(1);
  await stage.until(() => stage.sent.length === 2 && stage.shown.includes("a = 12"));
  equal(stage.shown, ["a = 1, outdated", "a = 12"]);
});

test("a text that overtakes the one in flight does not lose the key after it", async () => {
  const stage = new Stage();
  const { setTimeout, clearTimeout } = globalThis;
  const timers: (() => void)[] = [];
  globalThis.setTimeout = ((run: () => void) => timers.push(run) - 1) as unknown as typeof setTimeout;
  globalThis.clearTimeout = ((timer: number) => {
    timers[timer] = () => undefined;
  }) as typeof clearTimeout;
  try {
    void stage.requests.run(request("a = 1"));
    stage.requests.debounce(request("a = 12"));
    timers[0]!(); // the key's: "a = 12" waits behind "a = 1"
    stage.requests.debounce(request("a = 123"));
    timers[1]!(); // the patience with "a = 1" is over
    timers[2]!(); // the last key's
  } finally {
    Object.assign(globalThis, { setTimeout, clearTimeout });
  }
  stage.answer(1);
  await new Promise((later) => setTimeout(later));
  equal(stage.sent, ["a = 1", "a = 12", "a = 123"]);
  stage.answer(2);
  await stage.until(() => stage.shown.length === 2);
  equal(stage.shown, ["a = 12, outdated", "a = 123"]);
});

/** The delays of `types`, on a clock that only the test moves. */
async function delaysOf(stage: Stage, types: (moveClock: (milliseconds: number) => void) => Promise<void>) {
  const [now, later] = [performance.now, globalThis.setTimeout];
  const delays: number[] = [];
  let clock = 0;
  performance.now = () => clock;
  globalThis.setTimeout = ((_: unknown, delay: number) => delays.push(delay)) as unknown as typeof setTimeout;
  try {
    await types((milliseconds) => {
      clock += milliseconds;
    });
  } finally {
    [performance.now, globalThis.setTimeout] = [now, later];
    stage.requests.cancel();
  }
  return delays;
}

async function answered(stage: Stage, milliseconds: number, moveClock: (milliseconds: number) => void): Promise<void> {
  const done = stage.requests.run(request(`a = ${stage.sent.length}`));
  moveClock(milliseconds);
  stage.answer(stage.sent.length - 1);
  await done;
}

test("who never stops typing is shown the graph after half a second", async () => {
  const stage = new Stage();
  const delays = await delaysOf(stage, async (moveClock) => {
    for (let i = 0; i < 2; i += 1) await answered(stage, 800, moveClock);
    for (const key of ["a", "ab", "abc"]) {
      stage.requests.debounce(request(key));
      moveClock(200);
    }
  });
  equal(delays, [300, 300, 100]);
});

test("a slow first answer, such as Python's start, does not set the pace", async () => {
  const stage = new Stage();
  const delays = await delaysOf(stage, async (moveClock) => {
    await answered(stage, 5000, moveClock);
    stage.requests.debounce(request("a"));
    await answered(stage, 20, moveClock);
    stage.requests.debounce(request("ab"));
  });
  equal(delays, [0, 10]);
});

/** A back end that answers at once, the methods that it is asked, and whether each result shown was outdated. */
function quickStage(fails = false): {
  asked: string[];
  shown: boolean[];
  requests: TraceRequests;
  rested: Promise<void>;
} {
  const asked: string[] = [];
  const shown: boolean[] = [];
  let rest = (): void => undefined;
  const rested = new Promise<void>((resolve) => {
    rest = resolve;
  });
  const backend = {
    call: (method: Method): Promise<Result<unknown>> => {
      asked.push(method);
      if (method === "trace") return Promise.resolve({ ok: true, value: trace("five hundred") });
      const value = numbers("numbers of five hundred with x at 0.25");
      return Promise.resolve(fails ? failure("no") : { ok: true, value });
    },
  } as unknown as Backend;
  const requests = new TraceRequests(
    { server: backend, browser: backend },
    {
      onRequest: () => undefined,
      onResult: (_, __, outdated) => {
        shown.push(outdated);
        if (!outdated) rest();
      },
    },
  );
  return { asked, shown, requests, rested };
}

function moved(x: number): TraceRequest {
  const { source, level } = trace("five hundred");
  return { backend: "server", params: { source, level, pass: null, mistake: null, leaves: { 0: x } } };
}

test("a leaf that moves is followed by its numbers alone, and by the whole trace when the hand rests", async () => {
  const { asked, shown, requests, rested } = quickStage();
  const before = trace("five hundred");
  for (const x of [0.1, 0.2, 0.25]) requests.move(moved(x), before, before.steps.length);
  await rested;
  equal(asked, ["numbers", "numbers", "trace"]);
  equal(shown, [true, true, false]);
});

test("where the numbers alone are refused, the trace is asked for at once", async () => {
  const { asked, shown, requests, rested } = quickStage(true);
  const before = trace("five hundred");
  requests.move(moved(0.25), before, before.steps.length);
  await rested;
  equal(asked, ["numbers", "trace"]);
  equal(shown, [false]);
});

test("a leaf of a short program moves with the whole trace", async () => {
  const { asked, requests, rested } = quickStage();
  requests.move(request("a = 1"), trace("twice"), 1);
  await rested;
  equal(asked, ["trace"]);
});
