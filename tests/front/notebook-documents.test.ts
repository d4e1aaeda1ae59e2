// Notebook files: Jupyter's format and the percent format, in both directions, and files that are damaged.

import { type Cell, newCell, newDocument } from "../../static/src/notebook/document/cell.js";
import { FileError } from "../../static/src/notebook/document/file-error.js";
import { readIpynb, writeIpynb } from "../../static/src/notebook/document/ipynb.js";
import { readFile } from "../../static/src/notebook/document/open-file.js";
import { readPercent, writePercent } from "../../static/src/notebook/document/percent.js";
import { openFile } from "../../static/src/notebook/files/files.js";
import { assert, equal, test } from "../support/harness.js";

export { run } from "../support/harness.js";

const PICTURE = "iVBORw0KGgo=";

const CELLS: readonly Cell[] = [
  newCell("# Title\n\nSome *text* with $x^2$.", "markdown", "intro"),
  {
    ...newCell("x = 1\nx", "code", "first-cell_1"),
    count: 3,
    outputs: [
      { type: "stream", name: "stdout", text: "one\ntwo\n" },
      { type: "stream", name: "stderr", text: "warning" },
      { type: "display", data: { "text/plain": "<Figure>", "image/png": PICTURE } },
      { type: "display", data: { "text/plain": "G", "text/vnd.graphviz": "digraph {}\n" } },
      { type: "result", data: { "text/plain": "1", "application/json": { deep: [1, "two"] } } },
    ],
    metadata: { tags: ["keep"], collapsed: false },
  },
  newCell("", "code", "empty"),
  newCell("raw text", "raw", "raw"),
];

