// Disposable worker that runs Graphviz, which may run out of stack or memory and is unreliable afterwards.

import { instance } from "@viz-js/viz";

import type { FromLayout, ToLayout } from "../backend/worker-messages.js";

function reply(message: FromLayout): void {
  self.postMessage(message);
}

const graphviz = instance();
graphviz.then(
  () => reply({ ready: true }),
  (error: unknown) => reply({ failed: String(error) }),
);

self.onmessage = async ({ data: { id, dot } }: MessageEvent<ToLayout>): Promise<void> => {
  try {
    reply({ id, svg: (await graphviz).renderString(dot, { format: "svg" }) });
  } catch (error) {
    reply({ id, error: error instanceof Error ? error.message : String(error) });
  }
};
