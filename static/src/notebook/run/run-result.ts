// What the page takes from a cell's last run: the line to light, and a sentence for screen readers.

import { pluralize } from "../../lib/format.js";
import type { RunReply } from "../contract.js";
import type { Cell } from "../document/cell.js";
import type { LitLine } from "../state.js";

/** The innermost line of an exception; null if the cell ended without one. */
export function errorLine({ id, outputs }: Cell): LitLine | null {
  const error = outputs.findLast((output) => output.type === "error");
  const frame = error?.type === "error" ? error.error.traceback.at(-1) : undefined;
  return frame ? { cell: frame.cell, line: frame.line, kind: "error", from: id } : null;
}

/** The line of the first wrong event of the first wrong pass. */
export function wrongLine({ id, reply }: Cell): LitLine | null {
  const wrong = reply?.passes.find(({ verdict }) => verdict.status === "wrong");
  const place = wrong?.verdict.faults[0]?.place;
  return place ? { cell: place.cell, line: place.line, kind: "wrong", from: id } : null;
}

export function announcement(name: string | null, { status, passes, skipped }: RunReply): string {
  const cell = name ? name.charAt(0).toUpperCase() + name.slice(1) : "The cell";
  if (status === "error") return `${cell} has ended with an error.`;
  if (status === "interrupted") return `${cell} was stopped.`;
  const wrong = passes.find(({ verdict }) => verdict.status === "wrong");
  const shown = wrong ?? passes.at(-1);
  const verdict = shown ? ` ${shown.verdict.text}` : "";
  const count = passes.length + skipped > 1 ? ` ${pluralize(passes.length + skipped, "backward call")}.` : "";
  return `${cell} has run.${count}${verdict}`;
}
