// What can be drawn as one box: the modules of a network, and the lines of the program outside of them. engine/fold.py names
// the boxes in the same way.

import type { Node, Trace } from "./contract.js";

/** One line of the list of boxes. */
export interface Foldable {
  readonly path: string;
  /** How many boxes it can be in itself. */
  readonly depth: number;
  /** "layer", "neuron", "line": what is folded and opened together. */
  readonly kind: string;
  /** Of values, roots not counted: they are never in a box. */
  readonly count: number;
}

/** The boxes that a node can be in, outermost first. */
export function pathsOf({ group, span }: Node): string[] {
  if (group.length > 0) return group.map((_, i) => group.slice(0, i + 1).join("/"));
  return span ? [`line ${span[0]}`] : [];
}

const known = new WeakMap<Trace, readonly Foldable[]>();

/** All boxes of a trace, each after those that it is in; the lines last. */
export function foldables(trace: Trace): readonly Foldable[] {
  let found = known.get(trace);
  if (!found) known.set(trace, (found = find(trace)));
  return found;
}

function find(trace: Trace): Foldable[] {
  const counts = new Map<string, number>();
  const roots = new Set(trace.roots);
  for (const node of trace.nodes) {
    if (roots.has(node.id)) continue;
    for (const path of pathsOf(node)) counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  const all = [...counts].map(([path, count]) => ({
    path,
    count,
    depth: path.split("/").length - 1,
    kind: kindOf(path),
  }));
  return [...all.filter(({ kind }) => kind !== "line"), ...all.filter(({ kind }) => kind === "line")];
}

function kindOf(path: string): string {
  const name = path.split("/").at(-1)!;
  return name === "MLP" ? "network" : name.replace(/ \d+$/, "").toLowerCase();
}

/** "Neuron 2 of Layer 0 of MLP", "line 7". */
export function boxTitle(path: string): string {
  return path.split("/").reverse().join(" of ");
}

/** Whether `path` is `outer` or stands in it. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}/`);
}
