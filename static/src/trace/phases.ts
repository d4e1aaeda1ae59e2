// Descriptions of the phases. A phase's name is also its label and the name of its icon.

import type { Phase } from "./contract.js";

export const PHASE_TITLES: Readonly<Record<Phase, string>> = {
  forward: "Forward pass: every result is computed from its operands.",
  order: "Topological sort: every value comes after its operands.",
  backward: "Backward pass: the chain rule, one contribution at a time, from the root to the leaves.",
  update: "Update: the program changes data or clears gradients.",
};
