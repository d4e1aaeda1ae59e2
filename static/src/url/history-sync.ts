// Keeps the page's state in its address, and follows the browser's Back and Forward. Examples and texts brought back are new
// entries of the history; edits and steps change the present entry. Packing a state for the address takes a moment, in which
// the reader may already go Back: so an entry also holds its state as it is.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { fragment } from "../lib/dom/fragment.js";
import { listen } from "../state/events.js";
import type { Notice } from "../state/notice.js";
import { encodeLink, MAX_BYTES } from "./codec.js";
import { archiveDraft, latestDraft, restoreDraft, storeDraft } from "./drafts.js";
import { fromLink, storeTabState } from "./initial-state.js";
import { type LinkState, readState, writeState } from "./link-state.js";

export interface HistorySyncHost extends ReactiveControllerHost, EventTarget {
  readonly linkState: LinkState;
  readonly notice: Notice | null;
  showLinkState(state: LinkState): void;
  setNotice(notice: Notice | null): void;
  /** Whether the clipboard took it; else it is shown to be copied by hand. */
  copy(link: string): Promise<boolean>;
}

/** Browsers refuse to write an address more than about three times a second for long. */
const PAUSE = 400; // milliseconds

export class HistorySync implements ReactiveController {
  readonly #page: HistorySyncHost;
  /** What an address without a state means. */
  #initial: LinkState | null = null;
  /** The state that the present entry of the history stands for. */
  #written = "";
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** How often the reader has gone to another entry: what was to be written for the entry before is dropped. */
  #travels = 0;
  /** Packing is asynchronous: entries are written one after another. */
  #queue: Promise<boolean> = Promise.resolve(true);

  constructor(page: HistorySyncHost) {
    this.#page = page;
    page.addController(this);
    // Before the page itself acts on them, so that the entry that is left can be written as it was.
    const on = listen(page, { capture: true });
    on("source-edit", ({ source }) => this.#typed(source));
    on("example-choose", () => this.#newEntry());
    on("link-share", () => void this.#share());
    on("text-restore", ({ source }) => this.#restore(source));
  }

  hostConnected(): void {
    addEventListener("popstate", this.#travelled);
    addEventListener("pagehide", this.#leaving);
    document.addEventListener("visibilitychange", this.#leaving);
  }

  hostDisconnected(): void {
    clearTimeout(this.#pause);
    removeEventListener("popstate", this.#travelled);
    removeEventListener("pagehide", this.#leaving);
    document.removeEventListener("visibilitychange", this.#leaving);
  }

  hostUpdated(): void {
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.write(), PAUSE);
  }

  /** The page shows what it arrived with: nothing needs to be written yet. */
  start(notice: Notice | null): void {
    this.#initial = this.#page.linkState;
    this.#written = writeState(this.#initial);
    this.#page.setNotice(notice);
  }

  /** Bring the address up to date; whether the state fits into it. */
  write(): Promise<boolean> {
    clearTimeout(this.#pause);
    const state = this.#page.linkState;
    return this.#enqueue(async () => writeState(state) === this.#written || this.#record(state));
  }

  #newEntry(): void {
    clearTimeout(this.#pause);
    history.replaceState(writeState(this.#page.linkState), "");
    this.#forgetWords();
    queueMicrotask(() => {
      history.pushState(writeState(this.#page.linkState), "");
      void this.write();
    });
  }

  async #record(state: LinkState): Promise<boolean> {
    const travels = this.#travels;
    const link = await encodeLink(state);
    if (link === null) return false;
    if (travels !== this.#travels || link === fragment()) return true;
    this.#written = writeState(state);
    // A program that the query named is in the link from now on.
    history.replaceState(this.#written, "", `${location.pathname}#${link}`);
    return true;
  }

  /** What is still to be done when the reader travels is done for nobody. */
  #enqueue(work: () => Promise<boolean>): Promise<boolean> {
    const travels = this.#travels;
    const done = this.#queue.then(() => travels !== this.#travels || work());
    this.#queue = done;
    return done;
  }

  #typed(source: string): void {
    // What a link took the place of is laid aside before the first key writes over it.
    if (this.#page.notice?.offer === latestDraft()) archiveDraft();
    this.#forgetWords();
    storeDraft(source);
  }

  #restore(source: string): void {
    this.#newEntry();
    restoreDraft(source);
    this.#page.setNotice(null);
  }

  async #share(): Promise<void> {
    const offer = this.#page.notice?.offer ?? null;
    if (!(await this.write())) {
      this.#page.setNotice({
        text: `A link holds up to ${MAX_BYTES / 1024} KB, and this text is longer. Nothing is copied: save the text itself.`,
        offer,
      });
    } else if (await this.#page.copy(location.href)) {
      this.#page.setNotice({ text: "The link is copied. It holds the text, the step and the settings.", offer });
    }
  }

  /** Back, Forward, or another link put into the address. */
  readonly #travelled = (event: PopStateEvent): void => {
    clearTimeout(this.#pause);
    this.#travels += 1;
    const held = heldBy(event.state);
    // In entries of our own what was typed needs no offer: it is one Back or Forward away.
    if (held) this.#open(held);
    else void this.#arrive(fragment());
  };

  async #arrive(link: string): Promise<void> {
    const travels = this.#travels;
    const { state, notice } = link ? await fromLink(link) : { state: this.#initial, notice: null };
    if (travels !== this.#travels) return;
    if (state) this.#open(state);
    this.#page.setNotice(notice);
  }

  #open(state: LinkState): void {
    // The address of an entry may be older than the state that it holds.
    this.#written = "";
    this.#page.showLinkState(state);
  }

  readonly #leaving = (): void => storeTabState(this.#page.linkState);

  /** Words are done with when the reader goes on; an offer stays until it is taken. */
  #forgetWords(): void {
    if (this.#page.notice?.offer === null) this.#page.setNotice(null);
  }
}

/** The state that an entry of the history holds, if this version of the page wrote it. */
function heldBy(entry: unknown): LinkState | null {
  if (typeof entry !== "string") return null;
  try {
    return readState(entry);
  } catch {
    // Written by another version of the page: its address still says nearly all of it.
    return null;
  }
}
