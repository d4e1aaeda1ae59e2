// Cells of a notebook, with their outputs and what the last run said of them.

import type { CellOutput, RunReply } from "../contract.js";

export const CELL_KINDS = ["code", "markdown", "raw"] as const;
export type CellKind = (typeof CELL_KINDS)[number];

export interface Cell {
  /** Unique in the notebook; letters, digits, "-" and "_", as nbformat has it. */
  readonly id: string;
  readonly kind: CellKind;
  readonly source: string;
  readonly outputs: readonly CellOutput[];
  /** The number in its brackets; null before the first run. */
  readonly count: number | null;
  /** The reply of its last run, with the verdicts; null if there is none. */
  readonly reply: RunReply | null;
  /** Members of the cell in the file that the page does not read; they are saved again. */
  readonly metadata: Readonly<Record<string, unknown>>;
  /** Files in a text cell, as nbformat has them: name, MIME type, base64. */
  readonly attachments: Readonly<Record<string, unknown>> | null;
}

/** A document: its cells, and what of its file is saved again as it was. */
export interface NotebookDocument {
  /** File name without its ending. */
  readonly name: string;
  readonly cells: readonly Cell[];
  readonly metadata: Readonly<Record<string, unknown>>;
}

const ID_BYTES = 4;

export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

export function newCell(source = "", kind: CellKind = "code", id = newId()): Cell {
  return { id, kind, source, outputs: [], count: null, reply: null, metadata: {}, attachments: null };
}

/** A document of these cells; one without cells gets an empty one, so that there is a place to type. */
export function newDocument(
  name: string,
  cells: readonly Cell[],
  metadata: Readonly<Record<string, unknown>> = {},
): NotebookDocument {
  return { name, cells: cells.length > 0 ? cells : [newCell()], metadata };
}

/** The cell without what its runs have left. */
export function cleared(cell: Cell): Cell {
  return { ...cell, outputs: [], count: null, reply: null };
}
