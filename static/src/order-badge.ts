// A value's place in the topological order, on the upper left corner of its box.

import type { Box } from "./svg-import.js";

const SVG = "http://www.w3.org/2000/svg";

export function orderBadge(box: Box, place: number): SVGGElement {
  const text = String(place);
  const badge = document.createElementNS(SVG, "g");
  badge.setAttribute("class", "badge");
  badge.setAttribute("transform", `translate(${box.x} ${box.y})`);
  const ground = document.createElementNS(SVG, "rect");
  const width = 10 + 7 * text.length;
  for (const [name, value] of Object.entries({ x: -width / 2, y: -9, width, height: 18, rx: 9 })) {
    ground.setAttribute(name, String(value));
  }
  const number = document.createElementNS(SVG, "text");
  number.setAttribute("text-anchor", "middle");
  number.setAttribute("y", "4");
  number.textContent = text;
  badge.append(ground, number);
  return badge;
}
