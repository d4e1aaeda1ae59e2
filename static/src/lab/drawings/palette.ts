// The colours and the type of the look that is chosen, for canvases, which no style sheet reaches.

import type { ReactiveController } from "lit";

export type Rgb = readonly [red: number, green: number, blue: number];

export interface Palette {
  readonly paper: string;
  readonly ground: string;
  readonly ink: string;
  readonly soft: string;
  readonly hairline: string;
  readonly focus: string;
  /** Of scores above 0 and the label 1, and below 0 and the label -1. */
  readonly positive: string;
  readonly negative: string;
  /** Of the first run and the second. */
  readonly runs: readonly [string, string];
  /** How strong the fill of the plane is at the most. */
  readonly strength: number;
  /** Pixels of the small type, and the fonts. */
  readonly size: number;
  readonly words: string;
  readonly code: string;
}

const QUERIES = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(pointer: coarse)"];

/** The inks, read when the look changes; `changed` draws again. */
export class PaletteCache implements ReactiveController {
  readonly #host: HTMLElement;
  readonly #changed: () => void;
  readonly #observer = new MutationObserver(() => this.#forget());
  readonly #queries = QUERIES.map((query) => matchMedia(query));
  #inks: Palette | null = null;

  constructor(host: HTMLElement & { addController(controller: ReactiveController): void }, changed: () => void) {
    this.#host = host;
    this.#changed = changed;
    host.addController(this);
  }

  get inks(): Palette {
    return (this.#inks ??= read(this.#host));
  }

  hostConnected(): void {
    this.#inks = null;
    this.#observer.observe(document.documentElement, { attributeFilter: ["data-look"] });
    for (const query of this.#queries) query.addEventListener("change", this.#forget);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    for (const query of this.#queries) query.removeEventListener("change", this.#forget);
  }

  #forget = (): void => {
    this.#inks = null;
    this.#changed();
  };
}

/** A custom property holds light-dark(...) until an element is painted with it. */
function read(host: HTMLElement): Palette {
  const probe = document.createElement("span");
  probe.className = "lab-probe";
  host.append(probe);
  const style = getComputedStyle(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(${name})`;
    return style.color;
  };
  const inks: Palette = {
    paper: colour("--paper"),
    ground: colour("--ground"),
    ink: colour("--ink"),
    soft: colour("--ink-soft"),
    hairline: colour("--hairline"),
    focus: colour("--focus"),
    positive: colour("--lab-positive"),
    negative: colour("--lab-negative"),
    runs: [colour("--lab-first"), colour("--lab-second")],
    strength: Number(style.getPropertyValue("--lab-strength")),
    size: parseFloat(style.fontSize),
    words: style.getPropertyValue("--font-words"),
    code: style.getPropertyValue("--font-code"),
  };
  probe.remove();
  return inks;
}

/** The numbers of a colour, however it is written. */
export function rgb(colour: string): Rgb {
  const context = new OffscreenCanvas(1, 1).getContext("2d")!;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}
