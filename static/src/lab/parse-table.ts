// Points out of a pasted table: one row a line, its numbers, and last the label. Every row that cannot be read is named.

import { counted } from "../lib/format.js";
import { LIMITS, type Row } from "./settings/settings.js";

export interface RowError {
  /** The line in the text, from 1. */
  readonly line: number;
  readonly words: string;
}

export interface Table {
  readonly rows: readonly Row[];
  /** The first ones, in order. */
  readonly errors: readonly RowError[];
  /** How many lines are wrong in all. */
  readonly wrong: number;
  /** Whether the first line names the columns. */
  readonly header: boolean;
}

const MOST_ERRORS = 20;
const LABELS = "Labels are -1 and 1, or 0 and 1";

interface Line {
  readonly line: number;
  readonly cells: readonly string[];
}

/** Cells are parted by commas, semicolons, tabs or spaces. */
export function readTable(text: string): Table {
  const lines = linesOf(text);
  const first = lines[0];
  const header = first?.cells.every((cell) => Number.isNaN(numberIn(cell))) ?? false;
  const body = header ? lines.slice(1) : lines;
  const found: RowError[] = [];
  let wrong = 0;
  const refuse = (line: number, words: string): void => {
    wrong += 1;
    if (found.length < MOST_ERRORS) found.push({ line, words });
  };
  if (body.length > LIMITS.rows) {
    refuse(
      body[LIMITS.rows]!.line,
      `These are ${counted(body.length, "row")}, and ${LIMITS.rows.toLocaleString("en")} are allowed. Take some away.`,
    );
    return { rows: [], errors: found, wrong, header };
  }
  const width = body[0]?.cells.length ?? 0;
  const zeros = !body.some(({ cells }) => numberIn(cells.at(-1)!) === -1);
  const rows: Row[] = [];
  for (const { line, cells } of body) {
    const row = rowOf(cells, width, zeros);
    if (typeof row === "string") refuse(line, row);
    else rows.push(row);
  }
  return { rows, errors: found, wrong, header };
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  text.split(/\r\n|\r|\n/).forEach((written, i) => {
    const trimmed = written.trim();
    if (trimmed !== "") lines.push({ line: i + 1, cells: cellsOf(trimmed) });
  });
  return lines;
}

function cellsOf(line: string): string[] {
  const sign = [";", "\t", ","].find((each) => line.includes(each));
  return (sign === undefined ? line.split(/\s+/) : line.split(sign)).map((cell) =>
    cell.trim().replace(/^"(.*)"$/, "$1"),
  );
}

/** The row, or what is wrong with it. */
function rowOf(cells: readonly string[], width: number, zeros: boolean): Row | string {
  if (cells.length !== width) return `It has ${counted(cells.length, "column")}, and the first row has ${width}.`;
  if (width < 2) return "A row needs a number and a label, such as 0.5, -1.2, 1.";
  if (width > LIMITS.inputs + 1) return `It has ${width - 1} inputs, and ${LIMITS.inputs} are allowed.`;
  const numbers = cells.map(numberIn);
  const odd = numbers.findIndex((value) => !Number.isFinite(value));
  if (odd >= 0)
    return cells[odd] === ""
      ? `Column ${odd + 1} is empty.`
      : `“${shortened(cells[odd]!)}” in column ${odd + 1} is not a number.`;
  const label = numbers.at(-1)!;
  if (label === 1 || label === -1) return numbers;
  if (label === 0 && zeros) return numbers.with(-1, -1);
  return label === 0
    ? `The label is 0, and other rows have -1. ${LABELS}.`
    : `The label is ${shortened(cells.at(-1)!)}. ${LABELS}.`;
}

/** NaN for what is no number: also for the words that JavaScript would take. */
function numberIn(cell: string): number {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(cell) ? Number(cell) : NaN;
}

function shortened(cell: string): string {
  return cell.length > 24 ? `${cell.slice(0, 24)}…` : cell;
}
