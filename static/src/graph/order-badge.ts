// A value's place in the topological order: a small plate, to be put on the upper left corner of its box.

import { createSvg } from "../lib/dom/svg.js";

export function orderBadge(place: number): SVGGElement {
  const text = String(place);
  const width = 10 + 7 * text.length;
  const badge = createSvg("g", { class: "badge", "aria-hidden": "true" });
  const number = createSvg("text", { "text-anchor": "middle", y: 4 });
  number.textContent = text;
  badge.append(createSvg("rect", { x: -width / 2, y: -9, width, height: 18, rx: 9 }), number);
  return badge;
}
