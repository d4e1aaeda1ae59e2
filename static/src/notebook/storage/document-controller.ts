// Controller of the notebook as a document: opening another one, keeping drafts, saving and sharing.

import type { Store } from "../../lib/store.js";
import type { Cell, NotebookDocument } from "../document/cell.js";
import { listen } from "../events.js";
import { exampleDocument } from "../examples/examples.js";
import { openFile, saveIpynb, savePython } from "../files/files.js";
import { copyEmbed, copyLink, openInNotebook, type Shared } from "../files/share.js";
import type { NotebookState, Notice } from "../state.js";
import { DraftKeeper } from "./draft-keeper.js";
import { readDraft, type SaveOutcome } from "./drafts.js";
import { type Opened, openOrigin } from "./initial-document.js";

export interface DocumentListener {
  /** Another notebook takes the place of the present one. */
  replaced(): void;
  note(text: string, kind: Notice["kind"]): void;
  /** Shows a text to be copied. */
  show(title: string, about: string, text: string): void;
}

const FORKED = "Another tab changes this notebook too. What you change here is kept as a copy of its own.";
const OUTCOMES: Readonly<Record<SaveOutcome, string>> = {
  saved: "",
  "without outputs":
    "The outputs are too large for the browser's storage: it keeps the text. Save the notebook to keep both.",
  failed: "Your browser keeps no drafts here. Save the notebook as a file before you leave the page.",
};

export class DocumentController {
  readonly #store: Store<NotebookState>;
  readonly #listener: DocumentListener;
  /** Null in an embed, which keeps nothing. */
  readonly #drafts: DraftKeeper | null;
  /** Cells and name as they were opened, or were kept last. */
  #known: { readonly cells: readonly Cell[]; readonly name: string } = { cells: [], name: "" };
  /** Whether this notebook is among the drafts. */
  #kept = false;

  constructor(target: EventTarget, store: Store<NotebookState>, listener: DocumentListener, embedded: boolean) {
    this.#store = store;
    this.#listener = listener;
    this.#drafts = embedded
      ? null
      : new DraftKeeper({
          forked: () => listener.note(FORKED, "warning"),
          outcome: (outcome) => OUTCOMES[outcome] && listener.note(OUTCOMES[outcome], "warning"),
        });
    addEventListener("hashchange", this.#followLink);
    this.#listen(target);
  }

  dispose(): void {
    removeEventListener("hashchange", this.#followLink);
    this.#drafts?.dispose();
  }

  get document(): NotebookDocument {
    const { name, cells, metadata } = this.#store.state;
    return { name, cells, metadata };
  }

  /** Shows a notebook; a draft, or one that is kept from its first change on. */
  open({ document, draft, origin }: Omit<Opened, "message" | "elsewhere">): void {
    this.#listener.replaced();
    this.#drafts?.begin(draft, origin);
    this.#known = document;
    this.#kept = draft !== null;
    const selected = document.cells[0]!.id;
    this.#store.set({
      ...document,
      selected,
      editing: false,
      opened: new Set(),
      ran: new Set(),
      lit: null,
      notice: null,
    });
  }

  /** Keeps the notebook if it has changed. */
  keep(): void {
    const { cells, name } = this.#store.state;
    if (cells === this.#known.cells && name === this.#known.name) return;
    this.#known = { cells, name };
    this.#kept = true;
    this.#drafts?.keep(this.document);
  }

  /** Downloads the notebook with its outputs. */
  save(): void {
    saveIpynb(this.document);
    this.#drafts?.savedAsFile();
  }

  async openFile(file: File): Promise<void> {
    const opened = await openFile(file);
    if (!opened.ok) return this.#listener.note(opened.message, "error");
    this.#replace(opened.document, "");
    // There is no address to find the file again after a reload.
    this.#known = { cells: [], name: "" };
    this.keep();
  }

  #listen(target: EventTarget): void {
    const on = listen(target);
    on("file-open", ({ file }) => void this.openFile(file));
    on("save-python", () => savePython(this.document));
    on("link-share", () => void this.#share("Link to this notebook", copyLink(this.document)));
    on("embed-open", () => void this.#share("Embed", copyEmbed(this.document)));
    on("notebook-link", () => void openInNotebook(this.document));
    on("example-open", ({ id }) => {
      const document = exampleDocument(id);
      if (document) this.#replace(document, "");
    });
    on("draft-open", ({ id }) => {
      const draft = readDraft(id);
      if (draft) this.open({ document: draft.document, draft: id, origin: draft.origin });
      else this.#listener.note("This draft is no longer in the browser's storage.", "error");
    });
    on("rename", ({ name }) => this.#store.set({ name }));
  }

  /** Opens another notebook in place of this one, which stays a draft. */
  #replace(document: NotebookDocument, origin: string): void {
    const { name } = this.#store.state;
    const kept = this.#kept && this.#drafts !== null;
    this.open({ document, draft: null, origin });
    if (kept) this.#listener.note(`"${name}" is kept: it is in the menu Notebook.`, "note");
    scrollTo(0, 0);
  }

  readonly #followLink = async (): Promise<void> => {
    const origin = location.hash;
    if (origin.length < 2) return;
    const opened = await openOrigin(origin);
    if (opened.ok) this.#replace(opened.document, origin);
    else this.#listener.note(opened.message, "error");
  };

  async #share(title: string, shared: Promise<Shared>): Promise<void> {
    const { message, text } = await shared;
    if (text === null) this.#listener.note(message, "note");
    else this.#listener.show(title, message, text);
  }
}
