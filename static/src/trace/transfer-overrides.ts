// After an edit: which moved leaves are still there, and where.

import type { Node, Trace } from "./contract.js";
import type { LeafOverrides } from "./leaves.js";

export interface TransferredOverrides {
  readonly overrides: LeafOverrides;
  /** Names of the leaves whose moves no longer fit. */
  readonly dropped: readonly string[];
}

/** A move fits where the new text has a leaf of the same name that is made by the same characters. */
export function transferOverrides(moves: LeafOverrides, before: Trace, after: Trace): TransferredOverrides {
  const kept: Record<number, number> = {};
  const dropped: string[] = [];
  const theirs = new Map(after.nodes.filter(isLeaf).map((node) => [identity(after, node), node.leaf!]));
  for (const node of before.nodes.filter(isLeaf)) {
    const data = moves[node.leaf!];
    if (data === undefined) continue;
    const ordinal = theirs.get(identity(before, node));
    if (ordinal === undefined) dropped.push(node.name);
    else kept[ordinal] = data;
  }
  return { overrides: kept, dropped };
}

export function sameOverrides(a: LeafOverrides, b: LeafOverrides): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[Number(key)] === b[Number(key)]);
}

function isLeaf({ leaf }: Node): boolean {
  return leaf !== undefined;
}

function identity({ source }: Trace, { name, span }: Node): string {
  if (!span) return name;
  const lines = source
    .split("\n")
    .slice(span[0] - 1, span[2])
    .map((line) => [...line]);
  const last = lines.length - 1;
  const text = lines.map((line, i) => line.slice(i === 0 ? span[1] : 0, i === last ? span[3] : undefined).join(""));
  return `${name}\n${text.join("\n")}`;
}
