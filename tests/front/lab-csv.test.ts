// Parser of a pasted table of points.

import { parseTable } from "../../static/src/lab/parse-table.js";
import { assert, equal, test } from "../support/harness.js";
import { seededRandom } from "../support/seeded_random.js";

export { run } from "../support/harness.js";

const errors = (text: string): string[] => parseTable(text).errors.map(({ line, message }) => `${line}: ${message}`);

test("rows are read, with any of the separators", () => {
  const rows = [
    [0.5, -1.2, 1],
    [-0.3, 0.8, -1],
  ];
  for (const text of [
    "0.5,-1.2,1\n-0.3,0.8,-1",
    "0.5; -1.2; 1\r\n-0.3; .8; -1\r\n",
    "0.5\t-1.2\t1\n\n-3e-1\t0.8\t-1",
    "0.5 -1.2  1\n-0.3 0.8 -1",
    '"0.5","-1.2","1"\n-0.3,0.8,-1',
  ]) {
    const table = parseTable(text);
    equal([table.rows, table.errorCount], [rows, 0], text);
  }
});

test("labels of 0 and 1 are read as -1 and 1", () => {
  equal(parseTable("3,0\n4,1\n5,1.0").rows, [
    [3, -1],
    [4, 1],
    [5, 1],
  ]);
});

test("a header line is skipped", () => {
  const table = parseTable("x1,x2,label\n1,2,1\n");
  equal([table.rows, table.header], [[[1, 2, 1]], true]);
});

test("each invalid row is reported with its line, and the valid ones are read", () => {
  const text = "x1,x2,label\n1,2,1\n1,2,3\n\n1,two,1\n1,2\n1,,1\n5,6,-1\n1,2,0\n1,2,3,1";
  equal(errors(text), [
    "3: The label is 3. Labels are -1 and 1, or 0 and 1.",
    "5: “two” in column 2 is not a number.",
    "6: It has 2 columns, and the first row has 3.",
    "7: Column 2 is empty.",
    "9: The label is 0, and other rows have -1. Labels are -1 and 1, or 0 and 1.",
    "10: It has 4 columns, and the first row has 3.",
  ]);
  equal(parseTable(text).rows, [
    [1, 2, 1],
    [5, 6, -1],
  ]);
});

test("only decimal numbers are read, although JavaScript accepts more", () => {
  for (const cell of ["0x10", "Infinity", "NaN", "1_000", "1e999", "--1"])
    equal(parseTable(`${cell},2,1\n1,2,1`).errorCount, 1, cell);
});

test("too many columns, and too few, are reported", () => {
  equal(errors("1,2,3,4,5,6,7,8,9,1"), ["1: It has 9 inputs, and 8 are allowed."]);
  equal(errors("1"), ["1: A row needs a number and a label, such as 0.5, -1.2, 1."]);
});

test("ten thousand rows are read, one more is reported", () => {
  const row = "0.25,-0.75,1\n";
  equal(parseTable(row.repeat(10_000)).rows.length, 10_000);
  equal(errors(row.repeat(10_001)), ["10001: These are 10,001 rows, and 10,000 are allowed. Take some away."]);
});

test("of many errors the first twenty are listed, and all are counted", () => {
  const table = parseTable(`1,2,1\n${"a,2,1\n".repeat(300)}`);
  equal([table.errors.length, table.errorCount], [20, 300]);
});

test("a table that is written as text is read back unchanged", () => {
  const numbers = seededRandom(4);
  const any = (): number => (numbers.next().value! - 0.5) * 10 ** Math.floor(numbers.next().value! * 40 - 20);
  for (let turn = 0; turn < 100; turn += 1) {
    const rows = Array.from({ length: 1 + (turn % 7) }, () => [any(), any(), numbers.next().value! < 0.5 ? -1 : 1]);
    equal(parseTable([...rows, [0, 0, -1]].map((row) => row.join(", ")).join("\n")).rows, [...rows, [0, 0, -1]]);
  }
});

test("nonsense is rejected, and nothing is thrown", () => {
  for (const text of ["", "\n\n", ",,,", ";;;\n,,", "\u0000", "<script>", "=1+1"])
    assert(parseTable(text).rows.length === 0, JSON.stringify(text));
});
