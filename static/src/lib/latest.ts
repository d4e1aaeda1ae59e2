// "Latest request wins": a newer call aborts the one before, whose answer is dropped.

/** Runs one piece of work at a time: a newer one aborts the older, whose answer is dropped. */
export class Latest {
  #current: AbortController | null = null;

  /** What `work` gives, or null where a newer call (or `cancel`) took its place. */
  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    this.cancel();
    const own = new AbortController();
    this.#current = own;
    try {
      const result = await work(own.signal);
      return own.signal.aborted ? null : result;
    } catch (error) {
      if (own.signal.aborted) return null;
      throw error;
    } finally {
      if (this.#current === own) this.#current = null;
    }
  }

  cancel(): void {
    this.#current?.abort();
  }
}
