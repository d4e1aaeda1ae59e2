// Links and embeds of a notebook, where it fits into an address.

import { copyText } from "../../lib/dom/clipboard.js";
import { homeUrl } from "../../lib/dom/site.js";
import { MAX_BYTES } from "../../url/compression.js";
import type { NotebookDocument } from "../document/cell.js";
import { encodeNotebook } from "../link-state.js";

/** A text that was made to be copied, and what the page says about it. */
export interface Shared {
  readonly message: string;
  /** For a dialogue, where the browser does not let the page copy; null otherwise. */
  readonly text: string | null;
}

const TOO_LARGE =
  `This notebook is larger than an address holds (${MAX_BYTES / 1024} KB of text). ` +
  "Save it as a file and share that.";

export async function copyLink({ name, cells }: NotebookDocument): Promise<Shared> {
  const fragment = await encodeNotebook(name, cells);
  if (fragment === null) return { message: TOO_LARGE, text: null };
  return copied(
    `${homeUrl()}notebook/#${fragment}`,
    "The link is copied. It holds the text of all cells, without outputs.",
  );
}

export async function copyEmbed({ name, cells }: NotebookDocument): Promise<Shared> {
  const fragment = await encodeNotebook(name, cells);
  if (fragment === null) return { message: TOO_LARGE, text: null };
  const sandbox = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads";
  const frame = `<iframe src="${homeUrl()}embed/notebook/#${fragment}" title="Notebook" width="100%" height="640"
  loading="lazy" sandbox="${sandbox}" allow="clipboard-write; fullscreen" style="border: 1px solid #ccc"></iframe>`;
  return copied(frame, "HTML for a page of yours is copied: this notebook, without outputs.");
}

/** Opens an embed's notebook on the page itself, in a tab of its own. */
export async function openInNotebook({ name, cells }: NotebookDocument): Promise<void> {
  const fragment = await encodeNotebook(name, cells);
  window.open(`${homeUrl()}notebook/${fragment === null ? "" : `#${fragment}`}`, "_blank", "noopener");
}

async function copied(text: string, message: string): Promise<Shared> {
  if (await copyText(text)) return { message, text: null };
  return { message: "Your browser does not let the page copy. Copy the text yourself.", text };
}
