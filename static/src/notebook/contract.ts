// The notebook's messages by the names that the page uses, and the kernel as the page knows it.

import type { KernelClient } from "./kernel-client.js";

export type {
  CellError,
  CellOutput,
  CounterexampleReply as Counterexample,
  Display,
  Fault,
  JudgedGradient,
  PassReply,
  PassSummary,
  Place,
  RunReply,
  TrainingReply as Training,
  Verdict,
} from "./generated.js";
export type { KernelState } from "./kernel-client.js";

/** What runs the cells: KernelClient, or a stand-in in tests. */
export type Kernel = Pick<
  KernelClient,
  "state" | "run" | "pass" | "counterexample" | "training" | "interrupt" | "restart" | "onState" | "boot"
>;
