// The lab's requests to the engine: a compiled network, its loop as code, and one point's graph as a program.

import type { Backend } from "../backend/backend.js";
import { boolean, each, object, string } from "../lib/decode.js";
import type { Result } from "../trace/contract.js";
import type { Settings } from "./settings/settings.js";
import type { UpdateRule } from "./training/schedule.js";
import { readSetup, type Setup } from "./training/setup.js";

export const CODE_FORMATS = ["micrograd", "torch", "jax"] as const;
export type CodeFormat = (typeof CODE_FORMATS)[number];

export interface Code {
  readonly text: string;
  /** The same program for the playground; null if the playground cannot run it. */
  readonly program: string | null;
  /** Why `program` is null. */
  readonly reason: string;
}

export interface Sample {
  readonly source: string;
  /** Paths of the boxes to draw closed. */
  readonly closed: readonly string[];
}

export function fetchSetup(backend: Backend, settings: Settings, signal: AbortSignal | null): Promise<Result<Setup>> {
  return backend.request("lab", { settings }, signal, readSetup);
}

export function fetchCode(
  backend: Backend,
  settings: Settings,
  format: CodeFormat,
  { forget, sign }: Pick<UpdateRule, "forget" | "sign">,
): Promise<Result<Code>> {
  return backend.request("lab_code", { settings, format, mistakes: { forget, sign } }, null, (json) => {
    const fields = object(json, "the code");
    const program = boolean(fields["opens"], "opens") ? string(fields["program"], "program") : null;
    return { text: string(fields["text"], "text"), program, reason: string(fields["why"], "why") };
  });
}

/** `row` is the point's index in the data. */
export function fetchSample(
  backend: Backend,
  settings: Settings,
  parameters: Float64Array,
  row: number,
): Promise<Result<Sample>> {
  return backend.request("lab_sample", { settings, parameters: [...parameters], row }, null, (json) => {
    const fields = object(json, "the sample");
    return { source: string(fields["source"], "source"), closed: each(fields["closed"], "closed", string) };
  });
}
