// State of the panes below the graph: folded away or shown, kept in this browser.

import { readStored, writeStored } from "../lib/dom/storage.js";

const KEY = "panes-hidden";

export function readLowerHidden(): boolean {
  return readStored("local", KEY) !== null;
}

export function storeLowerHidden(hidden: boolean): void {
  writeStored("local", KEY, hidden ? "1" : null);
}