function fault(text: string): string {
  try {
    readIpynb(text, "n");
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
  throw new Error("It is read.");
}

test("a notebook is read back unchanged from its .ipynb file", () => {
  const written = newDocument("mine", CELLS, { kernelspec: { name: "python3" }, authors: [{ name: "A" }] });
  const read = readIpynb(writeIpynb(written), "mine");
  equal(read.cells, CELLS);
  equal(read.metadata["authors"], [{ name: "A" }]);
});

test("a .ipynb file is of nbformat 4.5: every cell has an id, and texts are lists of lines", () => {
  const json = JSON.parse(writeIpynb(newDocument("mine", CELLS)));
  equal([json.nbformat, json.nbformat_minor], [4, 5]);
  equal(json.cells[0], {
    cell_type: "markdown",
    id: "intro",
    metadata: {},
    source: ["# Title\n", "\n", "Some *text* with $x^2$."],
  });
  equal(json.cells[1].execution_count, 3);
  equal(json.cells[1].outputs[0], { output_type: "stream", name: "stdout", text: ["one\n", "two\n"] });
  equal(json.cells[1].outputs[4].execution_count, 3);
  equal(json.cells[2].outputs, []);
  equal(json.metadata.kernelspec.name, "python3");
});

test("an error keeps its type, its message and its lines as nbformat has them", () => {
  const error = {
    type: "ZeroDivisionError",
    message: "division by zero",
    traceback: [{ cell: "a", line: 2, function: "f", text: "return 1 / 0" }],
    hint: "",
  };
  const cell = { ...newCell("f()", "code", "a"), outputs: [{ type: "error" as const, error }] };
  const text = writeIpynb(newDocument("e", [cell]));
  const { ename, evalue, traceback } = JSON.parse(text).cells[0].outputs[0];
  equal([ename, evalue], ["ZeroDivisionError", "division by zero"]);
  equal(traceback, ["line 2, in f\n    return 1 / 0", "ZeroDivisionError: division by zero"]);
  const again = writeIpynb(readIpynb(text, "e"));
  equal(JSON.parse(again).cells[0].outputs[0].traceback.join("\n"), traceback.join("\n"));
});

test("cells without ids, with one id twice or with a bad one get ids of their own", () => {
  const cells = [{ id: "a" }, { id: "a" }, { id: "no spaces" }, {}].map((each) => ({
    ...each,
    cell_type: "code",
    source: "",
    outputs: [],
  }));
  const { cells: read } = readIpynb(JSON.stringify({ nbformat: 4, nbformat_minor: 4, cells }), "n");
  equal(read[0]!.id, "a");
  equal(new Set(read.map(({ id }) => id)).size, 4);
  assert(
    read.every(({ id }) => /^[\w-]{1,64}$/.test(id)),
    "an id is not nbformat's",
  );
});

test("colours of a terminal and a progress bar's earlier states are left out of outputs", () => {
  const outputs = [{ output_type: "stream", name: "stdout", text: ["\u001b[31mred\u001b[0m\n", "10%\r100%\n"] }];
  const cells = [{ cell_type: "code", source: "", outputs }];
  const { cells: read } = readIpynb(JSON.stringify({ nbformat: 4, cells }), "n");
  equal(read[0]!.outputs, [{ type: "stream", name: "stdout", text: "red\n100%\n" }]);
});

test("a damaged file is refused with what is wrong with it", () => {
  const whole = writeIpynb(newDocument("mine", CELLS));
  const half = fault(whole.slice(0, whole.length / 2));
  assert(half.startsWith("It is not JSON, or it is cut off: "), half);
  equal(fault("[]"), "It is JSON, but no notebook: that is an object with cells.");
  equal(fault("{}"), "It is JSON, but no notebook: it has no nbformat.");
  equal(fault('{"nbformat": 3}').slice(0, 20), "It is of nbformat 3,");
  equal(fault('{"nbformat": 4}'), "It is a notebook without a list of cells.");
  equal(fault('{"nbformat": 4, "cells": [7]}'), "Its cell 1 is no object.");
});

test("a cell of an unknown kind does not keep the file from opening: its text is kept", () => {
  const { cells } = readIpynb('{"nbformat": 4, "cells": [{"cell_type": "sql", "source": "SELECT 1"}]}', "n");
  equal([cells[0]!.kind, cells[0]!.source], ["raw", "SELECT 1"]);
});

test("what a file says of a damaged output is left out, and its cell stays", () => {
  const outputs = [7, { output_type: "other" }, { output_type: "stream" }, { output_type: "execute_result", data: 3 }];
  const cells = [{ cell_type: "code", source: 5, execution_count: "x", outputs, metadata: null }];
  const { cells: read } = readIpynb(JSON.stringify({ nbformat: 4, cells }), "n");
  equal(read[0]!.source, "");
  equal(read[0]!.outputs, [
    { type: "stream", name: "stdout", text: "" },
    { type: "result", data: {} },
  ]);
});

test("a file that cannot be opened is named, and the notebook is said to be unchanged", async () => {
  const opened = await openFile(new File(["{"], "broken.ipynb"));
  if (opened.ok) throw new Error("It is opened.");
  assert(opened.message.startsWith("broken.ipynb cannot be opened. It is not JSON"), opened.message);
  assert(opened.message.endsWith("Your notebook is unchanged."), opened.message);
  const binary = await openFile(new File([new Uint8Array([255, 254, 0])], "picture.py"));
  assert(!binary.ok && binary.message.includes("not a text"), "it is opened");
});

test("text and code are read back unchanged from their .py file", () => {
  const cells = CELLS.filter(({ kind }) => kind !== "raw");
  const text = writePercent(newDocument("mine", cells));
  equal(
    readPercent(text, "mine").cells.map(({ kind, source }) => [kind, source]),
    cells.map(({ kind, source }) => [kind, source]),
  );
});

test("a .py file has the cells as Jupytext and VS Code write them", () => {
  const text = writePercent(newDocument("mine", CELLS.slice(0, 2)));
  equal(text, "# %% [markdown]\n# # Title\n#\n# Some *text* with $x^2$.\n\n# %%\nx = 1\nx\n");
});

test("a plain Python file is one cell, and a header of Jupytext is none", () => {
  equal(
    readPercent("import math\nprint(1)\n", "p").cells.map(({ source }) => source),
    ["import math\nprint(1)"],
  );
  const text = '# ---\n# jupyter: {}\n# ---\n\n# %% [markdown]\n"""\nText\n"""\n\n#%% setup\nx = 1\n';
  equal(
    readPercent(text, "p").cells.map(({ kind, source }) => [kind, source]),
    [
      ["markdown", "Text"],
      ["code", "x = 1"],
    ],
  );
});

test("a file is read by its name, and by its content where the name says nothing", () => {
  const json = writeIpynb(newDocument("mine", CELLS));
  equal(readFile(json, "folder/mine.ipynb").name, "mine");
  equal(readFile(json, "mine.json").cells.length, 4);
  equal(readFile("x = {}\n", "mine.py").cells.length, 1);
  equal(readFile("", "empty.py").cells.length, 1);
});
