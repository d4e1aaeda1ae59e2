// Graphviz in a worker that can be thrown away: it may run out of stack or memory, and is not to be trusted after that.

import { instance } from "@viz-js/viz";

import type { FromLayout, ToLayout } from "../backend/worker-messages.js";

function tell(message: FromLayout): void {
  self.postMessage(message);
}

const graphviz = instance();
graphviz.then(
  () => tell({ ready: true }),
  (error: unknown) => tell({ failed: String(error) }),
);

self.onmessage = async ({ data: { id, dot } }: MessageEvent<ToLayout>): Promise<void> => {
  try {
    tell({ id, svg: (await graphviz).renderString(dot, { format: "svg" }) });
  } catch (error) {
    tell({ id, error: error instanceof Error ? error.message : String(error) });
  }
};
