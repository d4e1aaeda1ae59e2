// Opening and saving of notebook files.

import { fileName, saveFile } from "../../lib/dom/save-file.js";
import type { NotebookDocument } from "../document/cell.js";
import { FileError } from "../document/file-error.js";
import { writeIpynb } from "../document/ipynb.js";
import { MAX_FILE, readFile } from "../document/open-file.js";
import { writePercent } from "../document/percent.js";

export type OpenedFile =
  | { readonly ok: true; readonly document: NotebookDocument }
  | { readonly ok: false; readonly message: string };

/** The notebook in a file, or a sentence on why it cannot be opened; what is on the page stays then. */
export async function openFile(file: File): Promise<OpenedFile> {
  try {
    if (file.size > MAX_FILE) throw new FileError(`It has ${file.size} bytes, and ${MAX_FILE} are allowed.`);
    const text = new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
    return { ok: true, document: readFile(text, file.name) };
  } catch (error) {
    const message = (reason: string): string => `${file.name} cannot be opened. ${reason} Your notebook is unchanged.`;
    if (error instanceof FileError) return { ok: false, message: message(error.message) };
    if (error instanceof TypeError) return { ok: false, message: message("It is not a text in UTF-8.") };
    if (error instanceof DOMException) return { ok: false, message: message("Your browser could not read it.") };
    throw error;
  }
}

export function saveIpynb(document: NotebookDocument): void {
  saveFile(new Blob([writeIpynb(document)], { type: "application/x-ipynb+json" }), fileName(document.name, "ipynb"));
}

export function savePython(document: NotebookDocument): void {
  saveFile(new Blob([writePercent(document)], { type: "text/x-python" }), fileName(document.name, "py"));
}
