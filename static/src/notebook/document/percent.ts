// Python files in the percent format: cells begin with "# %%", text cells with "# %% [markdown]", as Jupytext, VS Code
// and Spyder have it. Outputs are not a part of it.

import { type Cell, type CellKind, type NotebookDocument, newCell, newDocument } from "./cell.js";

const MARKER = /^# ?%%(?:[^\S\n](.*))?$/;
const KIND = /\[(markdown|md|raw)\]/;
/** The notebook's own lines on a cell's first line, such as Jupytext's header, are between these. */
const HEADER_FENCE = /^# ---\s*$/;

export function readPercent(text: string, name: string): NotebookDocument {
  const all = withoutHeader(
    text
      .replace(/\r\n?/g, "\n")
      .replace(/^\ufeff/, "")
      .split("\n"),
  );
  const cells: Cell[] = [];
  let kind: CellKind = "code";
  let collected: string[] = [];
  const finish = (started: boolean): void => {
    const source = trimmed(collected).join("\n");
    if (started || source !== "") cells.push(newCell(kind === "code" ? source : uncommented(source), kind));
  };
  let started = false;
  for (const line of all) {
    const marker = MARKER.exec(line);
    if (!marker) {
      collected.push(line);
      continue;
    }
    finish(started);
    started = true;
    collected = [];
    const word = KIND.exec(marker[1] ?? "")?.[1];
    kind = word === "raw" ? "raw" : word ? "markdown" : "code";
  }
  finish(started);
  return newDocument(name, cells);
}

/** Jupytext's header, which is YAML in comments, is no cell. */
function withoutHeader(all: readonly string[]): readonly string[] {
  if (!HEADER_FENCE.test(all[0] ?? "")) return all;
  const end = all.findIndex((line, i) => i > 0 && HEADER_FENCE.test(line));
  return end > 0 ? all.slice(end + 1) : all;
}

/** Without the empty lines around it. */
function trimmed(all: readonly string[]): readonly string[] {
  const first = all.findIndex((line) => line.trim() !== "");
  const last = all.findLastIndex((line) => line.trim() !== "");
  return first < 0 ? [] : all.slice(first, last + 1);
}

/** Text is in comments, or in a string of three quotes. */
function uncommented(source: string): string {
  const quoted = /^(?:r|)("""|''')\n?([^]*?)\n?\1$/.exec(source);
  if (quoted) return quoted[2]!;
  return source
    .split("\n")
    .map((line) => line.replace(/^# ?/, ""))
    .join("\n");
}

export function writePercent({ cells }: NotebookDocument): string {
  return `${cells.map(writeCell).join("\n\n")}\n`;
}

function writeCell({ kind, source }: Cell): string {
  if (kind === "code") return joined("# %%", source);
  const commented = source
    .split("\n")
    .map((line) => (line === "" ? "#" : `# ${line}`))
    .join("\n");
  return joined(`# %% [${kind}]`, source === "" ? "" : commented);
}

function joined(marker: string, body: string): string {
  return body === "" ? marker : `${marker}\n${body}`;
}
