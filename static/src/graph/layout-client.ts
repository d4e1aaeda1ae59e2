// Client of the layout worker: DOT to SVG text, with a time limit and a cache.

import { abortError, workerFailure } from "../backend/errors.js";
import type { LayoutNotice, LayoutReply, ToLayout } from "../backend/worker-messages.js";
import { FatalError, WorkerClient } from "../lib/dom/worker-client.js";
import type { Result } from "../trace/contract.js";

const LIMIT_MS = 15_000;
/** Number of cached drawings, so that going back to a graph does not lay it out again. */
const CACHE_SIZE = 8;

export class LayoutClient {
  readonly #cache = new Map<string, string>();
  readonly #client: WorkerClient<ToLayout, LayoutReply, string, LayoutNotice>;

  /** `base` is the URL of the bundle, with a trailing slash. */
  constructor(base: string) {
    const failed = (reason: string): void => this.#client.close(`Graphviz did not start: ${reason}.`);
    this.#client = new WorkerClient(`${base}layout-worker.js`, {
      handshake: true,
      limit: {
        milliseconds: LIMIT_MS,
        from: "call",
        message: `Drawing this graph took longer than ${LIMIT_MS / 1000} seconds.`,
      },
      read: (reply) => {
        if ("error" in reply) throw new FatalError(`This graph could not be drawn: ${reply.error}.`);
        return reply.svg;
      },
      notice: (notice) => ("ready" in notice ? this.#client.ready() : failed(notice.failed)),
      failed,
    });
  }

  /** Caches the SVG of `dot`, such as the one embedded in the page, and evicts the oldest. */
  cacheDrawing(dot: string, svg: string): void {
    this.#cache.delete(dot);
    this.#cache.set(dot, svg);
    const oldest = this.#cache.keys().next();
    if (this.#cache.size > CACHE_SIZE && !oldest.done) this.#cache.delete(oldest.value);
  }

  /** The cached SVG of `dot`; null if there is none. */
  cachedDrawing(dot: string): string | null {
    return this.#cache.get(dot) ?? null;
  }

  /** Loads Graphviz ahead of the first drawing. */
  preload(): void {
    this.#client.start();
  }

  /** Lays a graph out. Rejects with an AbortError if a newer call supersedes this one or `signal` is aborted. */
  async draw(dot: string, signal: AbortSignal | null = null): Promise<Result<string>> {
    signal?.throwIfAborted();
    const cached = this.cachedDrawing(dot);
    if (cached !== null) return { ok: true, value: cached };
    // Graphviz cannot be interrupted, so a worker busy with an older graph is ended.
    this.#client.cancel(abortError());
    try {
      const svg = await this.#client.request({ dot }, signal);
      this.cacheDrawing(dot, svg);
      return { ok: true, value: svg };
    } catch (error) {
      return workerFailure(error, "The table of values shows all of it.");
    }
  }
}
