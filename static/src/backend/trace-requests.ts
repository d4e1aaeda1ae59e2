// Trace requests to the chosen back end: debounced after a keystroke, immediate after a choice; only the latest result
// counts.

import { Latest } from "../lib/latest.js";
import type { Result, Trace, TraceParams } from "../trace/contract.js";
import { emptyTrace, isEmptyProgram } from "../trace/empty.js";
import type { Backend } from "./backend.js";
import type { BackendId } from "./backend-id.js";

/**
 * Bounds of the debounce delay, which is half the duration of the last request: a small program is run on every
 * keystroke, a large one is not.
 */
const DELAY = { min: 0, max: 300 }; // milliseconds

export interface TraceRequest {
  readonly backend: BackendId;
  readonly params: TraceParams;
}

export interface TraceRequestsListener {
  onRequest(): void;
  onResult(result: Result<Trace>, milliseconds: number): void;
}

export class TraceRequests {
  readonly #latest = new Latest();
  readonly #backends: Readonly<Record<BackendId, Backend>>;
  readonly #listener: TraceRequestsListener;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #duration = 0; // milliseconds, of the last request
  /** Latest request queued behind the one in flight, as during a slider drag. */
  #next: TraceRequest | null = null;
  #coalescing = false;

  constructor(backends: Readonly<Record<BackendId, Backend>>, listener: TraceRequestsListener) {
    this.#backends = backends;
    this.#listener = listener;
  }

  /** Runs the request after a pause without further calls. */
  debounce(request: TraceRequest): void {
    this.cancel();
    this.#listener.onRequest();
    this.#timer = setTimeout(
      () => void this.run(request),
      Math.min(Math.max(this.#duration / 2, DELAY.min), DELAY.max),
    );
  }

  /** Runs the request now, and aborts the one in flight. An empty program is answered without the back end. */
  async run({ backend, params }: TraceRequest): Promise<void> {
    this.cancel();
    if (isEmptyProgram(params.source)) return this.#listener.onResult({ ok: true, value: emptyTrace(params) }, 0);
    this.#listener.onRequest();
    const start = performance.now();
    const result = await this.#latest.run((signal) => this.#backends[backend].call("trace", params, signal));
    if (!result) return;
    this.#duration = performance.now() - start;
    this.#listener.onResult(result, this.#duration);
  }

  /** Runs the latest request after the one in flight, so that a slider drag shows intermediate results too. */
  async coalesce(request: TraceRequest): Promise<void> {
    this.#next = request;
    if (this.#coalescing) return;
    this.#coalescing = true;
    while (this.#next) await this.run(this.#next);
    this.#coalescing = false;
  }

  cancel(): void {
    this.#next = null;
    clearTimeout(this.#timer);
    this.#latest.cancel();
  }
}
