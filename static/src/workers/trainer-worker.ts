// Trains in a thread of its own: the page stays free, and only a worker may compile WebAssembly (web/headers.py).

import type { FromTrainer, ToTrainer } from "../lab/training/messages.js";
import { buffersOf, Trainer } from "../lab/training/trainer.js";

const trainer = new Trainer();

self.onmessage = ({ data: { id, order } }: MessageEvent<ToTrainer>): void => {
  try {
    const moments = trainer.carryOut(order);
    self.postMessage({ id, moments } satisfies FromTrainer, { transfer: buffersOf(moments) });
  } catch (error) {
    self.postMessage({ id, failed: error instanceof Error ? error.message : String(error) } satisfies FromTrainer);
  }
};
