// Stored drafts: the user's current source, and the earlier one that a link replaced.

import { readStored, writeStored } from "../lib/dom/storage.js";

const CURRENT = "text";
const EARLIER = "earlier-text";

/** The source typed last, in this visit or an earlier one. */
export function latestDraft(): string | null {
  return readStored("local", CURRENT);
}

export function earlierDraft(): string | null {
  return readStored("local", EARLIER);
}

export function storeDraft(source: string): void {
  writeStored("local", CURRENT, source);
}

/** Stores the current draft as the earlier one, so that the next edit does not overwrite it. */
export function archiveDraft(): void {
  const draft = latestDraft();
  if (draft !== null) writeStored("local", EARLIER, draft);
}

/** Makes `source` the current draft again, and the current draft the earlier one. */
export function restoreDraft(source: string): void {
  const draft = latestDraft();
  writeStored("local", EARLIER, draft === source ? null : draft);
  storeDraft(source);
}
