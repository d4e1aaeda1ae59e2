// Decoder of the service's reply to `lab`: the compiled training step, its memory layout, the initial parameters.

import { each, type Fields, nonNegativeInteger, number, object, string } from "../../lib/decode.js";
import { readSettings } from "../settings/decode-settings.js";
import type { Settings } from "../settings/settings.js";

/** Addresses and sizes in bytes. `loss` and `score` are offsets in a row; a row begins with inputs and label. */
export interface Memory {
  readonly parameters: number;
  readonly gradients: number;
  readonly state: number;
  readonly state_size: number;
  readonly rows: number;
  readonly stride: number;
  readonly loss: number;
  readonly score: number;
}

export interface Setup {
  readonly settings: Settings;
  /** Inputs, hidden widths, 1. */
  readonly sizes: readonly number[];
  readonly points: readonly (readonly number[])[];
  readonly parameters: readonly number[];
  readonly module: Uint8Array<ArrayBuffer>;
  readonly memory: Memory;
  readonly instructions: number;
  /** Number of values in the graph of one point. */
  readonly values: number;
}

export function readSetup(json: unknown): Setup {
  const fields = object(json, "the setup");
  return {
    settings: readSettings(fields["settings"], "settings"),
    sizes: each(fields["sizes"], "sizes", nonNegativeInteger),
    points: each(fields["points"], "points", (point, where) => each(point, where, number)),
    parameters: each(fields["parameters"], "parameters", number),
    module: Uint8Array.from(atob(string(fields["module"], "module")), (character) => character.charCodeAt(0)),
    memory: memory(object(fields["memory"], "memory")),
    instructions: nonNegativeInteger(fields["instructions"], "instructions"),
    values: nonNegativeInteger(fields["values"], "values"),
  };
}

function memory(fields: Fields): Memory {
  const address = (name: keyof Memory): number => nonNegativeInteger(fields[name], `memory.${name}`);
  return {
    parameters: address("parameters"),
    gradients: address("gradients"),
    state: address("state"),
    state_size: address("state_size"),
    rows: address("rows"),
    stride: address("stride"),
    loss: address("loss"),
    score: address("score"),
  };
}
