// What the page opens with: where a reload left it, else the link in its address, else the program that its query names, else the
// text that was typed last.

import { fragment } from "../lib/dom/fragment.js";
import { readStored, writeStored } from "../lib/dom/storage.js";
import type { Notice } from "../state/notice.js";
import { readQuery } from "./address-content.js";
import { type DecodedLink, decodeLink } from "./codec.js";
import { earlierDraft, latestDraft } from "./drafts.js";
import { INITIAL_LINK, type LinkState, readState, writeState } from "./link-state.js";

export interface InitialState {
  /** Null is the default page. */
  readonly state: LinkState | null;
  readonly notice: Notice | null;
}

const TAB = "tab";

function here(): string {
  return location.search + location.hash;
}

/** Keep what the address does not hold yet, for a reload of this tab. */
export function storeTabState(state: LinkState): void {
  writeStored("session", TAB, `${here()}\n${writeState(state)}`);
}

export async function readInitialState(): Promise<InitialState> {
  const reloaded = tab();
  if (reloaded) return { state: reloaded, notice: null };
  if (fragment()) return fromLink(fragment());
  const asked = await readQuery(location.search);
  if (asked) return opening(asked.ok ? { ok: true, state: asked.content.state } : asked);
  return fromText();
}

export async function fromLink(link: string): Promise<InitialState> {
  return opening(await decodeLink(link));
}

/** A link wins over what was typed, which is offered. */
function opening(opened: DecodedLink): InitialState {
  const typed = latestDraft();
  if (!opened.ok) return { state: null, notice: { text: opened.message, offer: typed } };
  if (typed === null || typed === opened.state.source) return { state: opened.state, notice: null };
  return {
    state: opened.state,
    notice: { text: "This text comes with the link. The one you typed before is kept.", offer: typed },
  };
}

function fromText(): InitialState {
  const source = latestDraft();
  if (source === null) return { state: null, notice: null };
  const earlier = earlierDraft();
  const text =
    earlier === null
      ? "This is the text you typed last time."
      : "This is the text you typed last time. An earlier one is kept too.";
  return { state: { ...INITIAL_LINK, source }, notice: { text, offer: earlier } };
}

/** The state that this tab was left in, if it was left at this very address. */
function tab(): LinkState | null {
  const left = readStored("session", TAB);
  const end = left?.indexOf("\n") ?? -1;
  if (left === null || end < 0 || left.slice(0, end) !== here()) return null;
  try {
    return readState(left.slice(end + 1));
  } catch {
    // Written by another version of the page: the address still says nearly all of it.
    return null;
  }
}
