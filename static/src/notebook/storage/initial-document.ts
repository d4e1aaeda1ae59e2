// The notebook that the page opens with: that of its link, of the address in its query, the draft of this tab, the
// latest draft, or the first example.

import { fragment } from "../../lib/dom/fragment.js";
import type { NotebookDocument } from "../document/cell.js";
import { FileError } from "../document/file-error.js";
import { readFile } from "../document/open-file.js";
import { firstExample } from "../examples/examples.js";
import { decodeNotebook } from "../link-state.js";
import { draftList, readDraft, tabDraft } from "./drafts.js";

export interface Opened {
  readonly document: NotebookDocument;
  /** The draft that it is; null for a new one. */
  readonly draft: string | null;
  /** What it was opened from: "#" and a fragment, "url:" and an address, or empty. */
  readonly origin: string;
  /** What went wrong on the way; empty if nothing did. */
  readonly message: string;
  /** The address of a notebook of another site, which the reader's browser can open, and the page cannot. */
  readonly elsewhere: string;
}

type Fetched =
  | { readonly ok: true; readonly document: NotebookDocument }
  | { readonly ok: false; readonly message: string; readonly elsewhere?: string };

export async function initialDocument(embedded: boolean): Promise<Opened> {
  const origin = fragment() ? `#${fragment()}` : queriedOrigin();
  const own = embedded ? null : tabDraft();
  const kept = own === null ? null : readDraft(own);
  // A reload finds the reader's changes again, not what the link holds.
  if (kept && (origin === "" || kept.origin === origin)) {
    return { document: kept.document, draft: own, origin: kept.origin, message: "", elsewhere: "" };
  }
  const opened = origin === "" ? null : await openOrigin(origin);
  if (opened?.ok) return { document: opened.document, draft: null, origin, message: "", elsewhere: "" };
  const { message = "", elsewhere = "" } = opened ?? {};
  return { ...(embedded ? example() : latest()), message, elsewhere };
}

/** The document behind a link's fragment ("#…") or an address ("url:…"), or why it cannot be opened. */
export function openOrigin(origin: string): Promise<Fetched> {
  return origin.startsWith("#") ? decodeNotebook(origin.slice(1)) : fetchNotebook(origin.slice("url:".length));
}

function queriedOrigin(): string {
  const address = new URLSearchParams(location.search).get("url");
  return address ? `url:${address}` : "";
}

function latest(): Pick<Opened, "document" | "draft" | "origin"> {
  const id = draftList()[0]?.id;
  const draft = id === undefined ? null : readDraft(id);
  return draft ? { document: draft.document, draft: id!, origin: draft.origin } : example();
}

function example(): Pick<Opened, "document" | "draft" | "origin"> {
  return { document: firstExample(), draft: null, origin: "" };
}

/** The page may load from its own site only: its policy has no other address. */
async function fetchNotebook(address: string): Promise<Fetched> {
  const url = URL.canParse(address, document.baseURI) ? new URL(address, document.baseURI) : null;
  if (!url) return { ok: false, message: `"${address}" is no address.` };
  if (url.origin !== location.origin) {
    const text =
      `This page loads nothing from other sites, so it cannot fetch ${url.href}. ` +
      "Download the file, then open or drop it here.";
    // A link of any other kind, such as javascript:, is no file.
    return { ok: false, message: text, elsewhere: /^https?:$/.test(url.protocol) ? url.href : "" };
  }
  try {
    const response = await fetch(url);
    if (!response.ok)
      return { ok: false, message: `${url.href} cannot be opened: the server answers ${response.status}.` };
    return { ok: true, document: readFile(await response.text(), url.pathname) };
  } catch (error) {
    if (error instanceof FileError) return { ok: false, message: `${url.href} cannot be opened. ${error.message}` };
    if (error instanceof TypeError) return { ok: false, message: `${url.href} cannot be reached.` };
    throw error;
  }
}
