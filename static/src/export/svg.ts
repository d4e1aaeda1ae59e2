// Self-contained SVG of a painted graph: the computed styles become presentation attributes.

import { createSvg, SVG_NAMESPACE } from "../lib/dom/svg.js";
import type { OffscreenGraph } from "./offscreen-graph.js";

/** Exported style properties of shapes, with their initial values, which are left out. */
const SHAPE_STYLES: Readonly<Record<string, string>> = {
  fill: "",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-dasharray": "none",
};
const TEXT_STYLES: Readonly<Record<string, string>> = {
  ...SHAPE_STYLES,
  "paint-order": "normal",
  "font-family": "",
  "font-size": "",
  "font-weight": "400",
};
const EXPORTED_STYLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  polygon: SHAPE_STYLES,
  path: SHAPE_STYLES,
  ellipse: SHAPE_STYLES,
  rect: SHAPE_STYLES,
  text: TEXT_STYLES,
};
/** Attributes that are copied unchanged; ids and classes have a meaning in the page only. */
const COPIED_ATTRIBUTES = [
  "transform",
  "points",
  "d",
  "cx",
  "cy",
  "rx",
  "ry",
  "x",
  "y",
  "width",
  "height",
  "text-anchor",
];

type Attributes = readonly (readonly [name: string, value: string])[];

/**
 * Cache of computed styles, with one entry for all elements that the style sheet (graph.css) cannot distinguish. Its
 * selectors use element names, the classes of an element and of its two ancestors, the place of a
 * cell or text in its box, and the phase.
 */
export class ComputedStyles {
  readonly #cache = new Map<string, Attributes | null>();

  /** Null if the element is invisible. */
  of(element: Element, phase: string): Attributes | null {
    const parent = element.parentElement;
    const key = [
      phase,
      element.localName,
      element.getAttribute("class"),
      parent?.matches(".node") && [...parent.children].indexOf(element),
      element.getAttribute("font-size"),
      parent?.getAttribute("class"),
      parent?.parentElement?.getAttribute("class"),
    ].join("|");
    let attributes = this.#cache.get(key);
    if (attributes === undefined) this.#cache.set(key, (attributes = computedAttributes(element)));
    return attributes;
  }
}

function computedAttributes(element: Element): Attributes | null {
  const style = getComputedStyle(element);
  if (style.visibility === "hidden" || style.display === "none") return null;
  return Object.entries(EXPORTED_STYLES[element.localName] ?? {}).flatMap(([name, initial]) => {
    const value = style.getPropertyValue(name);
    return value === initial ? [] : [[name, value] as const];
  });
}

export interface PictureOptions {
  /** The text alternative. */
  readonly title: string;
  readonly transparent: boolean;
  /** A cache to share between pictures of the same graph. */
  readonly styles?: ComputedStyles;
  /** Whether a top-level part of the drawing is exported; by default all are. */
  readonly includes?: (part: Element) => boolean;
}

/** The picture of `content`, the painted drawing of `graph`. */
export function pictureOf(
  graph: OffscreenGraph,
  content: SVGGElement,
  { title, transparent, styles = new ComputedStyles(), includes = () => true }: PictureOptions,
): SVGSVGElement {
  const { width, height } = graph;
  const picture = createSvg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img" });
  const name = createSvg("title", {});
  name.textContent = title;
  picture.append(name);
  if (!transparent) picture.append(createSvg("rect", { width, height, fill: graph.colours.paper }));
  const copy = content.cloneNode() as SVGGElement;
  copy.removeAttribute("class");
  copy.removeAttribute("id");
  copy.append(
    ...[...content.children]
      .filter(includes)
      .map((part) => withInlineStyle(part, styles, graph.phase))
      .filter((part) => part !== null),
  );
  picture.append(copy);
  return picture;
}

export function svgText(picture: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(picture);
}

/** A copy that needs no style sheet; null if the element is invisible or of another kind. */
function withInlineStyle(element: Element, styles: ComputedStyles, phase: string): SVGElement | null {
  if (!EXPORTED_STYLES[element.localName] && element.localName !== "g") return null;
  const attributes = styles.of(element, phase);
  if (!attributes) return null;
  const copy = document.createElementNS(SVG_NAMESPACE, element.localName) as SVGElement;
  for (const name of COPIED_ATTRIBUTES) {
    const value = element.getAttribute(name);
    if (value !== null) copy.setAttribute(name, value);
  }
  for (const [name, value] of attributes) copy.setAttribute(name, value);
  if (element.localName === "text") copy.textContent = element.textContent;
  else
    copy.append(
      ...[...element.children].map((child) => withInlineStyle(child, styles, phase)).filter((child) => child !== null),
    );
  return copy;
}
