// Text that was written for a terminal, as plain text: without colours and cursor moves, with returns carried out.

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to be found
const ESCAPES = /\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: all but tab and line feed
const CONTROLS = /[\x00-\x08\x0b-\x1f\x7f]/g;

export function plainTerminalText(text: string): string {
  const bare = text.replace(ESCAPES, "").replace(/\r+\n/g, "\n");
  const returned = bare.includes("\r") ? bare.split("\n").map(afterReturns).join("\n") : bare;
  return returned.replace(CONTROLS, "");
}

/** A progress bar writes its line again and again behind a carriage return: the last state stays. */
function afterReturns(line: string): string {
  return line.split("\r").reduce((shown, next) => next + shown.slice(next.length));
}
