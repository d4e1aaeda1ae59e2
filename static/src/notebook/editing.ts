// Commands that change the list of cells: each from the page's state to the changed part of it.

import type { Command } from "./commands.js";
import { type Cell, cleared } from "./document/cell.js";
import {
  changeKind,
  deleteCell,
  type Edited,
  indexOf,
  insertCell,
  mergeWithNext,
  moveCell,
  neighbour,
  pasteCell,
  restoreCell,
  splitCell,
} from "./document/operations.js";
import type { NotebookState } from "./state.js";

/** Deleted cells that can be brought back. */
const MAX_DELETED = 50;

interface Deleted {
  readonly cell: Cell;
  readonly at: number;
}

type Change = Partial<Pick<NotebookState, "cells" | "selected" | "editing">>;

/** The commands with what they keep between each other: the clipboard, and the deleted cells. */
export class Editing {
  #clipboard: Cell | null = null;
  #deleted: readonly Deleted[] = [];

  /** The change that a command makes; null if it is none of these, or has nothing to change. */
  change(command: Command, { cells, selected }: NotebookState, caret: number): Change | null {
    switch (command) {
      case "insert-above":
        return insertCell(cells, selected, 0);
      case "insert-below":
        return insertCell(cells, selected, 1);
      case "insert-text":
        return { ...insertCell(cells, selected, 1, "markdown"), editing: true };
      case "delete":
        return this.#delete(cells, selected);
      case "undo":
        return this.#undo(cells);
      case "cut":
        this.#clipboard = cells[indexOf(cells, selected)]!;
        return this.#delete(cells, selected);
      case "copy":
        this.#clipboard = cells[indexOf(cells, selected)]!;
        return null;
      case "paste":
        return this.#clipboard ? pasteCell(cells, selected, this.#clipboard) : null;
      case "to-text":
        return changeKind(cells, selected, "markdown");
      case "to-code":
        return changeKind(cells, selected, "code");
      case "move-up":
        return moveCell(cells, selected, -1);
      case "move-down":
        return moveCell(cells, selected, 1);
      case "split":
        return splitCell(cells, selected, caret);
      case "merge":
        return mergeWithNext(cells, selected);
      case "select-previous":
        return { selected: neighbour(cells, selected, -1), editing: false };
      case "select-next":
        return { selected: neighbour(cells, selected, 1), editing: false };
      case "clear-outputs":
        return { cells: cells.map(cleared) };
      default:
        return null;
    }
  }

  #delete(cells: readonly Cell[], id: string): Edited {
    const at = indexOf(cells, id);
    this.#deleted = [...this.#deleted, { cell: cells[at]!, at }].slice(-MAX_DELETED);
    return deleteCell(cells, id);
  }

  #undo(cells: readonly Cell[]): Edited | null {
    const last = this.#deleted.at(-1);
    if (!last) return null;
    this.#deleted = this.#deleted.slice(0, -1);
    return restoreCell(cells, last.at, last.cell);
  }
}
