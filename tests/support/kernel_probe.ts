// What the tests of the notebook's worker drive inside a page: the page's own client, on a worker of its own.

import type { CellOutput } from "../../static/src/notebook/generated.js";
import { KernelClient } from "../../static/src/notebook/kernel-client.js";

const base = new URL(".", document.querySelector<HTMLScriptElement>("script[src$='app.js']")!.src).href;

export const kernel = new KernelClient({ base });

/** Status and outputs of a cell, or why it got no reply. */
export async function run(source: string, limit: number | null): Promise<object> {
  const outputs: CellOutput[] = [];
  try {
    const { status } = await kernel.run("cell", source, limit, (output) => outputs.push(output));
    return { status, outputs };
  } catch (error) {
    return { status: String(error), outputs };
  }
}

/** Interrupts a cell when it has printed, and gives how that ended beside the cell's own end. */
export async function interrupted(source: string): Promise<object> {
  let ended: Promise<object> = Promise.resolve({});
  await new Promise<void>((resolve) => {
    ended = kernel
      .run("cell", source, null, () => resolve())
      .then(
        ({ status }) => ({ status }),
        (error: unknown) => ({ status: String(error) }),
      );
  });
  const how = await kernel.interrupt();
  return { how, ...(await ended) };
}
