// The page's side of the worker that trains: orders go out one after another, and each is answered.

import { type Heard, ownPort, type WorkerPort } from "../../lib/dom/worker-channel.js";
import type { FromTrainer, Moment, Order, ToTrainer } from "./messages.js";

interface Waiting {
  settle(moments: readonly Moment[]): void;
  reject(error: Error): void;
}

export class TrainerHost {
  readonly #url: string;
  #line: WorkerPort<ToTrainer> | null = null;
  #lastId = 0;
  readonly #waiting = new Map<number, Waiting>();

  /** `base` is where the bundle is served, with a slash at its end. */
  constructor(base: string) {
    this.#url = `${base}trainer-worker.js`;
  }

  /** The runs after the order is carried out; rejects where the worker cannot do it. */
  order(order: Order): Promise<readonly Moment[]> {
    this.#line ??= ownPort<ToTrainer, FromTrainer>(this.#url, this.#heard, 0);
    const line = this.#line;
    return new Promise((settle, reject) => {
      this.#lastId += 1;
      this.#waiting.set(this.#lastId, { settle, reject });
      line.send({ id: this.#lastId, order });
    });
  }

  dispose(): void {
    this.#end("The lab was closed.");
  }

  readonly #heard: Heard<FromTrainer> = {
    message: (message) => {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if ("failed" in message) waiting?.reject(new Error(message.failed));
      else waiting?.settle(message.moments);
    },
    failed: (words) => this.#end(`The worker that trains did not start: ${words}.`),
  };

  #end(words: string): void {
    this.#line?.close();
    this.#line = null;
    const all = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of all) reject(new Error(words));
  }
}
