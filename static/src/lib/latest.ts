// Latest-wins runner of asynchronous work: a newer call aborts the previous one, whose result is dropped.

export class Latest {
  #current: AbortController | null = null;

  /** The result of `work`, or null if a newer call or `cancel` superseded it. */
  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | null> {
    this.cancel();
    const controller = new AbortController();
    this.#current = controller;
    try {
      const result = await work(controller.signal);
      return controller.signal.aborted ? null : result;
    } catch (error) {
      if (controller.signal.aborted) return null;
      throw error;
    } finally {
      if (this.#current === controller) this.#current = null;
    }
  }

  /** Whether a call is in flight that nothing has superseded. */
  get busy(): boolean {
    return this.#current !== null;
  }

  cancel(): void {
    this.#current?.abort();
    this.#current = null;
  }
}
