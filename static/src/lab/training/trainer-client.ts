// Client of the worker that trains.

import { WorkerClient } from "../../lib/dom/worker-client.js";
import type { Command, Snapshot, TrainerReply, TrainerRequest } from "./messages.js";

export class TrainerClient {
  readonly #client: WorkerClient<TrainerRequest, TrainerReply, readonly Snapshot[]>;

  /** `base` is the address that the bundle is served from, with a slash at its end. */
  constructor(base: string) {
    this.#client = new WorkerClient(`${base}trainer-worker.js`, {
      read: (reply) => {
        if ("failed" in reply) throw new Error(reply.failed);
        return reply.snapshots;
      },
      failed: (reason) => this.#client.close(`The worker that trains did not start: ${reason}.`),
    });
  }

  /** The runs after the command, one snapshot each; rejects if the worker fails. */
  send(command: Command): Promise<readonly Snapshot[]> {
    return this.#client.request({ command });
  }

  dispose(): void {
    this.#client.close("The lab was closed.");
  }
}
