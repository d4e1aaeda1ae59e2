// Lit controller for a panel's query to the engine: one at a time; of those made meanwhile, only the newest follows.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { LatestRequest } from "../lib/latest-request.js";
import type { Fault, Result } from "../trace/contract.js";

export class QueryController<T> implements ReactiveController {
  /** The latest result; the previous one stays until the next arrives. */
  value: T | null = null;
  fault: Fault | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #latest = new LatestRequest();
  /** The query whose result is still to come. */
  #pending: (() => Promise<Result<T>>) | null = null;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** A panel that comes back asks again for what it left unanswered. */
  hostConnected(): void {
    if (this.#pending) this.run(this.#pending);
  }

  hostDisconnected(): void {
    this.#latest.cancel();
  }

  /** Runs `query` when the current one is done; a later call supersedes it until then. */
  run(query: () => Promise<Result<T>>): void {
    this.#pending = query;
    this.#latest.follow(async (signal) => {
      const result = await query();
      if (signal.aborted) return;
      if (this.#pending === query) this.#pending = null;
      if (result.ok) this.value = result.value;
      this.fault = result.ok ? null : result.error;
      this.#host.requestUpdate();
    });
  }

  /** Discards the result, which belongs to another program. */
  clear(): void {
    this.value = null;
    this.fault = null;
  }
}
