// Synchronizes the page's state with its URL and the session history. Choosing an example or restoring a draft pushes a
// history entry; edits and steps replace the current one. Compressing a state for the URL is asynchronous, and the user
// may go Back meanwhile, so an entry also stores its state uncompressed.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { fragment } from "../lib/dom/fragment.js";
import { listen } from "../state/events.js";
import type { Notice } from "../state/notice.js";
import { MAX_BYTES } from "./compression.js";
import { archiveDraft, latestDraft, restoreDraft, storeDraft } from "./drafts.js";
import { fromLink, storeTabState } from "./initial-state.js";
import { encodeLink, type LinkState, readState, writeState } from "./link-state.js";

export interface HistorySyncHost extends ReactiveControllerHost, EventTarget {
  readonly linkState: LinkState;
  readonly notice: Notice | null;
  showLinkState(state: LinkState): void;
  setNotice(notice: Notice | null): void;
  /** Copies the link and returns whether that succeeded; else the link is shown for manual copying. */
  copy(link: string): Promise<boolean>;
}

/** Browsers throttle history updates beyond about three per second. */
const WRITE_DELAY = 400; // milliseconds

export class HistorySync implements ReactiveController {
  readonly #page: HistorySyncHost;
  /** The state of a URL without a state. */
  #initial: LinkState | null = null;
  /** The state, as JSON, that the current history entry stands for. */
  #written = "";
  #writeTimer: ReturnType<typeof setTimeout> | undefined;
  /** Number of navigations to other entries: pending writes for an earlier entry are dropped. */
  #navigations = 0;
  /** Compression is asynchronous, so writes are serialized. */
  #queue: Promise<boolean> = Promise.resolve(true);

  constructor(page: HistorySyncHost) {
    this.#page = page;
    page.addController(this);
    // In the capture phase, before the page acts on them, so that the entry that is left can be written as it was.
    const on = listen(page, { capture: true });
    on("source-edit", ({ source }) => this.#onEdit(source));
    on("example-choose", () => this.#newEntry());
    on("link-share", () => void this.#share());
    on("text-restore", ({ source }) => this.#restore(source));
  }

  hostConnected(): void {
    addEventListener("popstate", this.#onPopState);
    addEventListener("pagehide", this.#onLeave);
    document.addEventListener("visibilitychange", this.#onLeave);
  }

  hostDisconnected(): void {
    clearTimeout(this.#writeTimer);
    removeEventListener("popstate", this.#onPopState);
    removeEventListener("pagehide", this.#onLeave);
    document.removeEventListener("visibilitychange", this.#onLeave);
  }

  hostUpdated(): void {
    clearTimeout(this.#writeTimer);
    this.#writeTimer = setTimeout(() => void this.write(), WRITE_DELAY);
  }

  /** Called when the page shows its initial state: nothing needs to be written yet. */
  start(notice: Notice | null): void {
    this.#initial = this.#page.linkState;
    this.#written = writeState(this.#initial);
    this.#page.setNotice(notice);
  }

  /** Updates the URL; resolves to whether the state fits into it. */
  write(): Promise<boolean> {
    clearTimeout(this.#writeTimer);
    const state = this.#page.linkState;
    return this.#enqueue(async () => writeState(state) === this.#written || this.#replaceUrl(state));
  }

  #newEntry(): void {
    clearTimeout(this.#writeTimer);
    history.replaceState(writeState(this.#page.linkState), "");
    this.#dismissNotice();
    queueMicrotask(() => {
      history.pushState(writeState(this.#page.linkState), "");
      void this.write();
    });
  }

  async #replaceUrl(state: LinkState): Promise<boolean> {
    const navigations = this.#navigations;
    const link = await encodeLink(state);
    if (link === null) return false;
    if (navigations !== this.#navigations || link === fragment()) return true;
    this.#written = writeState(state);
    // A program from the query is in the fragment from now on.
    history.replaceState(this.#written, "", `${location.pathname}#${link}`);
    return true;
  }

  /** Pending writes are dropped when the user navigates. */
  #enqueue(work: () => Promise<boolean>): Promise<boolean> {
    const navigations = this.#navigations;
    const done = this.#queue.then(() => navigations !== this.#navigations || work());
    this.#queue = done;
    return done;
  }

  #onEdit(source: string): void {
    // A draft that a link replaced is archived before the first keystroke overwrites it.
    if (this.#page.notice?.offer === latestDraft()) archiveDraft();
    this.#dismissNotice();
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
        text:
          `A link holds up to ${MAX_BYTES / 1024} KB, and this text is longer. ` +
          "Nothing is copied: save the text itself.",
        offer,
      });
    } else if (await this.#page.copy(location.href)) {
      this.#page.setNotice({ text: "The link is copied. It holds the text, the step and the settings.", offer });
    }
  }

  /** Back, Forward, or another link entered in the address bar. */
  readonly #onPopState = (event: PopStateEvent): void => {
    clearTimeout(this.#writeTimer);
    this.#navigations += 1;
    const stored = storedState(event.state);
    // In the page's own entries the draft needs no offer: it is one Back or Forward away.
    if (stored) this.#open(stored);
    else void this.#openLink(fragment());
  };

  async #openLink(link: string): Promise<void> {
    const navigations = this.#navigations;
    const { state, notice } = link ? await fromLink(link) : { state: this.#initial, notice: null };
    if (navigations !== this.#navigations) return;
    if (state) this.#open(state);
    this.#page.setNotice(notice);
  }

  #open(state: LinkState): void {
    // The URL of an entry may be older than the state that it stores.
    this.#written = "";
    this.#page.showLinkState(state);
  }

  readonly #onLeave = (): void => storeTabState(this.#page.linkState);

  /** A message disappears with the next action; an offer stays until it is accepted. */
  #dismissNotice(): void {
    if (this.#page.notice?.offer === null) this.#page.setNotice(null);
  }
}

/** The state stored in a history entry, if this version of the page wrote it. */
function storedState(entry: unknown): LinkState | null {
  if (typeof entry !== "string") return null;
  try {
    return readState(entry);
  } catch {
    // Written by another version of the page: the URL still holds most of the state.
    return null;
  }
}
