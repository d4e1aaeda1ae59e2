// Client of the worker that trains: requests with ids, answered in order.

import { dedicatedPort, type PortListener, type WorkerPort } from "../../lib/dom/worker-channel.js";
import type { Command, Snapshot, TrainerReply, TrainerRequest } from "./messages.js";

interface PendingRequest {
  resolve(snapshots: readonly Snapshot[]): void;
  reject(error: Error): void;
}

export class TrainerClient {
  readonly #url: string;
  #port: WorkerPort<TrainerRequest> | null = null;
  #lastId = 0;
  readonly #pending = new Map<number, PendingRequest>();

  /** `base` is the address that the bundle is served from, with a slash at its end. */
  constructor(base: string) {
    this.#url = `${base}trainer-worker.js`;
  }

  /** The runs after the command, one snapshot each; rejects if the worker fails. */
  send(command: Command): Promise<readonly Snapshot[]> {
    this.#port ??= dedicatedPort<TrainerRequest, TrainerReply>(this.#url, this.#listener, 0);
    const port = this.#port;
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#pending.set(this.#lastId, { resolve, reject });
      port.send({ id: this.#lastId, command });
    });
  }

  dispose(): void {
    this.#close("The lab was closed.");
  }

  readonly #listener: PortListener<TrainerReply> = {
    message: (reply) => {
      const request = this.#pending.get(reply.id);
      this.#pending.delete(reply.id);
      if ("failed" in reply) request?.reject(new Error(reply.failed));
      else request?.resolve(reply.snapshots);
    },
    failed: (reason) => this.#close(`The worker that trains did not start: ${reason}.`),
  };

  /** Ends the worker and rejects all pending requests; the next request starts another worker. */
  #close(message: string): void {
    this.#port?.close();
    this.#port = null;
    const requests = [...this.#pending.values()];
    this.#pending.clear();
    for (const { reject } of requests) reject(new Error(message));
  }
}
