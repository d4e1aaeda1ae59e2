// The passes as an animated picture: one frame a step, with its sentence below the graph. A GIF plays everywhere, in slides
// and mails too, and is made as fast as it can be drawn: a recorded video would take as long as it plays.

import type { Drawn } from "../graph/drawing.js";
import { opening, revealing, type View } from "../graph/viewport.js";
import type { Step } from "../trace/contract.js";
import { indexTrace } from "../trace/trace-index.js";
import { PaletteMaker } from "./gif/palette.js";
import { GifWriter } from "./gif/writer.js";
import { OffscreenGraph } from "./offscreen-graph.js";
import { canvasOf, imageOf } from "./png.js";
import { Looks, pictureOf } from "./svg.js";

/** Longer traces are shown by whole values, then by evenly spaced steps. */
const MOST_FRAMES = 150;
/** Hundredths of a second, as GIF counts. */
const TARGET = 3000;
const SLOWEST = 90;
const QUICKEST = 10;
const LAST_FRAME = 300;

/** Of the graph; a larger one is shown in part, and the steps are followed. */
const LARGEST = { width: 960, height: 480 };
const SMALLEST = { width: 480, height: 120 };
const LINES = 3;
const LINE = 22; // pixels
const MARGIN = 16;
/** Frames whose colours are counted. */
const SAMPLES = 8;

/** The positions that are shown, the start and the end among them. */
export function framesOf(trace: Drawn["trace"], most = MOST_FRAMES): number[] {
  const { nodeStops } = indexTrace(trace);
  const end = trace.steps.length;
  if (end < most) return Array.from({ length: end + 1 }, (_, position) => position);
  if (nodeStops.length < most) return [0, ...nodeStops];
  return Array.from({ length: most }, (_, i) => Math.round((i * end) / (most - 1)));
}

/** Rejects with the signal's reason when it is aborted. */
export async function animationOf(
  drawn: Drawn,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  const stage = new OffscreenGraph(drawn);
  try {
    const frames = framesOf(drawn.trace);
    const film = new Film(stage, drawn);
    const colours = new PaletteMaker();
    const samples = Array.from(
      { length: SAMPLES },
      (_, i) => frames[Math.round((i * (frames.length - 1)) / (SAMPLES - 1))]!,
    );
    for (const position of new Set(samples)) colours.add(await film.at(position));
    const writer = new GifWriter(film.width, film.height, colours.make());
    const delay = Math.round(Math.min(SLOWEST, Math.max(QUICKEST, TARGET / frames.length)));
    for (const [i, position] of frames.entries()) {
      signal.throwIfAborted();
      onProgress(i / frames.length);
      writer.add(await film.at(position), i === frames.length - 1 ? LAST_FRAME : delay);
    }
    return writer.close();
  } finally {
    stage.remove();
  }
}

/** Pixels of the graph at a step, as the page would show it, and of the words below it. */
class Film {
  readonly width: number;
  readonly height: number;
  readonly #frame: { readonly width: number; readonly height: number };
  readonly #looks = new Looks();
  readonly #boxes = new Map<Element, DOMRect>();
  readonly #context: CanvasRenderingContext2D;
  #view: View;

  constructor(
    readonly stage: OffscreenGraph,
    readonly drawn: Drawn,
  ) {
    const width = Math.min(Math.max(Math.ceil(stage.width) + 2 * MARGIN, SMALLEST.width), LARGEST.width);
    const height = Math.min(Math.max(Math.ceil(stage.height) + 2 * MARGIN, SMALLEST.height), LARGEST.height);
    this.#frame = { width, height };
    this.#view = opening(stage, this.#frame, stage.place(0));
    this.width = width;
    this.height = height + (LINES + 1) * LINE + MARGIN;
    this.#context = canvasOf(this.width, this.height).context;
  }

  async at(position: number): Promise<Uint8ClampedArray> {
    const { stage, width, height } = this;
    const context = this.#context;
    const content = stage.paint(position);
    const place = stage.place(position);
    if (place) this.#view = revealing(this.#view, place, this.#frame);
    const shows = (part: Element): boolean => this.#isInView(part);
    const image = await imageOf(pictureOf(stage, content, { title: "", transparent: true, looks: this.#looks, shows }));
    const { paper, ink, phase } = stage.colours;
    const { scale, x, y } = this.#view;
    context.fillStyle = paper;
    context.fillRect(0, 0, width, height);
    context.drawImage(image, x, y, scale * stage.width, scale * stage.height);
    context.fillStyle = paper;
    context.fillRect(0, this.#frame.height, width, height - this.#frame.height);
    const step = this.drawn.trace.steps[position - 1] ?? null;
    const top = this.#frame.height + LINE / 2;
    context.textBaseline = "middle";
    this.#line(this.#heading(position, step), top, phase, "600 15px");
    this.#wrapped(plainWords(step)).forEach((line, i) => this.#line(line, top + (i + 1) * LINE, ink, "16px"));
    return context.getImageData(0, 0, width, height).data;
  }

  /** Of a large graph most is out of sight: what is not drawn takes no time. */
  #isInView(part: Element): boolean {
    if (!(part instanceof SVGGElement)) return true;
    let box = this.#boxes.get(part);
    if (!box) this.#boxes.set(part, (box = part.getBBox()));
    const { scale, x, y } = this.#view;
    const { origin } = this.drawn.drawing;
    const left = x + scale * (box.x + origin.x);
    const top = y + scale * (box.y + origin.y);
    const near = (start: number, size: number, end: number): boolean =>
      start + scale * size >= -MARGIN && start <= end + MARGIN;
    return near(left, box.width, this.#frame.width) && near(top, box.height, this.#frame.height);
  }

  #heading(position: number, step: Step | null): string {
    const { length } = this.drawn.trace.steps;
    return step ? `step ${position} of ${length} · ${step.phase}` : `before the first of ${length} steps`;
  }

  #line(text: string, y: number, colour: string, font: string): void {
    this.#context.font = `${font} system-ui, sans-serif`;
    this.#context.fillStyle = colour;
    this.#context.fillText(text, MARGIN, y, this.width - 2 * MARGIN);
  }

  #wrapped(text: string): string[] {
    this.#context.font = "16px system-ui, sans-serif";
    const lines: string[] = [""];
    for (const word of text.split(" ")) {
      const longer = `${lines.at(-1)!} ${word}`.trim();
      if (this.#context.measureText(longer).width <= this.width - 2 * MARGIN) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines.length > LINES ? [...lines.slice(0, LINES - 1), `${lines[LINES - 1]!} …`] : lines;
  }
}

/** The sentence without the signs that set its code apart. */
function plainWords(step: Step | null): string {
  return step?.text.replaceAll("`", "") ?? "Nothing is known yet.";
}
