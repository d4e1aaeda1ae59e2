// Worker client: one request at a time, a time limit, restarts, and aborted requests.

import type { PortFactory, PortListener } from "../../static/src/lib/dom/worker-channel.js";
import { FatalError, WorkerClient } from "../../static/src/lib/dom/worker-client.js";
import { equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

interface Request {
  readonly id: number;
  readonly word: string;
}

interface Reply {
  readonly id: number;
  readonly word: string;
}

/** A client, and its workers, which reply when the test says so. */
class Stage {
  /** The words sent to each worker. */
  readonly workers: string[][] = [];
  readonly outcomes: string[] = [];
  readonly client: WorkerClient<Request, Reply, string, { ready: true }>;
  #listener: PortListener<unknown> | null = null;
  #last: Request | null = null;

  constructor(milliseconds = 1e6, from: "call" | "sending" = "sending") {
    const open: PortFactory = (_url, listener) => {
      const words: string[] = [];
      this.workers.push(words);
      this.#listener = listener as PortListener<unknown>;
      return {
        send: (message) => {
          this.#last = message as unknown as Request;
          words.push(this.#last.word);
        },
        close: () => words.push("closed"),
      };
    };
    this.client = new WorkerClient(
      "worker.js",
      {
        handshake: true,
        limit: { milliseconds, from, message: "too long" },
        read: ({ word }) => {
          if (word === "bad") throw new Error(word);
          if (word === "fatal") throw new FatalError(word);
          return word;
        },
        notice: () => this.client.ready(),
        failed: (reason) => this.client.close(reason),
      },
      open,
    );
  }

  ask(word: string, signal: AbortSignal | null = null): Promise<void> {
    return this.client.request({ word }, signal).then(
      (value) => void this.outcomes.push(`${word}: ${value}`),
      (error: Error) => void this.outcomes.push(`${word}: ${error.name} ${error.message}`),
    );
  }

  ready(): void {
    this.#listener!.message({ ready: true });
  }

  reply(word: string): void {
    this.#listener!.message({ id: this.#last!.id, word });
  }

  fail(reason: string): void {
    this.#listener!.failed(reason);
  }
}

test("requests wait for the worker, go to it one at a time, and a failed one leaves the next alone", async () => {
  const stage = new Stage();
  const done = [stage.ask("a"), stage.ask("b"), stage.ask("c")];
  equal(stage.workers, [[]]);
  stage.ready();
  equal(stage.workers, [["a"]]);
  stage.reply("A");
  stage.reply("bad");
  stage.reply("C");
  await Promise.all(done);
  equal(stage.workers, [["a", "b", "c"]]);
  equal(stage.outcomes, ["a: A", "b: Error bad", "c: C"]);
});

test("after a fatal reply another worker takes what waits", async () => {
  const stage = new Stage();
  const done = [stage.ask("a"), stage.ask("b")];
  stage.ready();
  stage.reply("fatal");
  equal(stage.workers, [["a", "closed"], []]);
  stage.ready();
  stage.reply("B");
  await Promise.all(done);
  equal(stage.workers, [["a", "closed"], ["b"]]);
  equal(stage.outcomes, ["a: Error fatal", "b: B"]);
});

test("a request that is not answered in time costs the worker, and not the request behind it", async () => {
  const stage = new Stage(1);
  const late = stage.ask("a");
  const next = stage.ask("b");
  stage.ready();
  await late;
  equal(stage.workers, [["a", "closed"], []]);
  stage.ready();
  stage.reply("B");
  await next;
  equal(stage.outcomes, ["a: Error too long", "b: B"]);
});

test("a limit that counts from the call ends a worker that is never ready", async () => {
  const stage = new Stage(1, "call");
  await stage.ask("a");
  equal(stage.workers, [["closed"]]);
  equal(stage.outcomes, ["a: Error too long"]);
});

test("an aborted request is not sent, and the reply to one that was sent is dropped", async () => {
  const stage = new Stage();
  const [sent, waiting] = [new AbortController(), new AbortController()];
  const done = [stage.ask("a", sent.signal), stage.ask("b", waiting.signal), stage.ask("c")];
  stage.ready();
  sent.abort(new DOMException("", "AbortError"));
  waiting.abort(new DOMException("", "AbortError"));
  stage.reply("A");
  stage.reply("C");
  await Promise.all(done);
  equal(stage.workers, [["a", "c"]]);
  equal(stage.outcomes, ["a: AbortError ", "b: AbortError ", "c: C"]);
});

test("cancelling keeps a worker that starts, and ends one that is busy", async () => {
  const stage = new Stage();
  const first = stage.ask("a");
  stage.client.cancel(new Error("newer"));
  await first;
  equal(stage.workers, [[]]);
  const second = stage.ask("b");
  stage.ready();
  stage.client.cancel(new Error("newer"));
  await second;
  equal(stage.workers, [["b", "closed"]]);
  equal(stage.outcomes, ["a: Error newer", "b: Error newer"]);
});

test("where the worker cannot be run every request fails, and the next one tries again", async () => {
  const stage = new Stage();
  const done = [stage.ask("a"), stage.ask("b")];
  stage.fail("blocked");
  await Promise.all(done);
  equal(stage.outcomes, ["a: Error blocked", "b: Error blocked"]);
  void stage.ask("c");
  equal(stage.workers, [["closed"], []]);
});
