// The texts that the reader has typed: the present one, and the one that a link took the place of.

import { keep, kept } from "../lib/dom/storage.js";

const PRESENT = "text";
const EARLIER = "earlier-text";

/** What was typed last, in this visit or the one before. */
export function typedText(): string | null {
  return kept("local", PRESENT);
}

export function earlierText(): string | null {
  return kept("local", EARLIER);
}

export function keepTyped(source: string): void {
  keep("local", PRESENT, source);
}

/** Lay the text that was typed last aside, where the next one does not write over it. */
export function layAside(): void {
  const typed = typedText();
  if (typed !== null) keep("local", EARLIER, typed);
}

/** `source` is the reader's present text again; the one that took its place is laid aside in turn. */
export function bringBack(source: string): void {
  const typed = typedText();
  keep("local", EARLIER, typed === source ? null : typed);
  keepTyped(source);
}
