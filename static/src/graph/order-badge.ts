// Badge with a value's number in the topological order, for the upper left corner of its box.

import { createSvg } from "../lib/dom/svg.js";

export function orderBadge(number: number): SVGGElement {
  const text = String(number);
  const width = 10 + 7.5 * text.length;
  const badge = createSvg("g", { class: "badge", "aria-hidden": "true" });
  const label = createSvg("text", { "text-anchor": "middle", y: 4 });
  label.textContent = text;
  badge.append(createSvg("rect", { x: -width / 2, y: -9, width, height: 18, rx: 9 }), label);
  return badge;
}
