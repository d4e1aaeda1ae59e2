// The page's state as a link holds it, and whether a trace at hand is what a link asks for.

import type { AppState } from "../state/app-state.js";
import { QUIZ_OFF } from "../state/quiz.js";
import type { Trace } from "../trace/contract.js";
import { INITIAL_LINK, type LinkState } from "./link-state.js";

/** What of a link is not known before its trace is there. */
export type TraceLinkState = Pick<LinkState, "step" | "folding">;

export function linkStateOf(state: AppState, opening: TraceLinkState): LinkState {
  const { on, steps } = state.predict;
  const all: Readonly<Record<string, unknown>> = { ...state, predict: { on, steps }, ...opening };
  return Object.fromEntries(Object.keys(INITIAL_LINK).map((name) => [name, all[name]])) as unknown as LinkState;
}

/** What a link sets at once. */
export function appStateOf({ step: _, folding: __, predict, ...linked }: LinkState): Partial<AppState> {
  return { ...linked, predict: { ...QUIZ_OFF, ...predict } };
}

/** Whether `trace`, made of a text as it stands, is the one that a link asks for. */
export function matchesLink(trace: Trace, { source, level, pass, mistake, leaves }: LinkState): boolean {
  const asWritten = mistake === null && Object.keys(leaves).length === 0;
  return (
    asWritten && trace.source === source && trace.level === level && (pass ?? trace.passes.length - 1) === trace.pass
  );
}
