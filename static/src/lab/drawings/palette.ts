// Colours and fonts of the current theme, for canvases, which style sheets do not reach.

import type { ReactiveController } from "lit";

export type Rgb = readonly [red: number, green: number, blue: number];

export interface Palette {
  readonly paper: string;
  readonly ground: string;
  readonly ink: string;
  readonly soft: string;
  readonly hairline: string;
  readonly focus: string;
  /** Colours of scores above 0 and the label 1, and of scores below 0 and the label -1. */
  readonly positive: string;
  readonly negative: string;
  /** Colours of the first run and the second. */
  readonly runs: readonly [string, string];
  /** Maximum opacity of the plane's colours. */
  readonly strength: number;
  /** Font size of the small text in pixels. */
  readonly size: number;
  readonly textFont: string;
  readonly codeFont: string;
}

const QUERIES = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "(pointer: coarse)"];

/** The palette, read again when the theme changes; `onChange` has to redraw. */
export class PaletteCache implements ReactiveController {
  readonly #host: HTMLElement;
  readonly #onChange: () => void;
  readonly #observer = new MutationObserver(() => this.#invalidate());
  readonly #queries = QUERIES.map((query) => matchMedia(query));
  #cached: Palette | null = null;

  constructor(host: HTMLElement & { addController(controller: ReactiveController): void }, onChange: () => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  get current(): Palette {
    return (this.#cached ??= readPalette(this.#host));
  }

  hostConnected(): void {
    this.#cached = null;
    this.#observer.observe(document.documentElement, { attributeFilter: ["data-look"] });
    for (const query of this.#queries) query.addEventListener("change", this.#invalidate);
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    for (const query of this.#queries) query.removeEventListener("change", this.#invalidate);
  }

  #invalidate = (): void => {
    this.#cached = null;
    this.#onChange();
  };
}

/** Reads colours from a probe element: a custom property itself holds light-dark(...), not the colour of the theme. */
function readPalette(host: HTMLElement): Palette {
  const probe = document.createElement("span");
  probe.className = "lab-probe";
  host.append(probe);
  const style = getComputedStyle(probe);
  const colour = (name: string): string => {
    probe.style.color = `var(${name})`;
    return style.color;
  };
  const palette: Palette = {
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
    textFont: style.getPropertyValue("--font-words"),
    codeFont: style.getPropertyValue("--font-code"),
  };
  probe.remove();
  return palette;
}

/** The channels of a CSS colour in any notation, 0 to 255 each. */
export function toRgb(colour: string): Rgb {
  const context = new OffscreenCanvas(1, 1).getContext("2d")!;
  context.fillStyle = colour;
  // Nothing is read from the canvas if it can be helped: some browsers change the pixels that a page reads.
  const hex = /^#(..)(..)(..)$/.exec(context.fillStyle);
  if (hex) return [channel(hex[1]!), channel(hex[2]!), channel(hex[3]!)];
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

function channel(digits: string): number {
  return Number.parseInt(digits, 16);
}
