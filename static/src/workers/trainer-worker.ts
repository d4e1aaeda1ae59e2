// Worker that trains: keeps the page responsive, and only a worker may compile WebAssembly
// (web/http/security_headers.py).

import type { TrainerReply, TrainerRequest } from "../lab/training/messages.js";
import { Trainer, transferablesOf } from "../lab/training/trainer.js";

const trainer = new Trainer();

self.onmessage = ({ data: { id, command } }: MessageEvent<TrainerRequest>): void => {
  try {
    const snapshots = trainer.execute(command);
    self.postMessage({ id, snapshots } satisfies TrainerReply, { transfer: transferablesOf(snapshots) });
  } catch (error) {
    self.postMessage({ id, failed: error instanceof Error ? error.message : String(error) } satisfies TrainerReply);
  }
};
