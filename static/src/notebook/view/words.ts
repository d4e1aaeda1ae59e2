// The names in a notebook's text, for completion.

import type { Cell } from "../document/cell.js";

const NAME = /[A-Za-z_]\w{2,}/g;
/** Names that are offered. */
const MAX_WORDS = 2_000;

const cache = new WeakMap<readonly Cell[], readonly string[]>();

export function wordsOf(cells: readonly Cell[]): readonly string[] {
  const known = cache.get(cells);
  if (known) return known;
  const words = new Set<string>();
  for (const { kind, source } of cells) {
    if (kind !== "code") continue;
    for (const [word] of source.matchAll(NAME)) {
      if (words.size < MAX_WORDS) words.add(word);
    }
  }
  const sorted = [...words].sort();
  cache.set(cells, sorted);
  return sorted;
}
