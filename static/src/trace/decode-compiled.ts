// Reads the reply about the compiled program, as reader.ts reads the others.

import { ContractError, each, list, natural, object, oneOf, orNull, text } from "../lib/decode.js";
import { type Compiled, type Instruction, VERSION, type WatLine } from "./contract.js";
import { versioned } from "./decode.js";

const PHASES = ["forward", "backward", "update"] as const;

export function readCompiled(json: unknown): Compiled {
  const fields = versioned(json, "compile");
  const instructions = each(fields["instructions"], "instructions", instruction);
  const place = (item: unknown, where: string): number => {
    const position = natural(item, where);
    if (position >= instructions.length) throw new ContractError(where, `less than ${instructions.length}`, item);
    return position;
  };
  return {
    version: VERSION,
    instructions,
    seed: orNull(fields["seed"], "seed", place),
    wat: each(fields["wat"], "wat", (item, where): WatLine => {
      const line = object(item, where);
      return {
        text: text(line["text"], `${where}.text`),
        instruction: orNull(line["instruction"], `${where}.instruction`, place),
      };
    }),
    module: text(fields["module"], "module"),
    bytes: natural(fields["bytes"], "bytes"),
  };
}

function instruction(json: unknown, where: string): Instruction {
  const fields = object(json, where);
  return {
    text: text(fields["text"], `${where}.text`),
    phase: oneOf(fields["phase"], PHASES, `${where}.phase`),
    nodes: each(fields["nodes"], `${where}.nodes`, natural),
    flows: each(fields["flows"], `${where}.flows`, (item, at) => {
      if (list(item, at).length !== 2) throw new ContractError(at, "a result and an operand", item);
      const [from, operand] = each(item, at, natural);
      return [from!, operand!] as const;
    }),
  };
}
