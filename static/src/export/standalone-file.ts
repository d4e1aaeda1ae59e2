// Standalone file made in the browser: fills the placeholders of the template that the build leaves beside the bundle
// (static/build/standalone.mjs). web/cli/standalone.py makes the same file without a browser.

import type { LaidOutGraph } from "../graph/drawing.js";
import { GraphPainter } from "../graph/graph-painter.js";
import { freshCopy } from "../graph/svg-import.js";
import { createSvg } from "../lib/dom/svg.js";
import { allDigits } from "../lib/format.js";
import { altTextOf, traceTitle } from "../trace/alt-text.js";
import type { Trace } from "../trace/contract.js";
import { stateAt } from "../trace/playback/snapshot.js";

const TEMPLATE = "standalone.html";
const PLACEHOLDER = /\{\{([a-z]+)\}\}/g;
const HTML_ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

export interface StandaloneContent {
  readonly graph: LaidOutGraph;
  /** The position at which the file opens. */
  readonly step: number;
  /** The link to the playground. */
  readonly link: string;
}

/** Fetches the template beside this bundle; rejects if that fails. */
export async function standaloneFile(content: StandaloneContent): Promise<Blob> {
  const response = await fetch(new URL(TEMPLATE, import.meta.url));
  if (!response.ok) throw new Error(`${TEMPLATE} answered ${response.status}`);
  return new Blob([fillTemplate(await response.text(), content)], { type: "text/html;charset=utf-8" });
}

function fillTemplate(template: string, { graph, step, link }: StandaloneContent): string {
  const { boxes } = graph.picture;
  const trace: Trace = { ...graph.trace, boxes, dot: "" };
  const values: Readonly<Record<string, string>> = {
    title: escapeHtml(traceTitle(trace)),
    home: `<a class="open-link" href="${escapeHtml(link)}" target="_blank" rel="noopener">Open in the playground</a>`,
    description: escapeHtml(altTextOf(trace)),
    drawing: drawingSvg(graph),
    program: escapeHtml(trace.source.trimEnd()),
    rows: trace.nodes.map((node) => valueRow(node.name, allDigits(node.data), allDigits(node.grad))).join("\n"),
    content: scriptJson({ step, trace }),
  };
  return template.replace(PLACEHOLDER, (placeholder, name: string) => values[name] ?? placeholder);
}

/** The drawing with the final numbers, without the classes and badges that the page paints. */
function drawingSvg({ trace, picture, drawing }: LaidOutGraph): string {
  const copy = freshCopy(drawing);
  const painter = new GraphPainter(trace, picture, copy);
  painter.paint(stateAt(trace, trace.steps.length), null, { pointed: null, selected: null });
  painter.clear();
  const { width, height } = copy;
  const svg = createSvg("svg", { class: "graph", width, height, viewBox: `0 0 ${width} ${height}` });
  svg.append(copy.content);
  return svg.outerHTML;
}

function valueRow(name: string, data: string, grad: string): string {
  const cells = `<td class="number">${data}</td><td class="number">${grad}</td>`;
  return `<tr><th scope="row">${escapeHtml(name)}</th>${cells}</tr>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => HTML_ENTITIES[character]!);
}

/** JSON safe inside a script element; NaN and the infinities become strings, as the engine writes them. */
function scriptJson(content: unknown): string {
  const finite = (_: string, value: unknown): unknown =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  return JSON.stringify(content, finite).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
