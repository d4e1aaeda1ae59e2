// Values that take part in a step.

import type { NodeId, Step } from "./contract.js";

export function nodesOfStep(step: Step | null | undefined): NodeId[] {
  if (!step || step.node === null) return [];
  if (step.kind === "flow") return [step.node, step.from];
  return "edge" in step && step.edge ? [step.node, step.edge[0]] : [step.node];
}
