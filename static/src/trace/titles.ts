// What a trace is called where it stands alone: on paper, in a file.

import type { Trace } from "./contract.js";

export function titleOf({ roots, nodes }: Trace): string {
  const names = roots.map((root) => nodes[root]!.name).join(", ");
  return names ? `The gradients of ${names}, step by step` : "The values, step by step";
}
