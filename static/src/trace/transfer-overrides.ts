// Mapping of leaf overrides from the trace before an edit to the trace after it.

import type { Node, Trace } from "./contract.js";
import type { LeafOverrides } from "./leaves.js";

export interface TransferredOverrides {
  readonly overrides: LeafOverrides;
  /** Names of the leaves whose overrides no longer apply. */
  readonly dropped: readonly string[];
}

/** An override applies if the new source has a leaf of the same name made by the same characters. */
export function transferOverrides(overrides: LeafOverrides, before: Trace, after: Trace): TransferredOverrides {
  const transferred: Record<number, number> = {};
  const dropped: string[] = [];
  const ordinals = new Map(after.nodes.filter(isLeaf).map((node) => [identity(after, node), node.leaf!]));
  for (const node of before.nodes.filter(isLeaf)) {
    const data = overrides[node.leaf!];
    if (data === undefined) continue;
    const ordinal = ordinals.get(identity(before, node));
    if (ordinal === undefined) dropped.push(node.name);
    else transferred[ordinal] = data;
  }
  return { overrides: transferred, dropped };
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
