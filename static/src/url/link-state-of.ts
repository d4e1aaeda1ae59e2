// Conversion between the page's state and a link's, and the test whether a trace answers a link.

import type { AppState } from "../state/app-state.js";
import { QUIZ_OFF } from "../state/quiz.js";
import type { Trace } from "../trace/contract.js";
import { INITIAL_LINK, type LinkState } from "./link-state.js";

/** The present state as a link encodes it; `position` is the player's. */
export function linkStateOf(state: AppState, position: number): LinkState {
  const { on, steps } = state.predict;
  const opening = state.opening ?? { step: position, folding: state.foldState.folding };
  const all: Readonly<Record<string, unknown>> = { ...state, predict: { on, steps }, ...opening };
  return Object.fromEntries(Object.keys(INITIAL_LINK).map((name) => [name, all[name]])) as unknown as LinkState;
}

/** The state that a link sets at once, before its trace is there. */
export function appStateOf({ step, folding, predict, ...linked }: LinkState): Partial<AppState> {
  return { ...linked, predict: { ...QUIZ_OFF, ...predict }, opening: { step, folding } };
}

/** Whether `trace`, made without mistake and overrides, is the trace of a link. */
export function matchesLink(
  trace: Trace,
  { source, level, pass, mistake, leaves }: Pick<LinkState, "source" | "level" | "pass" | "mistake" | "leaves">,
): boolean {
  const asWritten = mistake === null && Object.keys(leaves).length === 0;
  return (
    asWritten && trace.source === source && trace.level === level && (pass ?? trace.passes.length - 1) === trace.pass
  );
}
