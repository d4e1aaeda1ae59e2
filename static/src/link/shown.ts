// The page's state as a link holds it, and whether a trace at hand is what a link asks for.

import type { AppState } from "../app-state.js";
import type { Trace } from "../contract.js";
import { INITIAL_LINK, type LinkState } from "./fields.js";

/** What of a link is not known before its trace is there. */
export type Opening = Pick<LinkState, "step" | "folding">;

export function linkStateOf(state: AppState, opening: Opening): LinkState {
  const all: Readonly<Record<string, unknown>> = { ...state, ...opening };
  return Object.fromEntries(Object.keys(INITIAL_LINK).map((name) => [name, all[name]])) as unknown as LinkState;
}

export function answers(trace: Trace, { source, level, pass, mistake }: Omit<LinkState, "step">): boolean {
  return trace.source === source && trace.level === level && (pass ?? trace.passes.length - 1) === trace.pass && mistake === null;
}
