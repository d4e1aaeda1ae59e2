// Table of the fields in the notebook's link: the name, and each cell's kind and text. Outputs are left out: opening a
// link runs nothing.

import { ContractError, each, list, string } from "../lib/decode.js";
import { choice, linkCodec } from "../url/codec.js";
import { CELL_KINDS, type Cell, type CellKind, type NotebookDocument, newCell, newDocument } from "./document/cell.js";

type LinkedCell = readonly [kind: CellKind, source: string];

interface NotebookLink {
  readonly name: string;
  readonly cells: readonly LinkedCell[];
}

const NO_CELLS: readonly LinkedCell[] = [];

const codec = linkCodec<NotebookLink>({
  name: { key: "name", initial: "notebook", read: string },
  cells: { key: "cells", initial: NO_CELLS, read: (json, where) => each(json, where, readCell) },
});

function readCell(json: unknown, where: string): LinkedCell {
  const [kind, source, ...rest] = list(json, where);
  if (rest.length > 0) throw new ContractError(where, "a kind and a text", json);
  return [choice(CELL_KINDS)(kind, `${where}[0]`), string(source, `${where}[1]`)];
}

/** The fragment of a notebook's link; null if the notebook is too large for a link. */
export function encodeNotebook(name: string, cells: readonly Cell[]): Promise<string | null> {
  return codec.encode({ name, cells: cells.map(({ kind, source }) => [kind, source] as const) });
}

export async function decodeNotebook(
  fragment: string,
): Promise<
  { readonly ok: true; readonly document: NotebookDocument } | { readonly ok: false; readonly message: string }
> {
  const decoded = await codec.decode(fragment);
  if (!decoded.ok) return decoded;
  const { name, cells } = decoded.state;
  return {
    ok: true,
    document: newDocument(
      name,
      cells.map(([kind, source]) => newCell(source, kind)),
    ),
  };
}
