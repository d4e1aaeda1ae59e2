// The page's side of the layout worker: DOT in, SVG text out, never longer than a limit.

import { abortError, failure } from "../backend/errors.js";
import type { FromLayout, ToLayout } from "../backend/worker-messages.js";
import { openWorker } from "../lib/dom/worker-channel.js";
import type { Result } from "../trace/contract.js";

const LIMIT_MS = 15_000;
/** Drawings kept, so that going back to a graph does not lay it out again. */
const KEPT = 8;

interface Job extends ToLayout {
  readonly settle: (result: Result<string>) => void;
  readonly reject: (reason: DOMException) => void;
  readonly watchdog: number;
}

export class LayoutClient {
  #worker: Worker | null = null;
  #ready = false;
  #job: Job | null = null;
  #lastId = 0;
  readonly #drawings = new Map<string, string>();
  readonly #base: string;

  /** `base` is where the bundle is served, with a slash at its end. */
  constructor(base: string) {
    this.#base = base;
  }

  /** Give the drawing of `dot` that came with the page. */
  cacheDrawing(dot: string, svg: string): void {
    this.#drawings.delete(dot);
    this.#drawings.set(dot, svg);
    const oldest = this.#drawings.keys().next();
    if (this.#drawings.size > KEPT && !oldest.done) this.#drawings.delete(oldest.value);
  }

  /** The drawing, where it is at hand. */
  cachedDrawing(dot: string): string | null {
    return this.#drawings.get(dot) ?? null;
  }

  /** Load Graphviz ahead of the first drawing. */
  preload(): void {
    this.#worker ??= this.#start();
  }

  /** Lay a graph out. A newer call takes the place of this one, which then rejects; so does `signal`. */
  draw(dot: string, signal: AbortSignal | null = null): Promise<Result<string>> {
    if (signal?.aborted) return Promise.reject(abortError());
    const kept = this.cachedDrawing(dot);
    if (kept !== null) return Promise.resolve({ ok: true, value: kept });
    this.#supersede();
    this.preload();
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((settle, reject) => {
      const watchdog = setTimeout(
        () => this.#fail(`Drawing this graph took longer than ${LIMIT_MS / 1000} seconds.`),
        LIMIT_MS,
      );
      signal?.addEventListener("abort", () => reject(abortError()));
      this.#job = { id, dot, settle, reject, watchdog };
      if (this.#ready) this.#send(this.#job);
    });
  }

  #start(): Worker {
    const worker = openWorker(`${this.#base}layout-worker.js`);
    worker.onmessage = ({ data }: MessageEvent<FromLayout>) => this.#receive(data);
    worker.onerror = (event) =>
      this.#fail(`Graphviz did not start: ${event.message || "its worker could not be run"}.`);
    return worker;
  }

  #send({ id, dot }: ToLayout): void {
    this.#worker?.postMessage({ id, dot } satisfies ToLayout);
  }

  #receive(message: FromLayout): void {
    if ("ready" in message) {
      this.#ready = true;
      if (this.#job) this.#send(this.#job);
    } else if ("failed" in message) {
      this.#fail(`Graphviz did not start: ${message.failed}.`);
    } else if (message.id === this.#job?.id) {
      if ("svg" in message) {
        this.cacheDrawing(this.#job.dot, message.svg);
        this.#take()?.settle({ ok: true, value: message.svg });
      } else {
        this.#fail(`This graph could not be drawn: ${message.error}.`);
      }
    }
  }

  /** Graphviz cannot be interrupted: a worker that is still at an older graph is thrown away. */
  #supersede(): void {
    const job = this.#take();
    if (!job) return;
    job.reject(abortError());
    if (this.#ready) this.#discard();
  }

  #fail(message: string): void {
    this.#discard();
    this.#take()?.settle(failure(message, "The table of values shows all of it."));
  }

  #discard(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#ready = false;
  }

  #take(): Job | null {
    const job = this.#job;
    this.#job = null;
    clearTimeout(job?.watchdog);
    return job;
  }
}
