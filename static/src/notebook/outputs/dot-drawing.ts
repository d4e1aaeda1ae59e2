// Sanitizing import of a drawing that Graphviz made of a reader's own DOT: shapes and texts without colours and links.

import { copyAllowed, SHAPES } from "../../graph/svg-import.js";
import { SVG_NAMESPACE } from "../../lib/dom/svg.js";
import { pluralize } from "../../lib/format.js";

export interface DotDrawing {
  readonly svg: SVGSVGElement;
  /** Text alternative: how large the graph is, and the first of its texts. */
  readonly description: string;
}

/** Texts that the description names. */
const MAX_NAMED = 12;
/** CSS pixels of a point of Graphviz. */
const SCALE = 4 / 3;
const CLASS = /^(?:node|edge|cluster)$/;

/** The beginning of a graph: perhaps a name, and its brace. */
const HEAD = /^\s*(?:strict\s+)?(?:di)?graph\b(?:\s*"(?:[^"\\]|\\.)*"|[^{"]*)\s*\{/i;
const FONT = 'graph [fontname="Courier"] node [fontname="Courier"] edge [fontname="Courier"]';

/** The text with the page's font as its default, so that Graphviz makes boxes as wide as the texts will be. */
export function withFont(dot: string): string {
  return dot.replace(HEAD, (head) => `${head} ${FONT} `);
}

const ALLOWED = {
  ...SHAPES,
  g: { class: CLASS, transform: SHAPES.g.transform },
  polyline: SHAPES.polygon,
};

/** Null if the text is no drawing. */
export function importDotDrawing(text: string): DotDrawing | null {
  const parsed = new DOMParser().parseFromString(text, "text/html").querySelector("svg");
  const [, , width = NaN, height = NaN] = (parsed?.getAttribute("viewBox") ?? "").split(" ").map(Number);
  const source = [...(parsed?.children ?? [])].find((child) => child.localName === "g");
  const content = source && copyAllowed(source, ALLOWED);
  if (!content || !(width > 0 && height > 0)) return null;
  // The first polygon is the drawing's background.
  content.querySelector(":scope > polygon")?.remove();
  const svg = document.createElementNS(SVG_NAMESPACE, "svg");
  svg.setAttribute("class", "dot-drawing");
  svg.setAttribute("aria-hidden", "true"); // the frame around it has its description
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.style.setProperty("--natural", `${Math.round(width * SCALE)}px`);
  svg.append(content);
  return { svg, description: describe(content) };
}

function describe(content: Element): string {
  const count = (name: string): number => content.querySelectorAll(`g.${name}`).length;
  const size = `${pluralize(count("node"), "node")} and ${pluralize(count("edge"), "edge")}`;
  const texts = [...content.querySelectorAll("text")].map(({ textContent }) => textContent?.trim() ?? "");
  const named = texts.filter((text) => text !== "");
  const more = named.length > MAX_NAMED ? " …" : "";
  return `Graph of ${size}: ${named.slice(0, MAX_NAMED).join("; ")}${more}`;
}
