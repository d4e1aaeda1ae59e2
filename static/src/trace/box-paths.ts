// Paths of foldable boxes: the modules of a network, and the program lines outside them. engine/trace/fold.py uses the
// same paths.

import type { Node, Trace } from "./contract.js";

/** A part of the graph that can be drawn as one box. */
export interface Foldable {
  readonly path: string;
  /** The number of boxes around it. */
  readonly depth: number;
  /** "layer", "neuron", "line": boxes of one kind can be folded and opened together. */
  readonly kind: string;
  /** Number of values in it, without roots, which are never in a box. */
  readonly count: number;
}

/** The paths of the boxes that can contain a node, outermost first. */
export function pathsOf({ group, span }: Node): string[] {
  if (group.length > 0) return group.map((_, i) => group.slice(0, i + 1).join("/"));
  return span ? [`line ${span[0]}`] : [];
}

const cache = new WeakMap<Trace, readonly Foldable[]>();

/** All foldable boxes of a trace: modules with outer ones before inner ones, then lines. */
export function foldables(trace: Trace): readonly Foldable[] {
  let found = cache.get(trace);
  if (!found) cache.set(trace, (found = findFoldables(trace)));
  return found;
}

function findFoldables(trace: Trace): Foldable[] {
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

/** Whether `path` is `outer` or inside it. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}/`);
}
