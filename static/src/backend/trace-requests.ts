// Trace requests to the chosen back end: debounced after a keystroke, immediate after a choice. Results come in the
// order of their requests; one that a newer request waits behind is reported as outdated.

import { LatestRequest } from "../lib/latest-request.js";
import type { Result, Trace, TraceParams } from "../trace/contract.js";
import { emptyTrace, isEmptyProgram } from "../trace/empty.js";
import { canRenumber, renumber, shownStep } from "../trace/renumber.js";
import type { Backend } from "./backend.js";
import type { BackendId } from "./backend-id.js";

/** Bounds of the debounce delay, which is half the pace: a small program is run on every keystroke, a large is not. */
const DELAY = { min: 0, max: 300 }; // milliseconds
/** A reader who never stops typing is shown the graph this long after a keystroke. */
const MAX_WAIT = 500; // milliseconds
/** The text in flight is given this long: then a newer text aborts it. */
const PATIENCE = 1000; // milliseconds
/** A hand that rests this long on a leaf is shown the sentences to its numbers too. */
const REST = 150; // milliseconds

export interface TraceRequest {
  readonly backend: BackendId;
  readonly params: TraceParams;
}

export interface TraceRequestsListener {
  onRequest(): void;
  /** `outdated`: a newer request waits, whose result follows. */
  onResult(result: Result<Trace>, milliseconds: number, outdated: boolean): void;
}

export class TraceRequests {
  readonly #latest = new LatestRequest();
  readonly #backends: Readonly<Record<BackendId, Backend>>;
  readonly #listener: TraceRequestsListener;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Time of the first keystroke since the last request; null if none waits. */
  #waitingSince: number | null = null;
  /** Aborts the request in flight for the one behind it. */
  #overtaking: ReturnType<typeof setTimeout> | undefined;
  /** Requests the whole trace after the last move of a leaf. */
  #rest: ReturnType<typeof setTimeout> | undefined;
  /** Duration of the last request of each back end. */
  readonly #durations = new Map<BackendId, number>();
  /** The shorter of the last two durations, so that one slow start does not set the pace. */
  #pace = 0;

  constructor(backends: Readonly<Record<BackendId, Backend>>, listener: TraceRequestsListener) {
    this.#backends = backends;
    this.#listener = listener;
  }

  /** Runs the request after a pause without further calls, or after MAX_WAIT. */
  debounce(request: TraceRequest): void {
    const now = performance.now();
    const delay = Math.min(Math.max(this.#pace / 2, DELAY.min), DELAY.max);
    this.#waitingSince ??= now;
    const due = Math.min(now + delay, this.#waitingSince + MAX_WAIT);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#waitingSince = null;
      this.coalesce(request);
      if (this.#latest.outdated) this.#overtaking ??= setTimeout(() => this.#overtake(), PATIENCE);
    }, due - now);
    this.#listener.onRequest();
  }

  /** Runs the request now, and aborts the one in flight. */
  async run(request: TraceRequest): Promise<void> {
    this.cancel();
    await this.#latest.replace((signal) => this.#send(request, signal));
  }

  /** Runs the latest request after the one in flight, so that intermediate results of a slider drag are shown too. */
  coalesce(request: TraceRequest): void {
    clearTimeout(this.#rest);
    this.#listener.onRequest();
    this.#latest.follow((signal) => this.#send(request, signal));
  }

  /**
   * As `coalesce`, for other leaf data than those of `trace`, which is shown at `position`. Where the steps stay the
   * same, only their numbers are requested while the hand moves, and the whole trace when it rests.
   */
  move(request: TraceRequest, trace: Trace | null, position: number): void {
    if (!trace || !canRenumber(trace, request.params)) return this.coalesce(request);
    clearTimeout(this.#rest);
    this.#listener.onRequest();
    this.#latest.follow((signal) => this.#sendMove(request, trace, position, signal));
  }

  cancel(): void {
    clearTimeout(this.#rest);
    this.#waitingSince = null;
    clearTimeout(this.#timer);
    this.#stopOvertaking();
    this.#latest.cancel();
  }

  #overtake(): void {
    this.#overtaking = undefined;
    this.#latest.overtake();
  }

  #stopOvertaking(): void {
    clearTimeout(this.#overtaking);
    this.#overtaking = undefined;
  }

  async #sendMove(request: TraceRequest, trace: Trace, position: number, signal: AbortSignal): Promise<void> {
    const { backend, params } = request;
    const start = performance.now();
    const step = shownStep(trace, position);
    const result = await this.#backends[backend].call("numbers", { ...params, ...step }, signal);
    if (signal.aborted) return;
    // The steps are others after all, or the request has failed: the trace says which.
    if (!result.ok) return this.#send(request, signal);
    const value = renumber(trace, result.value, params.leaves ?? {}, position);
    this.#listener.onResult({ ok: true, value }, performance.now() - start, true);
    if (!this.#latest.outdated) this.#rest = setTimeout(() => this.coalesce(request), REST);
  }

  /** An empty program is answered without the back end. */
  async #send({ backend, params }: TraceRequest, signal: AbortSignal): Promise<void> {
    if (isEmptyProgram(params.source))
      return this.#listener.onResult({ ok: true, value: emptyTrace(params) }, 0, false);
    this.#listener.onRequest();
    const start = performance.now();
    const result = await this.#backends[backend].call("trace", params, signal);
    if (signal.aborted) return;
    this.#stopOvertaking();
    const duration = performance.now() - start;
    this.#pace = Math.min(this.#durations.get(backend) ?? 0, duration);
    this.#durations.set(backend, duration);
    this.#listener.onResult(result, duration, this.#latest.outdated || this.#waitingSince !== null);
  }
}
