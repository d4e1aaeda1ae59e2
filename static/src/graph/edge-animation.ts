// Animation of numbers along the edges of a step: an upstream gradient leaves its result, becomes the contribution at
// the operator, and lands in the grad. Decorative, and disabled under prefers-reduced-motion.

import { createSvg } from "../lib/dom/svg.js";
import type { Point } from "../lib/path-points.js";

const DURATION_MS = 400;
const CHARACTER_WIDTH = 8.5;
const HEIGHT = 20;

/** The way of a number: along `points`, as `text` up to the part `turn` of them, and from there as `product`. */
export interface Journey {
  readonly points: readonly Point[];
  readonly text: string;
  readonly product?: string;
  readonly turn?: number;
  readonly landing?: Landing | undefined;
}

/** The cell of the number that a travelling one becomes a part of: number and tint appear when it lands. */
export interface Landing {
  readonly number: SVGElement;
  readonly outline: SVGElement;
  /** The cell's fill until then. */
  readonly fill: string;
}

/** The part of a journey after which its number lands. */
const LANDING = 0.9;

export class EdgeAnimation {
  readonly #travellers: SVGGElement[] = [];
  readonly #landings: Animation[] = [];
  readonly #content: SVGGElement;
  readonly #reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  /** Forced colours tint nothing, and an animated fill would be stronger than their rules. */
  readonly #forcedColors = matchMedia("(forced-colors: active)");

  constructor(content: SVGGElement) {
    this.#content = content;
  }

  /** Animates all journeys at once, in place of those under way. */
  play(journeys: readonly Journey[]): void {
    this.stop();
    if (this.#reducedMotion.matches) return;
    for (const journey of journeys) this.#start(journey);
  }

  stop(): void {
    for (const traveller of this.#travellers.splice(0)) traveller.remove();
    for (const landing of this.#landings.splice(0)) landing.cancel();
  }

  #start({ points, text, product = "", turn = 1, landing }: Journey): void {
    const timing = { duration: DURATION_MS, easing: "ease-in-out" };
    const traveller = createSvg("g", { class: "traveller" });
    const numbers = [plate(text), ...(product ? [plate(product)] : [])];
    traveller.append(...numbers);
    this.#content.append(traveller);
    this.#travellers.push(traveller);
    if (product) {
      const seen = [1, 1, 0, 0];
      const offset = [0, turn, turn, 1];
      numbers[0]!.animate({ opacity: seen, offset }, timing);
      numbers[1]!.animate({ opacity: [...seen].reverse(), offset }, timing);
    }
    if (landing) {
      const { number, outline, fill } = landing;
      this.#landings.push(number.animate({ opacity: [0, 0, 1], offset: [0, LANDING, 1] }, timing));
      if (!this.#forcedColors.matches)
        this.#landings.push(outline.animate([{ fill }, { fill, offset: LANDING }, {}], timing));
    }
    const frames = points.map(({ x, y }) => ({ transform: `translate(${x}px, ${y}px)` }));
    traveller.animate(frames, timing).onfinish = () => traveller.remove();
  }
}

/** A number on a plate, around the origin. */
function plate(text: string): SVGGElement {
  const width = CHARACTER_WIDTH * text.length + 12;
  const group = createSvg("g", {});
  const label = createSvg("text", { "text-anchor": "middle", y: 5 });
  label.textContent = text;
  group.append(createSvg("rect", { x: -width / 2, y: -HEIGHT / 2, width, height: HEIGHT, rx: HEIGHT / 2 }), label);
  return group;
}
