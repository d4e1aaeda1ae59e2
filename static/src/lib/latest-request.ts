// Asynchronous requests of which only the newest counts. A newer one either replaces the one that runs, or waits behind
// it and takes the place of the one that waits.

/** A request; its result is dropped once `signal` is aborted, whether it looks at the signal or not. */
type Work<T> = (signal: AbortSignal) => Promise<T>;

export class LatestRequest {
  #running: AbortController | null = null;
  #next: Work<unknown> | null = null;

  /** Aborts the request that runs. The result of `work`, or null if a newer request or `cancel` superseded it. */
  replace<T>(work: Work<T>): Promise<T | null> {
    this.cancel();
    return this.#run(work);
  }

  /** Lets the request that runs finish; of the requests made meanwhile, the newest follows. */
  follow(work: Work<unknown>): void {
    if (this.#running) this.#next = work;
    else void this.#run(work);
  }

  /** Aborts the request that runs for the one that waits. */
  overtake(): void {
    if (this.#next) void this.replace(this.#next);
  }

  /** Whether a request waits for the one that runs. */
  get outdated(): boolean {
    return this.#next !== null;
  }

  cancel(): void {
    this.#next = null;
    this.#running?.abort();
    this.#running = null;
  }

  async #run<T>(work: Work<T>): Promise<T | null> {
    const controller = new AbortController();
    this.#running = controller;
    try {
      const result = await work(controller.signal);
      return controller.signal.aborted ? null : result;
    } catch (error) {
      if (controller.signal.aborted) return null;
      throw error;
    } finally {
      if (this.#running === controller) {
        this.#running = null;
        const next = this.#next;
        this.#next = null;
        if (next) void this.#run(next);
      }
    }
  }
}
