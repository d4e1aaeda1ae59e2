// Notebook files of Jupyter (.ipynb): nbformat 4 is read, 4.5 is written, with outputs, cell ids and foreign metadata.

import { isObject } from "../../lib/decode.js";
import { CELL_KINDS, type Cell, type NotebookDocument, newCell, newDocument, newId } from "./cell.js";
import { FileError } from "./file-error.js";
import { lines, multiline, readOutputs, writeOutput } from "./outputs.js";

const ID = /^[a-zA-Z0-9-_]{1,64}$/;
const DEFAULT_METADATA = {
  kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
  language_info: { name: "python" },
};

/** The document in the text of a .ipynb file; throws a FileError that says what is wrong with it. */
export function readIpynb(text: string, name: string): NotebookDocument {
  const notebook = parse(text);
  const version = notebook["nbformat"];
  if (version !== 4) {
    throw new FileError(
      typeof version === "number"
        ? `It is of nbformat ${version}, and this page reads nbformat 4. Jupyter opens it and saves it as nbformat 4.`
        : "It is JSON, but no notebook: it has no nbformat.",
    );
  }
  const { cells, metadata } = notebook;
  if (!Array.isArray(cells)) throw new FileError("It is a notebook without a list of cells.");
  const ids = new Set<string>();
  const read = cells.map((cell, i) => readCell(cell, i, ids));
  return newDocument(name, read, isObject(metadata) ? metadata : {});
}

function parse(text: string): Readonly<Record<string, unknown>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new FileError(`It is not JSON, or it is cut off: ${error.message}.`);
  }
  if (!isObject(json)) throw new FileError("It is JSON, but no notebook: that is an object with cells.");
  return json;
}

function readCell(json: unknown, i: number, ids: Set<string>): Cell {
  if (!isObject(json)) throw new FileError(`Its cell ${i + 1} is no object.`);
  // A kind that nbformat does not have is kept as text that nothing reads.
  const kind = CELL_KINDS.find((each) => each === json["cell_type"]) ?? "raw";
  const { id: given, execution_count: count, metadata, attachments } = json;
  const id = typeof given === "string" && ID.test(given) && !ids.has(given) ? given : newId();
  ids.add(id);
  return {
    ...newCell(multiline(json["source"]), kind, id),
    outputs: kind === "code" ? readOutputs(json["outputs"]) : [],
    count: typeof count === "number" && Number.isInteger(count) ? count : null,
    metadata: isObject(metadata) ? metadata : {},
    attachments: isObject(attachments) ? attachments : null,
  };
}

/** The text of a .ipynb file, as Jupyter indents it. */
export function writeIpynb({ cells, metadata }: NotebookDocument): string {
  const notebook = {
    cells: cells.map(writeCell),
    metadata: { ...DEFAULT_METADATA, ...metadata },
    nbformat: 4,
    nbformat_minor: 5,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

function writeCell({ id, kind, source, outputs, count, metadata, attachments }: Cell): Record<string, unknown> {
  return {
    cell_type: kind,
    ...(kind === "code" ? { execution_count: count } : {}),
    id,
    metadata,
    ...(attachments && kind !== "code" ? { attachments } : {}),
    ...(kind === "code" ? { outputs: outputs.map((output) => writeOutput(output, count)) } : {}),
    source: lines(source),
  };
}
