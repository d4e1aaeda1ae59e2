// The texts that the reader has typed: the present one, and the one that a link took the place of.

import { readStored, writeStored } from "../lib/dom/storage.js";

const PRESENT = "text";
const EARLIER = "earlier-text";

/** What was typed last, in this visit or the one before. */
export function latestDraft(): string | null {
  return readStored("local", PRESENT);
}

export function earlierDraft(): string | null {
  return readStored("local", EARLIER);
}

export function storeDraft(source: string): void {
  writeStored("local", PRESENT, source);
}

/** Lay the text that was typed last aside, where the next one does not write over it. */
export function archiveDraft(): void {
  const typed = latestDraft();
  if (typed !== null) writeStored("local", EARLIER, typed);
}

/** `source` is the reader's present text again; the one that took its place is laid aside in turn. */
export function restoreDraft(source: string): void {
  const typed = latestDraft();
  writeStored("local", EARLIER, typed === source ? null : typed);
  storeDraft(source);
}
