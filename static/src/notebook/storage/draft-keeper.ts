// Keeps the notebook in the browser's storage while it changes, and makes a copy of its own where another tab writes
// the same draft, so that neither overwrites the other.

import { nameOfKey } from "../../lib/dom/storage.js";
import type { NotebookDocument } from "../document/cell.js";
import { type Draft, draftKey, newDraftId, type SaveOutcome, saveDraft, setTabDraft } from "./drafts.js";

const DEBOUNCE = 400; // milliseconds

export interface DraftListener {
  /** Another tab has changed the same notebook: this tab now keeps a copy of its own. */
  forked(): void;
  /** The outcome of a save where it differs from that of the one before. */
  outcome(outcome: SaveOutcome): void;
}

export class DraftKeeper {
  readonly #listener: DraftListener;
  #id = newDraftId();
  #origin = "";
  #pending: NotebookDocument | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #outcome: SaveOutcome = "saved";
  #written = false;

  constructor(listener: DraftListener) {
    this.#listener = listener;
    addEventListener("storage", this.#onStorage);
    addEventListener("pagehide", this.#flush);
    document.addEventListener("visibilitychange", this.#flush);
    addEventListener("beforeunload", this.#onBeforeUnload);
  }

  dispose(): void {
    this.#flush();
    removeEventListener("storage", this.#onStorage);
    removeEventListener("pagehide", this.#flush);
    document.removeEventListener("visibilitychange", this.#flush);
    removeEventListener("beforeunload", this.#onBeforeUnload);
  }

  /** From here on another notebook is kept: an earlier draft, or a new one for null. */
  begin(id: string | null, origin: string): void {
    this.#flush();
    this.#id = id ?? newDraftId();
    this.#origin = origin;
    this.#written = id !== null;
    this.#outcome = "saved";
    setTabDraft(this.#id);
  }

  /** Saves the document soon. */
  keep(document: NotebookDocument): void {
    this.#pending = document;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#flush, DEBOUNCE);
  }

  /** The reader has a file of the present state: leaving the page loses nothing. */
  savedAsFile(): void {
    this.#flush();
    this.#outcome = "saved";
  }

  /** Saves at once what waits, as before the page is left. */
  readonly #flush = (): void => {
    clearTimeout(this.#timer);
    const document = this.#pending;
    if (!document) return;
    this.#pending = null;
    const draft: Draft = { document, origin: this.#origin };
    const outcome = saveDraft(this.#id, draft, new Date());
    this.#written = true;
    if (outcome !== this.#outcome) this.#listener.outcome(outcome);
    this.#outcome = outcome;
  };

  /** The browser asks before changes are lost that the storage did not take. */
  readonly #onBeforeUnload = (event: BeforeUnloadEvent): void => {
    this.#flush();
    if (this.#outcome === "failed") event.preventDefault();
  };

  /** Storage events come from other tabs only. */
  readonly #onStorage = ({ key, newValue }: StorageEvent): void => {
    if (!this.#written || newValue === null || nameOfKey(key) !== draftKey(this.#id)) return;
    this.#id = newDraftId();
    this.#written = false;
    setTabDraft(this.#id);
    this.#listener.forked();
  };
}
