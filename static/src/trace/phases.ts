// Labels and descriptions of the phases. A phase's name is also its short label and the name of its icon.

import type { Phase } from "./contract.js";

/** What each phase does, for a label behind its name; empty where the name says it. */
export const PHASE_WORK: Readonly<Record<Phase, string>> = {
  forward: ": compute",
  order: "",
  backward: ": share out the gradient",
  update: "",
};

export const PHASE_TITLES: Readonly<Record<Phase, string>> = {
  forward: "Forward pass: every result is computed from its operands, the values that go into it.",
  order: "Topological sort: every value comes after its operands, the values it is computed from.",
  backward: "Backward pass: the chain rule, one contribution at a time, from the root to the leaves.",
  update: "Update: the program changes data or clears gradients.",
};
