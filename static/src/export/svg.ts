// A painted drawing as an SVG that stands by itself: what the style sheets say is written into its attributes.

import type { Stage } from "./stage.js";

const SVG = "http://www.w3.org/2000/svg";

/** What is kept of an element's looks, where it is not what every SVG starts with. */
const SHAPE: Readonly<Record<string, string>> = { fill: "", stroke: "none", "stroke-width": "1px", "stroke-dasharray": "none" };
const TEXT: Readonly<Record<string, string>> = {
  ...SHAPE, "paint-order": "normal", "font-family": "", "font-size": "", "font-weight": "400",
};
const LOOKS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  polygon: SHAPE, polyline: SHAPE, path: SHAPE, ellipse: SHAPE, rect: SHAPE, text: TEXT,
};
/** Kept as they are; ids and classes mean something in the page only. */
const GEOMETRY = ["transform", "points", "d", "cx", "cy", "rx", "ry", "x", "y", "width", "height", "text-anchor"];

export interface PictureOptions {
  /** What it shows, for those who do not see it. */
  readonly title: string;
  readonly transparent: boolean;
}

export function pictureOf(stage: Stage, content: SVGGElement, { title, transparent }: PictureOptions): SVGSVGElement {
  const picture = document.createElementNS(SVG, "svg");
  const { width, height } = stage;
  const name = document.createElementNS(SVG, "title");
  name.textContent = title;
  setAll(picture, { width, height, viewBox: `0 0 ${width} ${height}`, role: "img" });
  picture.append(name);
  if (!transparent) {
    const paper = document.createElementNS(SVG, "rect");
    setAll(paper, { width, height, fill: stage.colours.paper });
    picture.append(paper);
  }
  const copy = styled(content);
  if (copy) picture.append(copy);
  return picture;
}

export function svgText(picture: SVGSVGElement): string {
  return new XMLSerializer().serializeToString(picture);
}

/** A copy that needs no style sheet; null where the element cannot be seen. */
function styled(element: Element): SVGElement | null {
  const looks = LOOKS[element.localName];
  if (!looks && element.localName !== "g") return null;
  const style = getComputedStyle(element);
  if (style.visibility === "hidden" || style.display === "none") return null;
  const copy = document.createElementNS(SVG, element.localName) as SVGElement;
  for (const name of GEOMETRY) {
    const value = element.getAttribute(name);
    if (value !== null) copy.setAttribute(name, value);
  }
  for (const [name, initial] of Object.entries(looks ?? {})) {
    const value = style.getPropertyValue(name);
    if (value !== initial) copy.setAttribute(name, value);
  }
  if (element.localName === "text") copy.textContent = element.textContent;
  else copy.append(...[...element.children].map(styled).filter((child) => child !== null));
  return copy;
}

function setAll(element: Element, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}
