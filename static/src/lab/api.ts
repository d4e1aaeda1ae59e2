// The lab's requests to the engine: a compiled network, its loop as code, and one point's graph as a program.

import type { Backend } from "../backend/backend.js";
import type { CodeFormat, Methods, Result } from "../trace/contract.js";
import type { Settings } from "./settings/settings.js";
import type { UpdateRule } from "./training/schedule.js";
import { type Setup, setupOf } from "./training/setup.js";

export interface Code {
  readonly text: string;
  /** The same program for the playground; null if the playground cannot run it. */
  readonly program: string | null;
  /** Why `program` is null. */
  readonly reason: string;
}

export type Sample = Methods["lab_sample"]["reply"];

export async function fetchSetup(
  backend: Backend,
  settings: Settings,
  signal: AbortSignal | null,
): Promise<Result<Setup>> {
  const reply = await backend.call("lab", { settings }, signal);
  return reply.ok ? { ok: true, value: setupOf(reply.value) } : reply;
}

export async function fetchCode(
  backend: Backend,
  settings: Settings,
  format: CodeFormat,
  { forget, sign }: Pick<UpdateRule, "forget" | "sign">,
): Promise<Result<Code>> {
  const reply = await backend.call("lab_code", { settings, format, mistakes: { forget, sign } });
  if (!reply.ok) return reply;
  const { text, opens, program, why } = reply.value;
  return { ok: true, value: { text, program: opens ? program : null, reason: why } };
}

/** `row` is the point's index in the data. */
export function fetchSample(
  backend: Backend,
  settings: Settings,
  parameters: Float64Array,
  row: number,
): Promise<Result<Sample>> {
  return backend.call("lab_sample", { settings, parameters: [...parameters], row });
}
