// Synchronizes the page's state with its URL and the session history. Choosing an example or restoring a draft pushes a
// history entry; edits and steps replace the current one. Compressing a state for the URL is asynchronous, and the user
// may go Back meanwhile, so an entry also stores its state uncompressed.

import type { ReactiveController, ReactiveControllerHost } from "lit";
import { copyText } from "../lib/dom/clipboard.js";
import { fragment } from "../lib/dom/fragment.js";
import { LatestRequest } from "../lib/latest-request.js";
import type { Store } from "../lib/store.js";
import type { AppState } from "../state/app-state.js";
import { emit, listen } from "../state/events.js";
import type { Notice } from "../state/notice.js";
import type { Player } from "../trace/playback/player.js";
import { MAX_BYTES } from "./compression.js";
import { DraftKeeper } from "./drafts.js";
import { fromLink, storedState, storeTabState } from "./initial-state.js";
import { encodeLink, type LinkState, writeState } from "./link-state.js";
import { appStateOf, linkStateOf } from "./link-state-of.js";

/** Browsers throttle history updates beyond about three per second. */
const WRITE_DELAY = 400; // milliseconds

export class HistorySync implements ReactiveController {
  readonly #page: ReactiveControllerHost & EventTarget;
  readonly #store: Store<AppState>;
  readonly #player: Player;
  readonly #drafts = new DraftKeeper();
  /** The state of a URL without a state. */
  #initial: LinkState | null = null;
  /** The state, as JSON, that the current history entry stands for. */
  #written = "";
  /** When an edit was last kept in the history entry, as `performance.now()` tells it. */
  #entryWritten = -Infinity;
  #writeTimer: ReturnType<typeof setTimeout> | undefined;
  /** Aborted by a navigation to another entry: pending writes for an earlier entry are dropped. */
  #entry = new AbortController();
  readonly #opening = new LatestRequest();
  /** Compression is asynchronous, so writes are serialized. */
  #queue: Promise<boolean> = Promise.resolve(true);

  constructor(page: ReactiveControllerHost & EventTarget, store: Store<AppState>, player: Player) {
    this.#page = page;
    this.#store = store;
    this.#player = player;
    page.addController(this);
    // In the capture phase, before the page acts on them, so that the entry that is left can be written as it was.
    const on = listen(page, { capture: true });
    on("source-edit", ({ source }) => this.#onEdit(source));
    on("example-choose", () => this.#newEntry());
    on("counterexample-open", () => this.#newEntry());
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
    this.#drafts.dispose();
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
    this.#initial = this.#linkState;
    this.#written = writeState(this.#initial);
    this.#drafts.begin(this.#initial.source);
    this.#setNotice(notice);
  }

  /** Updates the URL; resolves to whether the state fits into it. */
  write(): Promise<boolean> {
    clearTimeout(this.#writeTimer);
    const state = this.#linkState;
    return this.#enqueue(async (entry) => writeState(state) === this.#written || this.#replaceUrl(state, entry));
  }

  get #linkState(): LinkState {
    return linkStateOf(this.#store.state, this.#player.position);
  }

  get #offers(): readonly string[] {
    return this.#store.state.notice?.offers ?? [];
  }

  #setNotice(notice: Notice | null): void {
    this.#store.set({ notice });
  }

  #newEntry(): void {
    clearTimeout(this.#writeTimer);
    history.replaceState(writeState(this.#linkState), "");
    this.#dismissNotice();
    queueMicrotask(() => {
      history.pushState(writeState(this.#linkState), "");
      this.#drafts.begin(this.#linkState.source);
      void this.write();
    });
  }

  async #replaceUrl(state: LinkState, entry: AbortSignal): Promise<boolean> {
    const link = await encodeLink(state);
    if (link === null) return false;
    if (entry.aborted || link === fragment()) return true;
    this.#written = writeState(state);
    // A program from the query is in the fragment from now on.
    history.replaceState(this.#written, "", `${location.pathname}#${link}`);
    return true;
  }

  /** Pending writes are dropped when the user navigates. */
  #enqueue(work: (entry: AbortSignal) => Promise<boolean>): Promise<boolean> {
    const { signal } = this.#entry;
    const done = this.#queue.then(() => signal.aborted || work(signal));
    this.#queue = done;
    return done;
  }

  #onEdit(source: string): void {
    this.#dismissNotice();
    this.#drafts.keep(source);
    queueMicrotask(() => this.#keepInTab());
  }

  /** Keeps the state for a reload, and for Forward after Back, that come before the URL is written. */
  #keepInTab(): void {
    const state = this.#linkState;
    const stored = storeTabState(state);
    const now = performance.now();
    if (stored && now - this.#entryWritten < WRITE_DELAY) return;
    this.#entryWritten = now;
    try {
      history.replaceState(writeState(state), "");
    } catch (error) {
      // Browsers refuse entries that change too often: the URL follows.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  #restore(source: string): void {
    const others = this.#offers.filter((offer) => offer !== source);
    this.#newEntry();
    this.#setNotice(others.length > 0 ? { text: "This is a text you typed before.", offers: others } : null);
  }

  async #share(): Promise<void> {
    const offers = this.#offers;
    if (!(await this.write())) {
      this.#setNotice({
        text:
          `A link holds up to ${MAX_BYTES / 1024} KB, and this text is longer. ` +
          "Nothing is copied: save the text itself.",
        offers,
      });
    } else if (!(await copyText(location.href))) {
      emit(this.#page, "link-show", { link: location.href });
    } else {
      this.#setNotice({ text: "The link is copied. It holds the text, the step and the settings.", offers });
    }
  }

  /** Back, Forward, or another link entered in the address bar. */
  readonly #onPopState = (event: PopStateEvent): void => {
    clearTimeout(this.#writeTimer);
    this.#entry.abort();
    this.#entry = new AbortController();
    this.#opening.cancel();
    const stored = storedState(event.state);
    // In the page's own entries the draft needs no offer: it is one Back or Forward away.
    if (stored) this.#open(stored);
    else void this.#openLink(fragment());
  };

  async #openLink(link: string): Promise<void> {
    const initial = { state: this.#initial, notice: null };
    const opened = link ? await this.#opening.replace(() => fromLink(link)) : initial;
    if (!opened) return;
    if (opened.state) this.#open(opened.state);
    this.#setNotice(opened.notice);
  }

  #open(state: LinkState): void {
    // The URL of an entry may be older than the state that it stores.
    this.#written = "";
    this.#drafts.begin(state.source);
    emit(this.#page, "link-open", appStateOf(state));
  }

  readonly #onLeave = (): void => this.#keepInTab();

  /** A message disappears with the next action; an offer stays until it is accepted. */
  #dismissNotice(): void {
    if (this.#offers.length === 0) this.#setNotice(null);
  }
}
