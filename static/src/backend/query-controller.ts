// A panel's answer from the engine: asked again whenever what it depends on changes, one request at a time, the newest next.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import type { Fault, Result } from "../trace/contract.js";

export class QueryController<T> implements ReactiveController {
  /** The latest answer; the one before stays until the next is there. */
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

  run(work: () => Promise<Result<T>>): void {
    this.#next = work;
    if (!this.#busy) void this.#work();
  }

  /** Forget the answer: it is of another program. */
  clear(): void {
    this.value = null;
    this.fault = null;
  }

  async #work(): Promise<void> {
    this.#busy = true;
    try {
      for (let work = this.#take(); work; work = this.#take()) {
        const result = await work();
        if (!this.#connected) return;
        if (result.ok) this.value = result.value;
        this.fault = result.ok ? null : result.error;
        this.#host.requestUpdate();
      }
    } finally {
      this.#busy = false;
    }
  }

  #take(): (() => Promise<Result<T>>) | null {
    const work = this.#next;
    this.#next = null;
    return work;
  }
}
