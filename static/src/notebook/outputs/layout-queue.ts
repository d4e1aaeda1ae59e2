// Queue of drawings: the layout worker has one graph at a time, and a notebook shows several.

import { LayoutClient } from "../../graph/layout-client.js";
import type { Result } from "../../trace/contract.js";

export class LayoutQueue {
  readonly #client: LayoutClient;
  #last: Promise<unknown> = Promise.resolve();

  /** `base` is the URL of the bundle, with a trailing slash. */
  constructor(base: string) {
    this.#client = new LayoutClient(base);
  }

  draw(dot: string): Promise<Result<string>> {
    const drawn = this.#last.then(() => this.#client.draw(dot));
    this.#last = drawn.catch(() => undefined);
    return drawn;
  }
}
