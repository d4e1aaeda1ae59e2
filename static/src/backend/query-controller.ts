// Lit controller for a panel's query to the engine: one request at a time; of those made meanwhile, only the latest
// follows.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Fault, Result } from "../trace/contract.js";

export class QueryController<T> implements ReactiveController {
  /** The latest result; the previous one stays until the next arrives. */
  value: T | null = null;
  fault: Fault | null = null;
  readonly #host: ReactiveControllerHost;
  #next: (() => Promise<Result<T>>) | null = null;
  #busy = false;
  #connected = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#connected = true;
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#next = null;
  }

  /** Runs `query` when the current one is done; a later call supersedes it until then. */
  run(query: () => Promise<Result<T>>): void {
    this.#next = query;
    if (!this.#busy) void this.#drain();
  }

  /** Discards the result, which belongs to another program. */
  clear(): void {
    this.value = null;
    this.fault = null;
  }

  async #drain(): Promise<void> {
    this.#busy = true;
    try {
      for (let query = this.#takeNext(); query; query = this.#takeNext()) {
        const result = await query();
        if (!this.#connected) return;
        if (result.ok) this.value = result.value;
        this.fault = result.ok ? null : result.error;
        this.#host.requestUpdate();
      }
    } finally {
      this.#busy = false;
    }
  }

  #takeNext(): (() => Promise<Result<T>>) | null {
    const query = this.#next;
    this.#next = null;
    return query;
  }
}
