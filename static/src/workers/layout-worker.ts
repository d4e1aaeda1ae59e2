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
    reply({ id, error: describeFailure(error) });
  }
};

/** Graphviz recurses along the paths of a graph; where the stack or the memory ends, it names only where in itself. */
function describeFailure(error: unknown): string {
  const isExhausted = error instanceof RangeError || error instanceof WebAssembly.RuntimeError;
  if (isExhausted) return "its paths are too long to be laid out in one piece";
  return error instanceof Error ? error.message : String(error);
}
