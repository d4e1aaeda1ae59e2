// Immutable folding state of the graph, and its transitions. Without DOM and back end.

import { foldables, isWithin, pathsOf } from "./box-paths.js";
import type { Trace } from "./contract.js";

export interface Folding {
  /** Paths of the closed boxes; null for the engine's default. */
  readonly closed: readonly string[] | null;
  /** Whether constants are drawn. */
  readonly constants: boolean;
}

export const DEFAULT_FOLDING: Folding = { closed: null, constants: true };

export function isDefaultFolding({ closed, constants }: Folding): boolean {
  return closed === null && constants;
}

/** Whether two foldings give the same drawing. */
export function sameFolding(a: Folding, b: Folding): boolean {
  return a.constants === b.constants && JSON.stringify(a.closed) === JSON.stringify(b.closed);
}

/** The closed paths; the engine's default is read from the trace. */
export function closedPaths(folding: Folding, trace: Trace): readonly string[] {
  return folding.closed ?? trace.boxes.map(({ path }) => path);
}

/** Whether the box `path` is closed, itself or as part of a closed box around it. */
export function isClosed(folding: Folding, trace: Trace, path: string): boolean {
  return closedPaths(folding, trace).some((closed) => isWithin(path, closed));
}

/** Opens a box by one level: the boxes inside it stay closed. */
export function open(folding: Folding, trace: Trace, path: string): Folding {
  const inner = foldables(trace)
    .map((each) => each.path)
    .filter((each) => each !== path && isWithin(each, path));
  const outer = closedPaths(folding, trace).filter((closed) => closed !== path && isWithin(path, closed));
  // If a box around it was closed, its siblings stay closed.
  const siblings = outer.flatMap((closed) =>
    foldables(trace)
      .map((each) => each.path)
      .filter((each) => isWithin(each, closed) && !isWithin(path, each)),
  );
  const rest = closedPaths(folding, trace).filter((closed) => !isWithin(path, closed));
  return { ...folding, closed: [...new Set([...rest, ...siblings, ...inner])] };
}

export function close(folding: Folding, trace: Trace, path: string): Folding {
  return { ...folding, closed: [...new Set([...closedPaths(folding, trace), path])] };
}

export function openAll(folding: Folding): Folding {
  return { ...folding, closed: [] };
}

/** Closes all boxes of a kind ("layer") and opens those around them; without a kind, closes every box. */
export function closeAll(folding: Folding, trace: Trace, kind?: string): Folding {
  const all = foldables(trace);
  const chosen = kind === undefined ? all : all.filter((each) => each.kind === kind);
  const closed = all.filter(({ path }) => chosen.some((each) => isWithin(path, each.path)));
  const lines =
    kind === undefined || kind === "line" ? [] : closedPaths(folding, trace).filter((path) => path.startsWith("line "));
  const modules = kind === "line" ? closedPaths(folding, trace).filter((path) => !path.startsWith("line ")) : [];
  return { ...folding, closed: [...new Set([...closed.map(({ path }) => path), ...lines, ...modules])] };
}

/** After a failed drawing, foldings with more shapes than this are not tried. */
const MAX_SHAPES = 1_000;

/**
 * The folding to try after a failed drawing: neurons closed first, then layers, finally everything; null if none is
 * smaller.
 */
export function foldFurther(folding: Folding, trace: Trace): Folding | null {
  const current = shapeCount(folding, trace);
  const kinds = [...new Set(foldables(trace).map(({ kind }) => kind))].filter((kind) => kind !== "line").reverse();
  const candidates = [...kinds.map((kind) => closeAll(folding, trace, kind)), closeAll(folding, trace)];
  return candidates.find((each) => shapeCount(each, trace) < Math.min(current, MAX_SHAPES)) ?? null;
}

/** The number of closed boxes and single values drawn. */
function shapeCount(folding: Folding, trace: Trace): number {
  const closed = new Set(closedPaths(folding, trace));
  const boxes = new Set<string>();
  let single = 0;
  for (const node of trace.nodes) {
    const path = pathsOf(node).find((each) => closed.has(each));
    if (path === undefined || trace.roots.includes(node.id)) single += 1;
    else boxes.add(path);
  }
  return boxes.size + single;
}
