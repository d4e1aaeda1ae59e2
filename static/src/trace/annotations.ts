// Which notes stand at the values at present: the same list as long as they are the same, so that nothing is drawn anew.

import type { Trace } from "./contract.js";
import { mistakeNotes } from "./mistakes.js";
import { findNanTrail, nanTrailNotes } from "./nan-trail.js";
import type { NodeNote } from "./node-note.js";

const NONE: readonly NodeNote[] = [];
const kept = new WeakMap<Trace, Map<string, readonly NodeNote[]>>();

export function notesAt(trace: Trace | null, position: number, tracing: boolean): readonly NodeNote[] {
  if (!trace || (!tracing && !trace.mistake)) return NONE;
  const wrong = mistakeNotes(trace, position);
  let lists = kept.get(trace);
  if (!lists) kept.set(trace, (lists = new Map()));
  const key = `${wrong.length} ${tracing}`;
  let list = lists.get(key);
  if (!list) {
    const trail = tracing ? findNanTrail(trace) : null;
    lists.set(key, (list = trail ? [...wrong, ...nanTrailNotes(trace, trail)] : wrong));
  }
  return list;
}
