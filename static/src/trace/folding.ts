// Which boxes are closed, as a value: what the reader opens and closes gives a new one. No DOM, no back end.

import { foldables, isWithin, pathsOf } from "./box-paths.js";
import type { Trace } from "./contract.js";

export interface Folding {
  /** Paths of the boxes that are closed; null as the engine folds by itself. */
  readonly closed: readonly string[] | null;
  /** Whether plain numbers are drawn. */
  readonly constants: boolean;
}

export const DEFAULT_FOLDING: Folding = { closed: null, constants: true };

export function isDefaultFolding({ closed, constants }: Folding): boolean {
  return closed === null && constants;
}

/** Whether two foldings ask for the same drawing. */
export function sameFolding(a: Folding, b: Folding): boolean {
  return a.constants === b.constants && JSON.stringify(a.closed) === JSON.stringify(b.closed);
}

/** The paths that are closed: the engine's own choice can be read off the trace. */
export function closedPaths(folding: Folding, trace: Trace): readonly string[] {
  return folding.closed ?? trace.boxes.map(({ path }) => path);
}

/** Whether the box `path` is drawn as one, by itself or in one around it. */
export function isClosed(folding: Folding, trace: Trace, path: string): boolean {
  return closedPaths(folding, trace).some((closed) => isWithin(path, closed));
}

/** A box opens to what is one level further in: the boxes in it stay closed. */
export function open(folding: Folding, trace: Trace, path: string): Folding {
  const within = foldables(trace)
    .map((each) => each.path)
    .filter((each) => each !== path && isWithin(each, path));
  const around = closedPaths(folding, trace).filter((closed) => closed !== path && isWithin(path, closed));
  // Where a box around it was closed, its siblings stay closed.
  const siblings = around.flatMap((outer) =>
    foldables(trace)
      .map((each) => each.path)
      .filter((each) => isWithin(each, outer) && !isWithin(path, each)),
  );
  const rest = closedPaths(folding, trace).filter((closed) => !isWithin(path, closed));
  return { ...folding, closed: [...new Set([...rest, ...siblings, ...within])] };
}

export function close(folding: Folding, trace: Trace, path: string): Folding {
  return { ...folding, closed: [...new Set([...closedPaths(folding, trace), path])] };
}

export function openAll(folding: Folding): Folding {
  return { ...folding, closed: [] };
}

/** Fold whatever is of this kind ("layer"), and open what stands around it; without a kind fold all there is. */
export function closeAll(folding: Folding, trace: Trace, kind?: string): Folding {
  const all = foldables(trace);
  const chosen = kind === undefined ? all : all.filter((each) => each.kind === kind);
  const closed = all.filter(({ path }) => chosen.some((each) => isWithin(path, each.path)));
  const lines =
    kind === undefined || kind === "line" ? [] : closedPaths(folding, trace).filter((path) => path.startsWith("line "));
  const modules = kind === "line" ? closedPaths(folding, trace).filter((path) => !path.startsWith("line ")) : [];
  return { ...folding, closed: [...new Set([...closed.map(({ path }) => path), ...lines, ...modules])] };
}

/** More boxes and single values than this are not worth a try when a drawing has come to nothing. */
const MOST_FIGURES = 1_000;

/** What is left to try when a drawing comes to nothing: fewer boxes, first of neurons, then of layers, in the end all; else null. */
export function foldFurther(folding: Folding, trace: Trace): Folding | null {
  const drawn = figures(folding, trace);
  const kinds = [...new Set(foldables(trace).map(({ kind }) => kind))].filter((kind) => kind !== "line").reverse();
  const ladder = [...kinds.map((kind) => closeAll(folding, trace, kind)), closeAll(folding, trace)];
  return ladder.find((each) => figures(each, trace) < Math.min(drawn, MOST_FIGURES)) ?? null;
}

/** How many boxes and single values are drawn. */
function figures(folding: Folding, trace: Trace): number {
  const closed = new Set(closedPaths(folding, trace));
  const boxes = new Set<string>();
  let alone = 0;
  for (const node of trace.nodes) {
    const path = pathsOf(node).find((each) => closed.has(each));
    if (path === undefined || trace.roots.includes(node.id)) alone += 1;
    else boxes.add(path);
  }
  return boxes.size + alone;
}
