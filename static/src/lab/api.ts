// What the lab asks the engine for: a compiled network, its loop as code, and the graph of one point.

import type { Backend } from "../backend/backend.js";
import { boolean, each, object, string } from "../lib/decode.js";
import type { Result } from "../trace/contract.js";
import type { Settings } from "./settings/settings.js";
import type { Course } from "./training/schedule.js";
import { readSetup, type Setup } from "./training/setup.js";

export const CODE_FORMATS = ["micrograd", "torch", "jax"] as const;
export type CodeFormat = (typeof CODE_FORMATS)[number];

export interface Code {
  readonly text: string;
  /** The same for the playground; null where it cannot run it. */
  readonly program: string | null;
  /** Why there is no program. */
  readonly why: string;
}

export interface Sample {
  readonly source: string;
  /** Paths of the boxes to be drawn closed. */
  readonly closed: readonly string[];
}

export function askSetup(backend: Backend, settings: Settings, signal: AbortSignal | null): Promise<Result<Setup>> {
  return backend.ask("lab", { settings }, signal, readSetup);
}

export function askCode(
  backend: Backend,
  settings: Settings,
  format: CodeFormat,
  { forget, sign }: Pick<Course, "forget" | "sign">,
): Promise<Result<Code>> {
  return backend.ask("lab_code", { settings, format, mistakes: { forget, sign } }, null, (json) => {
    const fields = object(json, "the code");
    const program = boolean(fields["opens"], "opens") ? string(fields["program"], "program") : null;
    return { text: string(fields["text"], "text"), program, why: string(fields["why"], "why") };
  });
}

/** `row` is the point's place in the data. */
export function askSample(
  backend: Backend,
  settings: Settings,
  parameters: Float64Array,
  row: number,
): Promise<Result<Sample>> {
  return backend.ask("lab_sample", { settings, parameters: [...parameters], row }, null, (json) => {
    const fields = object(json, "the sample");
    return { source: string(fields["source"], "source"), closed: each(fields["closed"], "closed", string) };
  });
}
