// The list of cells: inserting, deleting, splitting, merging, moving, pasting; and the link to it.

import { type Cell, newCell } from "../../static/src/notebook/document/cell.js";
import {
  changeKind,
  deleteCell,
  insertCell,
  mergeWithNext,
  moveCell,
  pasteCell,
  splitCell,
} from "../../static/src/notebook/document/operations.js";
import { Editing } from "../../static/src/notebook/editing.js";
import { decodeNotebook, encodeNotebook } from "../../static/src/notebook/link-state.js";
import { INITIAL } from "../../static/src/notebook/state.js";
import { assert, equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

const [A, B, C] = ["a", "b", "c"].map((id) => newCell(`${id} = 1`, "code", id)) as [Cell, Cell, Cell];
const ALL = [A, B, C];
const ids = (cells: readonly Cell[]): string => cells.map(({ id }) => id).join("");

test("a cell is inserted above or below, and selected", () => {
  const above = insertCell(ALL, "b", 0);
  equal(above.cells.indexOf(B), 2);
  equal(above.selected, above.cells[1]!.id);
  equal(insertCell(ALL, "c", 1).cells.length, 4);
});

test("the cell behind a deleted one is selected, and the last one leaves an empty cell", () => {
  equal(deleteCell(ALL, "b"), { cells: [A, C], selected: "c" });
  equal(deleteCell(ALL, "c").selected, "b");
  const last = deleteCell([A], "a");
  equal([last.cells.length, last.cells[0]!.source], [1, ""]);
});

test("deleted cells come back in their place, the last one first", () => {
  const editing = new Editing();
  const state = { ...INITIAL, cells: ALL, selected: "a" };
  const without = editing.change("delete", state, 0)!;
  const rest = editing.change("delete", { ...state, ...without }, 0)!;
  equal(ids(rest.cells!), "c");
  const back = editing.change("undo", { ...state, ...rest }, 0)!;
  const all = editing.change("undo", { ...state, ...back }, 0)!;
  equal(ids(all.cells!), "abc");
  equal(editing.change("undo", { ...state, ...all }, 0), null);
});

test("a copy that is pasted has an id of its own; a cut cell keeps its id", () => {
  const copied = pasteCell(ALL, "c", A);
  equal(copied.cells[3]!.source, A.source);
  assert(copied.cells[3]!.id !== "a", "two cells have one id");
  equal(ids(pasteCell([B, C], "b", A).cells), "bac");
});

test("a cell moves up and down, and stays at the ends", () => {
  equal(ids(moveCell(ALL, "b", -1).cells), "bac");
  equal(ids(moveCell(ALL, "b", 1).cells), "acb");
  equal(ids(moveCell(ALL, "c", 1).cells), "abc");
});

test("a cell is split at the caret, and its outputs stay with its end", () => {
  const cell: Cell = { ...newCell("one\ntwo", "code", "x"), outputs: [{ type: "stream", name: "stdout", text: "2" }] };
  const { cells, selected } = splitCell([cell], "x", 4);
  equal(
    cells.map(({ source, outputs }) => [source, outputs.length]),
    [
      ["one", 0],
      ["two", 1],
    ],
  );
  equal(selected, "x");
});

test("two cells are merged with a line between them; the last one has none below it", () => {
  const merged = mergeWithNext(ALL, "a")!;
  equal(ids(merged.cells), "ac");
  equal(merged.cells[0]!.source, "a = 1\nb = 1");
  equal(mergeWithNext(ALL, "c"), null);
});

test("a cell that becomes text loses its outputs and keeps its source", () => {
  const cell: Cell = { ...A, outputs: [{ type: "stream", name: "stdout", text: "1" }], count: 4 };
  const [text] = changeKind([cell], "a", "markdown").cells;
  equal([text!.kind, text!.source, text!.outputs.length, text!.count], ["markdown", "a = 1", 0, null]);
});

test("a link holds the kind and the text of each cell, and no outputs", async () => {
  const cells = [
    newCell("# T", "markdown"),
    { ...A, count: 7, outputs: [{ type: "stream" as const, name: "stdout" as const, text: "1" }] },
  ];
  const decoded = await decodeNotebook((await encodeNotebook("mine", cells))!);
  if (!decoded.ok) throw new Error(decoded.message);
  equal(decoded.document.name, "mine");
  equal(
    decoded.document.cells.map(({ kind, source, outputs, count }) => [kind, source, outputs.length, count]),
    [
      ["markdown", "# T", 0, null],
      ["code", "a = 1", 0, null],
    ],
  );
});

test("a notebook that is too large has no link, and a damaged link is refused", async () => {
  equal(await encodeNotebook("large", [newCell("x".repeat(70_000))]), null);
  const damaged = await decodeNotebook("1.abc");
  assert(!damaged.ok && damaged.message.startsWith("This link cannot be read: "), "it is read");
});
