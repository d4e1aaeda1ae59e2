// A cell's outputs while it runs: streams are joined, and endless ones are cut off, so that the page stays usable.

import type { CellOutput } from "../contract.js";
import { plainTerminalText } from "./terminal-text.js";

/** Characters of a cell's streams. */
const MAX_TEXT = 200_000;
/** Displays and streams of one cell. */
const MAX_OUTPUTS = 200;

export interface Outputs {
  readonly outputs: readonly CellOutput[];
  readonly characters: number;
  /** Whether something was left out; an error is always shown. */
  readonly cut: boolean;
}

export const NO_OUTPUTS: Outputs = { outputs: [], characters: 0, cut: false };

/** What a cell says at the end of outputs that were cut. */
const CUT: CellOutput = {
  type: "stream",
  name: "stderr",
  text:
    `\nThe page keeps the first ${MAX_TEXT / 1000} KB and ${MAX_OUTPUTS} outputs of a cell. ` +
    "What came after is not shown.\n",
};

export function withOutput(before: Outputs, output: CellOutput): Outputs {
  if (output.type === "error") return { ...before, outputs: [...before.outputs, output] };
  if (before.cut) return before;
  const length = output.type === "stream" ? output.text.length : 0;
  if (before.characters + length > MAX_TEXT || before.outputs.length >= MAX_OUTPUTS) {
    const rest = MAX_TEXT - before.characters;
    const fitted = output.type === "stream" && before.outputs.length < MAX_OUTPUTS ? output.text.slice(0, rest) : "";
    const shown =
      output.type === "stream" && fitted ? append(before.outputs, { ...output, text: fitted }) : before.outputs;
    return { outputs: [...shown, CUT], characters: MAX_TEXT, cut: true };
  }
  return { ...before, outputs: append(before.outputs, output), characters: before.characters + length };
}

function append(outputs: readonly CellOutput[], output: CellOutput): readonly CellOutput[] {
  const last = outputs.at(-1);
  if (output.type !== "stream") return [...outputs, output];
  if (last?.type !== "stream" || last.name !== output.name) {
    return [...outputs, { ...output, text: plainTerminalText(output.text) }];
  }
  return [...outputs.slice(0, -1), { ...last, text: plainTerminalText(last.text + output.text) }];
}
