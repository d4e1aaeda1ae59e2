// The kernel's methods, and the decoder of its replies and outputs.

import { decoderOf } from "../trace/decode.js";
import { SCHEMAS as API_SCHEMAS } from "../trace/generated.js";
import {
  type CellOutput,
  type CounterexampleReply,
  type PassReply,
  type RunReply,
  SCHEMAS,
  type TrainingReply,
} from "./generated.js";

/** The methods of the kernel, with the types of their parameters and replies. */
export interface KernelMethods {
  readonly run: {
    readonly params: { readonly cell: string; readonly source: string; readonly limit: number | null };
    readonly reply: RunReply;
  };
  readonly pass: { readonly params: { readonly number: number }; readonly reply: PassReply };
  readonly counterexample: { readonly params: { readonly number: number }; readonly reply: CounterexampleReply };
  readonly training: { readonly params: { readonly number: number }; readonly reply: TrainingReply };
}

const REPLIES: Readonly<Record<keyof KernelMethods, string>> = {
  run: "RunReply",
  pass: "PassReply",
  counterexample: "CounterexampleReply",
  training: "TrainingReply",
};

const decoded = decoderOf({ ...API_SCHEMAS, ...SCHEMAS });

/** The reply of a method. Throws a ContractError. */
export function decodeKernelReply<M extends keyof KernelMethods>(method: M, json: unknown): KernelMethods[M]["reply"] {
  return decoded(REPLIES[method], json) as KernelMethods[M]["reply"];
}

/** An output of a cell. Throws a ContractError. */
export function decodeOutput(json: unknown): CellOutput {
  return decoded("CellOutput", json) as CellOutput;
}
