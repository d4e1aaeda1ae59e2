// Sanitizing import of Graphviz's SVG: it is parsed and copied through an allow-list into new elements. Only listed
// elements and attributes enter the page; styles come from the style sheet alone. No other module inserts Graphviz
// output.

import { SVG_NAMESPACE } from "../lib/dom/svg.js";
import type { Rect } from "../lib/rect.js";

/** The cell of a number. */
export interface DrawnCell {
  readonly outline: SVGPolygonElement;
  readonly number: SVGTextElement;
  readonly rect: Rect;
}

export interface DrawnBox {
  readonly group: SVGGElement;
  readonly name: SVGTextElement;
  readonly data: DrawnCell;
  readonly grad: DrawnCell;
  readonly rect: Rect;
}

export interface GraphDrawing {
  readonly content: SVGGElement;
  /** Offset from the content's coordinates to the drawing's: its upper left corner is at (-x, -y) of the content. */
  readonly origin: { readonly x: number; readonly y: number };
  readonly width: number;
  readonly height: number;
  /** Height of the smallest text, in the drawing's units. */
  readonly smallestText: number;
  /** By id: n{i} for a value, g{i} for a folded box. */
  readonly boxes: ReadonlyMap<string, DrawnBox>;
  /** By id: op{i}, for operators drawn outside their value's box. */
  readonly operators: ReadonlyMap<string, SVGGElement>;
  /** By id: e{i}_{k} from an operand, e{i} from an operator to its value, e_{from}_{to} if one end is a folded box. */
  readonly edges: ReadonlyMap<string, SVGGElement>;
}

export class DrawingError extends Error {
  override readonly name = "DrawingError";
}

const NUMBER = /^-?\d+(\.\d+)?$/;
const POINTS = /^[-\d., ]*$/;
const PATH = /^[-\d., MCL]*$/;
const TRANSFORM = /^scale\([-\d. ]+\) rotate\([-\d. ]+\) translate\([-\d. ]+\)$/;
const ID = /^(?:graph0|[ng]\d+|op\d+|e\d+(?:_\d+)?|e(?:_[ng]\d+){2})$/;
const CLASS = /^(?:graph|(?:node|edge)(?: (?:up|down|flow)-[1-5])?)$/;
const ANCHOR = /^(?:start|middle|end)$/;

/** The allowed elements and their attributes, with the pattern that each value must match. */
export const SHAPES = {
  g: { id: ID, class: CLASS, transform: TRANSFORM },
  polygon: { points: POINTS },
  path: { d: PATH },
  ellipse: { cx: NUMBER, cy: NUMBER, rx: NUMBER, ry: NUMBER },
  text: { x: NUMBER, y: NUMBER, "text-anchor": ANCHOR, "font-size": NUMBER },
} as const;

type Allowed = Readonly<Record<string, Readonly<Record<string, RegExp>>>>;

/**
 * The drawing in `svg`; throws a DrawingError if it is not Graphviz output. The HTML parser of DOMParser, which runs no
 * scripts either, takes a third of the time of its XML parser.
 */
export function importSvg(svg: string): GraphDrawing {
  const parsed = new DOMParser().parseFromString(svg, "text/html").querySelector("svg");
  const [, , width = NaN, height = NaN] = (parsed?.getAttribute("viewBox") ?? "").split(" ").map(Number);
  const source = [...(parsed?.children ?? [])].find((child) => child.localName === "g");
  const content = source && copyAllowed(source, SHAPES);
  if (!/<\/svg>\s*$/.test(svg) || !(width > 0 && height > 0) || !(content instanceof SVGGElement)) {
    throw new DrawingError("The drawing is not an SVG that Graphviz made.");
  }
  return {
    content,
    origin: origin(content),
    width,
    height,
    smallestText: smallestText(content),
    ...indexElements(content),
  };
}

/** A copy of a drawing without the elements and classes added since its import. */
export function freshCopy({ content, origin, width, height, smallestText }: GraphDrawing): GraphDrawing {
  const bare = content.cloneNode(true) as SVGGElement;
  // Graphviz gives every group an id, and puts no text directly into the graph's group.
  for (const added of bare.querySelectorAll("g:not([id]), :scope > text")) added.remove();
  const fresh = copyAllowed(bare, SHAPES) as SVGGElement;
  return { content: fresh, origin, width, height, smallestText, ...indexElements(fresh) };
}

