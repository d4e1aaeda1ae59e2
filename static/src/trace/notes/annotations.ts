// Notes at values for a position of the trace. Lists are cached by content, so that an unchanged list is not drawn
// again.

import type { Trace } from "../contract.js";
import { byHandNotes } from "./by-hand.js";
import { mistakeNotes } from "./mistakes.js";
import { findNanTrail, nanTrailNotes } from "./nan-trail.js";
import type { NodeNote } from "./node-note.js";

/** The notes on gradients that are not those of backward(). */
export function gradNotes(trace: Trace, position: number): NodeNote[] {
  return trace.by_hand ? byHandNotes(trace, position) : mistakeNotes(trace, position);
}

const NONE: readonly NodeNote[] = [];
const cache = new WeakMap<Trace, Map<string, readonly NodeNote[]>>();

/**
 * The notes on wrong gradients that are finished at `position` and, if `showTrail`, on the trail of the first
 * non-finite number.
 */
export function notesAt(trace: Trace | null, position: number, showTrail: boolean): readonly NodeNote[] {
  if (!trace || !(showTrail || trace.mistake || trace.by_hand)) return NONE;
  const mistakes = gradNotes(trace, position);
  let lists = cache.get(trace);
  if (!lists) cache.set(trace, (lists = new Map()));
  const key = `${mistakes.length} ${showTrail}`;
  let list = lists.get(key);
  if (!list) {
    const trail = showTrail ? findNanTrail(trace) : null;
    lists.set(key, (list = trail ? [...mistakes, ...nanTrailNotes(trace, trail)] : mistakes));
  }
  return list;
}
