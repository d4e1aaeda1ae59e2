// Initial state of the page: from before a reload, else from the link in the URL, else from the program in the query,
// else from the latest draft.

import { fragment } from "../lib/dom/fragment.js";
import { readStored, writeStored } from "../lib/dom/storage.js";
import { readTheme } from "../lib/dom/theme.js";
import type { Notice } from "../state/notice.js";
import { readQuery } from "./address-content.js";
import type { Decompressed } from "./compression.js";
import { readDrafts } from "./drafts.js";
import { decodeLink, INITIAL_LINK, type LinkState, readState, writeState } from "./link-state.js";

export interface InitialState {
  /** Null is the default state. */
  readonly state: LinkState | null;
  readonly notice: Notice | null;
}

const TAB = "tab";

/** Query and fragment of the current URL. */
function urlSuffix(): string {
  return location.search + location.hash;
}

/** Stores the state for a reload of this tab, since the URL may not hold it yet; returns whether that succeeded. */
export function storeTabState(state: LinkState): boolean {
  return writeStored("session", TAB, `${urlSuffix()}\n${writeState(state)}`);
}

export async function readInitialState(): Promise<InitialState> {
  const reloaded = readTabState() ?? storedState(history.state);
  if (reloaded) return { state: reloaded, notice: null };
  if (fragment()) return fromLink(fragment());
  const query = await readQuery(location.search);
  if (query) return fromDecoded(query.ok ? { ok: true, state: query.content.state } : query);
  return fromDraft();
}

export async function fromLink(link: string): Promise<InitialState> {
  return fromDecoded(await decodeLink(link));
}

/** A link takes precedence over the drafts, which are then offered. Without a look of its own it has the reader's. */
function fromDecoded(link: Decompressed<LinkState>): InitialState {
  if (!link.ok) return { state: null, notice: { text: link.message, offers: readDrafts() } };
  const state = { ...link.state, theme: link.state.theme === "auto" ? readTheme() : link.state.theme };
  const offers = readDrafts().filter((draft) => draft !== state.source);
  if (offers.length === 0) return { state, notice: null };
  const kept = offers.length === 1 ? "The one you typed before is kept." : "The ones you typed before are kept.";
  return { state, notice: { text: `This text comes with the link. ${kept}`, offers } };
}

function fromDraft(): InitialState {
  const [source, ...offers] = readDrafts();
  if (source === undefined) return { state: null, notice: null };
  const kept = ["", " An earlier one is kept too."][offers.length] ?? " Earlier ones are kept too.";
  const notice = { text: `This is the text you typed last time.${kept}`, offers };
  return { state: { ...INITIAL_LINK, source, theme: readTheme() }, notice };
}

/** The state in which this tab was left, if it was left at the same URL. */
function readTabState(): LinkState | null {
  const stored = readStored("session", TAB);
  const end = stored?.indexOf("\n") ?? -1;
  if (stored === null || end < 0 || stored.slice(0, end) !== urlSuffix()) return null;
  try {
    return readState(stored.slice(end + 1));
  } catch {
    // Written by another version of the page: the URL still holds most of the state.
    return null;
  }
}

/** The state stored in a history entry, if this version of the page wrote it. */
export function storedState(entry: unknown): LinkState | null {
  if (typeof entry !== "string") return null;
  try {
    return readState(entry);
  } catch {
    // Written by another version of the page: the URL still holds most of the state.
    return null;
  }
}
