// The page's state as a link holds it, and whether a trace at hand is what a link asks for.

import type { AppState } from "../app-state.js";
import type { Trace } from "../contract.js";
import { INITIAL_LINK, type LinkState } from "./fields.js";

export function linkStateOf(state: AppState, step: number): LinkState {
  const all: Readonly<Record<string, unknown>> = { ...state, step };
  return Object.fromEntries(Object.keys(INITIAL_LINK).map((name) => [name, all[name]])) as unknown as LinkState;
}

export function answers(trace: Trace, { source, level, pass }: Omit<LinkState, "step">): boolean {
  return trace.source === source && trace.level === level && (pass ?? trace.passes.length - 1) === trace.pass;
}