/** A copy of the element with what the table allows; null if it does not allow the element itself. */
export function copyAllowed(element: Element, allowed: Allowed): SVGElement | null {
  const attributes = element.namespaceURI === SVG_NAMESPACE ? allowed[element.localName] : undefined;
  if (!attributes) return null;
  const copied = document.createElementNS(SVG_NAMESPACE, element.localName) as SVGElement;
  for (const [name, pattern] of Object.entries(attributes)) {
    const value = element.getAttribute(name);
    if (value !== null && pattern.test(value)) copied.setAttribute(name, value);
  }
  if (element.localName === "text") copied.textContent = element.textContent;
  else
    copied.append(
      ...[...element.children].map((child) => copyAllowed(child, allowed)).filter((child) => child !== null),
    );
  return copied;
}

function origin(content: SVGGElement): GraphDrawing["origin"] {
  const [, x = 0, y = 0] = /translate\((\S+) (\S+)\)/.exec(content.getAttribute("transform") ?? "")?.map(Number) ?? [];
  return { x, y };
}

function smallestText(content: SVGGElement): number {
  const sizes = [...content.querySelectorAll("text")].map((text) => Number(text.getAttribute("font-size")));
  return Math.min(...sizes.filter((size) => size > 0));
}

function indexElements(content: SVGGElement): Pick<GraphDrawing, "boxes" | "operators" | "edges"> {
  const boxes = new Map<string, DrawnBox>();
  const operators = new Map<string, SVGGElement>();
  const edges = new Map<string, SVGGElement>();
  for (const group of content.querySelectorAll<SVGGElement>("g[id]")) {
    if (group.id.startsWith("op")) operators.set(group.id, group);
    else if (group.id.startsWith("e")) edges.set(group.id, group);
    else boxes.set(group.id, readBox(group));
  }
  // Straight edges may cross boxes, so they are drawn behind them.
  content.prepend(...edges.values());
  return { boxes, operators, edges };
}

/**
 * A box: the outlines of its three cells, and its five texts: name, then label and number of data and of grad. Numbers
 * and cells get ids, and texts are centred, so that a number of another length stays in the middle. Throws a
 * DrawingError if the box has other fields.
 */
function readBox(group: SVGGElement): DrawnBox {
  const outlines = [...group.querySelectorAll("polygon")];
  const texts = [...group.querySelectorAll("text")];
  if (outlines.length !== 3 || texts.length !== 5) {
    throw new DrawingError(
      `The box ${group.id} has ${texts.length} texts in ${outlines.length} cells instead of 5 in 3.`,
    );
  }
  const [rect, dataRect, gradRect] = outlines.map(rectOf) as [Rect, Rect, Rect];
  const [name, dataLabel, data, gradLabel, grad] = texts as Fields;
  centre([name], rect);
  centre([dataLabel, data], dataRect);
  centre([gradLabel, grad], gradRect);
  name.id = `${group.id}_name`;
  data.id = `${group.id}_data`;
  grad.id = `${group.id}_grad`;
  return {
    group,
    name,
    data: { outline: outlines[1]!, number: data, rect: dataRect },
    grad: { outline: outlines[2]!, number: grad, rect: gradRect },
    rect: { ...rect, height: dataRect.y + dataRect.height - rect.y },
  };
}

type Fields = [
  name: SVGTextElement,
  dataLabel: SVGTextElement,
  data: SVGTextElement,
  gradLabel: SVGTextElement,
  grad: SVGTextElement,
];

function centre(texts: readonly SVGTextElement[], cell: Rect): void {
  for (const text of texts) {
    text.setAttribute("text-anchor", "middle");
    text.setAttribute("x", String(cell.x + cell.width / 2));
  }
}

function rectOf(outline: SVGPolygonElement): Rect {
  const points = outline.getAttribute("points")?.trim().split(" ") ?? [];
  const xs = points.map((point) => Number(point.split(",")[0]));
  const ys = points.map((point) => Number(point.split(",")[1]));
  const x = Math.min(...xs);
  const y = Math.min(...ys);
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
