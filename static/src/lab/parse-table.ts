// Parser of a pasted table of points: one row on each line, its inputs, then the label. Reports each row that it cannot
// read.

import { pluralize } from "../lib/format.js";
import { LIMITS, type Row } from "./settings/settings.js";

export interface RowError {
  /** Line number in the text, from 1. */
  readonly line: number;
  readonly message: string;
}

export interface Table {
  readonly rows: readonly Row[];
  /** The first errors, in order; `errorCount` is the number of all. */
  readonly errors: readonly RowError[];
  readonly errorCount: number;
  /** Whether the first line names the columns. */
  readonly header: boolean;
}

const MAX_ERRORS = 20;
const LABEL_RULE = "Labels are -1 and 1, or 0 and 1";

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Cells are separated by commas, semicolons, tabs or spaces. */
export function parseTable(text: string): Table {
  const lines = splitLines(text);
  const first = lines[0];
  const header = first?.cells.every((cell) => Number.isNaN(parseNumber(cell))) ?? false;
  const body = header ? lines.slice(1) : lines;
  const errors: RowError[] = [];
  let errorCount = 0;
  const addError = (line: number, message: string): void => {
    errorCount += 1;
    if (errors.length < MAX_ERRORS) errors.push({ line, message });
  };
  if (body.length > LIMITS.rows) {
    const allowed = LIMITS.rows.toLocaleString("en");
    const message = `These are ${pluralize(body.length, "row")}, and ${allowed} are allowed. Take some away.`;
    addError(body[LIMITS.rows]!.line, message);
    return { rows: [], errors, errorCount, header };
  }
  const width = body[0]?.cells.length ?? 0;
  const zeros = !body.some(({ cells }) => parseNumber(cells.at(-1)!) === -1);
  const rows: Row[] = [];
  for (const { line, cells } of body) {
    const row = parseRow(cells, width, zeros);
    if (typeof row === "string") addError(line, row);
    else rows.push(row);
  }
  return { rows, errors, errorCount, header };
}

function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  text.split(/\r\n|\r|\n/).forEach((line, i) => {
    const trimmed = line.trim();
    if (trimmed !== "") lines.push({ line: i + 1, cells: splitCells(trimmed) });
  });
  return lines;
}

function splitCells(line: string): string[] {
  const separator = [";", "\t", ","].find((each) => line.includes(each));
  return (separator === undefined ? line.split(/\s+/) : line.split(separator)).map((cell) =>
    cell.trim().replace(/^"(.*)"$/, "$1"),
  );
}

/** The row, or the error message. A label of 0 is read as -1 if `zeros`: no row of the table has -1. */
function parseRow(cells: readonly string[], width: number, zeros: boolean): Row | string {
  if (cells.length !== width) return `It has ${pluralize(cells.length, "column")}, and the first row has ${width}.`;
  if (width < 2) return "A row needs a number and a label, such as 0.5, -1.2, 1.";
  if (width > LIMITS.inputs + 1) return `It has ${width - 1} inputs, and ${LIMITS.inputs} are allowed.`;
  const numbers = cells.map(parseNumber);
  const invalid = numbers.findIndex((value) => !Number.isFinite(value));
  if (invalid >= 0)
    return cells[invalid] === ""
      ? `Column ${invalid + 1} is empty.`
      : `“${truncated(cells[invalid]!)}” in column ${invalid + 1} is not a number.`;
  const label = numbers.at(-1)!;
  if (label === 1 || label === -1) return numbers;
  if (label === 0 && zeros) return numbers.with(-1, -1);
  return label === 0
    ? `The label is 0, and other rows have -1. ${LABEL_RULE}.`
    : `The label is ${truncated(cells.at(-1)!)}. ${LABEL_RULE}.`;
}

/** NaN unless the cell is a decimal number; stricter than Number(), which accepts hexadecimal and Infinity. */
function parseNumber(cell: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : NaN;
}

function truncated(cell: string): string {
  return cell.length > 24 ? `${cell.slice(0, 24)}…` : cell;
}
