// Changes of a notebook's list of cells, as functions from the old list to the new one and the cell to select.

import { type Cell, type CellKind, cleared, newCell, newId } from "./cell.js";

export interface Edited {
  readonly cells: readonly Cell[];
  /** The cell that is selected afterwards. */
  readonly selected: string;
}

export function indexOf(cells: readonly Cell[], id: string): number {
  return cells.findIndex((cell) => cell.id === id);
}

/** An empty code cell beside another one: offset 0 is above it, 1 below. */
export function insertCell(cells: readonly Cell[], id: string, offset: 0 | 1, kind: CellKind = "code"): Edited {
  const cell = newCell("", kind);
  return { cells: cells.toSpliced(indexOf(cells, id) + offset, 0, cell), selected: cell.id };
}

/** The cells without one of them; the one behind it is selected. The last one leaves an empty cell. */
export function deleteCell(cells: readonly Cell[], id: string): Edited {
  const at = indexOf(cells, id);
  const left = cells.toSpliced(at, 1);
  const kept = left.length > 0 ? left : [newCell()];
  return { cells: kept, selected: kept[Math.min(at, kept.length - 1)]!.id };
}

/** A copy of `cell` behind another one; it gets an id of its own where its id is taken. */
export function pasteCell(cells: readonly Cell[], id: string, cell: Cell): Edited {
  return restoreCell(cells, indexOf(cells, id) + 1, cell);
}

/** Puts a deleted cell back to the place where it was. */
export function restoreCell(cells: readonly Cell[], at: number, cell: Cell): Edited {
  const own = indexOf(cells, cell.id) < 0 ? cell : { ...cell, id: newId() };
  return { cells: cells.toSpliced(Math.min(at, cells.length), 0, own), selected: own.id };
}

/** Moves a cell by `offset` places, as far as there are places. */
export function moveCell(cells: readonly Cell[], id: string, offset: number): Edited {
  const at = indexOf(cells, id);
  const to = Math.min(Math.max(at + offset, 0), cells.length - 1);
  return { cells: cells.toSpliced(at, 1).toSpliced(to, 0, cells[at]!), selected: id };
}

/** Splits a cell's text at `offset`; its outputs stay with the second part, as its last line made them. */
export function splitCell(cells: readonly Cell[], id: string, offset: number): Edited {
  const at = indexOf(cells, id);
  const cell = cells[at]!;
  const first = { ...cleared(cell), id: newId(), source: cell.source.slice(0, offset).replace(/\n+$/, "") };
  const second = { ...cell, source: cell.source.slice(offset).replace(/^\n+/, "") };
  return { cells: cells.toSpliced(at, 1, first, second), selected: id };
}

/** One cell of a cell and the one below it; null at the last cell. */
export function mergeWithNext(cells: readonly Cell[], id: string): Edited | null {
  const at = indexOf(cells, id);
  const [first, second] = [cells[at]!, cells[at + 1]];
  if (!second) return null;
  const source = [first.source, second.source]
    .filter((text) => text !== "")
    .join(first.kind === "code" ? "\n" : "\n\n");
  const attachments = { ...first.attachments, ...second.attachments };
  const merged = {
    ...cleared(first),
    source,
    attachments: Object.keys(attachments).length > 0 ? attachments : null,
  };
  return { cells: cells.toSpliced(at, 2, merged), selected: id };
}

/** Another kind: a code cell that becomes text loses its outputs. */
export function changeKind(cells: readonly Cell[], id: string, kind: CellKind): Edited {
  const change = (cell: Cell): Cell => ({ ...(kind === "code" ? cell : cleared(cell)), kind });
  return { cells: cells.map((cell) => (cell.id === id && cell.kind !== kind ? change(cell) : cell)), selected: id };
}

/** The cell before (-1) or behind (1) another one; itself at the ends. */
export function neighbour(cells: readonly Cell[], id: string, offset: number): string {
  return (cells[indexOf(cells, id) + offset] ?? cells[indexOf(cells, id)])?.id ?? id;
}
