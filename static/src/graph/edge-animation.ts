// Animation of dots along the edges of a step. Decorative, and disabled under prefers-reduced-motion.

import { createSvg } from "../lib/dom/svg.js";
import type { Point } from "../lib/path-points.js";

const DURATION_MS = 320;

export class EdgeAnimation {
  readonly #dots: SVGCircleElement[] = [];
  readonly #content: SVGGElement;
  readonly #reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

  constructor(content: SVGGElement) {
    this.#content = content;
  }

  /** Animates one dot along each route, all at once. */
  play(routes: readonly (readonly Point[])[]): void {
    this.stop();
    if (this.#reducedMotion.matches) return;
    for (const route of routes) {
      const dot = createSvg("circle", { class: "traveller", r: 4.5 });
      this.#content.append(dot);
      this.#dots.push(dot);
      const frames = route.map(({ x, y }) => ({ transform: `translate(${x}px, ${y}px)` }));
      dot.animate(frames, { duration: DURATION_MS, easing: "ease-in-out" }).onfinish = () => dot.remove();
    }
  }

  stop(): void {
    for (const dot of this.#dots.splice(0)) dot.remove();
  }
}
