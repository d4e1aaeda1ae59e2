// Files that the page opens as a notebook: .ipynb by its content, everything else as a Python file.

import type { NotebookDocument } from "./cell.js";
import { FileError } from "./file-error.js";
import { readIpynb } from "./ipynb.js";
import { readPercent } from "./percent.js";

/** Characters of the largest file; notebooks with pictures have some millions. */
export const MAX_FILE = 30_000_000;

/** The document in a file of this name; throws a FileError. */
export function readFile(text: string, fileName: string): NotebookDocument {
  if (text.length > MAX_FILE) {
    throw new FileError(`It has ${text.length} characters, and a notebook may have ${MAX_FILE}.`);
  }
  if (text.includes("\0")) throw new FileError("It is not a text.");
  const name = fileName.replace(/^.*[/\\]/, "").replace(/\.(ipynb|py|json|txt)$/i, "") || "notebook";
  const looksLikeJson = /^\s*\{/.test(text) && !/\.py$/i.test(fileName);
  return /\.ipynb$/i.test(fileName) || looksLikeJson ? readIpynb(text, name) : readPercent(text, name);
}
