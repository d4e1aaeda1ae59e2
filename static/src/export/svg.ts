// A painted drawing as an SVG that stands by itself: what the style sheets say is written into its attributes.

import { create, SVG } from "../lib/dom/svg.js";
import type { OffscreenGraph } from "./offscreen-graph.js";

/** What is kept of an element's looks, where it is not what every SVG starts with. */
const SHAPE: Readonly<Record<string, string>> = {
  fill: "",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-dasharray": "none",
};
const TEXT: Readonly<Record<string, string>> = {
  ...SHAPE,
  "paint-order": "normal",
  "font-family": "",
  "font-size": "",
  "font-weight": "400",
};
const KEPT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  polygon: SHAPE,
  polyline: SHAPE,
  path: SHAPE,
  ellipse: SHAPE,
  rect: SHAPE,
  text: TEXT,
};
/** Kept as they are; ids and classes mean something in the page only. */
const GEOMETRY = ["transform", "points", "d", "cx", "cy", "rx", "ry", "x", "y", "width", "height", "text-anchor"];

type Attributes = readonly (readonly [name: string, value: string])[];

/**
 * What elements look like, read once for all that the style sheet (graph.css) cannot tell apart: it goes by names, by the classes
 * of an element and of the two around it, by the field of a text, and by the phase.
 */
export class Looks {
  readonly #known = new Map<string, Attributes | null>();

  /** Null where the element cannot be seen. */
  of(element: Element, phase: string): Attributes | null {
    const around = element.parentElement;
    const key = [
      phase,
      element.localName,
      element.getAttribute("class"),
      /_\w+$/.exec(element.id)?.[0],
      element.getAttribute("font-size"),
      around?.getAttribute("class"),
      around?.parentElement?.getAttribute("class"),
    ].join("|");
    let looks = this.#known.get(key);
    if (looks === undefined) this.#known.set(key, (looks = read(element)));
    return looks;
  }
}

function read(element: Element): Attributes | null {
  const style = getComputedStyle(element);
  if (style.visibility === "hidden" || style.display === "none") return null;
  return Object.entries(KEPT[element.localName] ?? {}).flatMap(([name, initial]) => {
    const value = style.getPropertyValue(name);
    return value === initial ? [] : [[name, value] as const];
  });
}

export interface PictureOptions {
  /** What it shows, for those who do not see it. */
  readonly title: string;
  readonly transparent: boolean;
  /** Given where many pictures are made. */
  readonly looks?: Looks;
  /** Which of the drawing's parts are in the picture; all unless told. */
  readonly shows?: (part: Element) => boolean;
}

export function pictureOf(
  stage: OffscreenGraph,
  content: SVGGElement,
  { title, transparent, looks = new Looks(), shows = () => true }: PictureOptions,
): SVGSVGElement {
  const { width, height } = stage;
  const picture = create("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img" });
  const name = create("title", {});
  name.textContent = title;
  picture.append(name);
  if (!transparent) picture.append(create("rect", { width, height, fill: stage.colours.paper }));
  const copy = content.cloneNode() as SVGGElement;
  copy.removeAttribute("class");
  copy.removeAttribute("id");
  copy.append(
    ...[...content.children]
      .filter(shows)
      .map((part) => styled(part, looks, stage.phase))
      .filter((part) => part !== null),
  );
  picture.append(copy);
  return picture;
}

export function svgText(picture: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(picture);
}

/** A copy that needs no style sheet; null where the element cannot be seen. */
function styled(element: Element, looks: Looks, phase: string): SVGElement | null {
  if (!KEPT[element.localName] && element.localName !== "g") return null;
  const attributes = looks.of(element, phase);
  if (!attributes) return null;
  const copy = document.createElementNS(SVG, element.localName) as SVGElement;
  for (const name of GEOMETRY) {
    const value = element.getAttribute(name);
    if (value !== null) copy.setAttribute(name, value);
  }
  for (const [name, value] of attributes) copy.setAttribute(name, value);
  if (element.localName === "text") copy.textContent = element.textContent;
  else
    copy.append(...[...element.children].map((child) => styled(child, looks, phase)).filter((child) => child !== null));
  return copy;
}
