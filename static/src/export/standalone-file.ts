// A standalone file made in the page: what it shows, put into the slots of the file that the build has left beside the bundle
// (static/build/standalone.mjs). web/standalone.py makes the same file without a browser.

import type { Drawn } from "../graph/drawing.js";
import { GraphPainter } from "../graph/graph-painter.js";
import { freshCopy } from "../graph/svg-import.js";
import { create } from "../lib/dom/svg.js";
import { allDigits } from "../lib/format.js";
import { altTextOf, titleOf } from "../trace/alt-text.js";
import type { Trace } from "../trace/contract.js";
import { stateAt } from "../trace/playback/snapshot.js";

const SKELETON = "standalone.html";
const SLOT = /\{\{([a-z]+)\}\}/g;
const UNSAFE: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export interface Filling {
  readonly drawn: Drawn;
  /** How many steps have been taken where it opens. */
  readonly step: number;
  /** The link to the playground. */
  readonly address: string;
}

/** Rejects where the bundle, of which this is a part, cannot be reached. */
export async function standaloneFile(filling: Filling): Promise<Blob> {
  const response = await fetch(new URL(SKELETON, import.meta.url));
  if (!response.ok) throw new Error(`${SKELETON} answered ${response.status}`);
  return new Blob([fill(await response.text(), filling)], { type: "text/html;charset=utf-8" });
}

export function fill(skeleton: string, { drawn, step, address }: Filling): string {
  const { boxes } = drawn.picture;
  const trace: Trace = { ...drawn.trace, boxes, dot: "" };
  const values: Readonly<Record<string, string>> = {
    title: escaped(titleOf(trace)),
    home: `<a class="open-link" href="${escaped(address)}" target="_blank" rel="noopener">Open in the playground</a>`,
    description: escaped(altTextOf(trace)),
    drawing: picture(drawn),
    program: escaped(trace.source.trimEnd()),
    rows: trace.nodes.map((node) => row(node.name, allDigits(node.data), allDigits(node.grad))).join("\n"),
    content: scriptJson({ step, trace }),
  };
  return skeleton.replace(SLOT, (slot, name: string) => values[name] ?? slot);
}

/** The drawing with the numbers of the end, without what the page has painted on it. */
function picture({ trace, picture: shown, drawing }: Drawn): string {
  const copy = freshCopy(drawing);
  const painter = new GraphPainter(trace, shown, copy);
  painter.paint(stateAt(trace, trace.steps.length), null, { pointed: null, selected: null });
  painter.clear();
  const { width, height } = copy;
  const svg = create("svg", { class: "graph", width, height, viewBox: `0 0 ${width} ${height}` });
  svg.append(copy.content);
  return svg.outerHTML;
}

function row(name: string, data: string, grad: string): string {
  return `<tr><th scope="row">${escaped(name)}</th><td class="number">${data}</td><td class="number">${grad}</td></tr>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => UNSAFE[sign]!);
}

/** JSON that may stand in a script element; the numbers that it lacks are written as the engine writes them. */
function scriptJson(content: unknown): string {
  const finite = (_: string, value: unknown): unknown =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  return JSON.stringify(content, finite).replace(
    /[<>&\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
