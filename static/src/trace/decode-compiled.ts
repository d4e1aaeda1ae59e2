// Decoder of the reply to `compile`, with the same conventions as decode.ts.

import { ContractError, each, list, nonNegativeInteger, nullable, object, oneOf, string } from "../lib/decode.js";
import { type Compiled, type Instruction, VERSION, type WatLine } from "./contract.js";
import { versionedFields } from "./decode.js";

const PHASES = ["forward", "backward", "update"] as const;

export function readCompiled(json: unknown): Compiled {
  const fields = versionedFields(json, "compile");
  const instructions = each(fields["instructions"], "instructions", instruction);
  const instructionIndex = (item: unknown, where: string): number => {
    const index = nonNegativeInteger(item, where);
    if (index >= instructions.length) throw new ContractError(where, `less than ${instructions.length}`, item);
    return index;
  };
  return {
    version: VERSION,
    instructions,
    seed: nullable(fields["seed"], "seed", instructionIndex),
    wat: each(fields["wat"], "wat", (item, where): WatLine => {
      const line = object(item, where);
      return {
        text: string(line["text"], `${where}.text`),
        instruction: nullable(line["instruction"], `${where}.instruction`, instructionIndex),
      };
    }),
    module: string(fields["module"], "module"),
    bytes: nonNegativeInteger(fields["bytes"], "bytes"),
  };
}

function instruction(json: unknown, where: string): Instruction {
  const fields = object(json, where);
  return {
    text: string(fields["text"], `${where}.text`),
    phase: oneOf(fields["phase"], PHASES, `${where}.phase`),
    nodes: each(fields["nodes"], `${where}.nodes`, nonNegativeInteger),
    flows: each(fields["flows"], `${where}.flows`, (item, at) => {
      if (list(item, at).length !== 2) throw new ContractError(at, "a result and an operand", item);
      const [from, operand] = each(item, at, nonNegativeInteger);
      return [from!, operand!] as const;
    }),
  };
}
