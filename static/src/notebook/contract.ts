// The notebook's messages by the names that the page uses, and the kernel as the page knows it.

import type { CellOutput, CounterexampleReply, PassReply, RunReply, TrainingReply } from "./generated.js";

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
  Stream,
  TrainingReply as Training,
  Verdict,
} from "./generated.js";

export type KernelState = "starting" | "idle" | "busy" | "dead";

/** What runs the cells: KernelClient, or a stand-in in tests. */
export interface Kernel {
  readonly state: KernelState;
  /** Runs a cell; `limit` is in seconds of running time. Rejects if the worker ends before the cell does. */
  run(
    cell: string,
    source: string,
    limit: number | null,
    onOutput: (output: CellOutput) => void,
  ): Promise<RunReply>;
  pass(number: number): Promise<PassReply>;
  counterexample(number: number): Promise<CounterexampleReply>;
  training(number: number): Promise<TrainingReply>;
  /** Ends the running cell; "restarted" means that the variables are lost. */
  interrupt(): Promise<"interrupted" | "restarted">;
  restart(): Promise<void>;
  onState(listener: (state: KernelState) => void): () => void;
}
