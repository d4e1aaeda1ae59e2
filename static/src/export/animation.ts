// Animated GIF of the passes: one frame for each step, with its sentence below the graph. A GIF plays everywhere, also
// in slides and mails, and is encoded faster than real time, which a recorded video is not.

import type { LaidOutGraph } from "../graph/drawing.js";
import { fitView, revealView, type View } from "../graph/view-geometry.js";
import type { Step } from "../trace/contract.js";
import { indexTrace } from "../trace/trace-index.js";
import { PaletteBuilder } from "./gif/palette.js";
import { GifWriter } from "./gif/writer.js";
import { OffscreenGraph } from "./offscreen-graph.js";
import { canvasOf, imageOf, requireReadBack } from "./png.js";
import { ComputedStyles, pictureOf } from "./svg.js";

/** Longer traces stop only after each node, or at evenly spaced steps where that is still too long. */
const MAX_FRAMES = 150;
// Durations in hundredths of a second, the unit of GIF. The target is the whole animation, the others one frame.
const TARGET_DURATION = 3000;
const MAX_DELAY = 90;
const MIN_DELAY = 10;
const LAST_FRAME_DELAY = 300;

/** Of the graph's view in pixels; a larger graph is shown in part, and the view follows the steps. */
const MAX_SIZE = { width: 960, height: 480 };
const MIN_SIZE = { width: 480, height: 120 };
/** At which the smallest text of a drawing has 12 pixels. */
const LEGIBLE_SCALE = 1;
const MAX_LINES = 3;
const LINE_HEIGHT = 22; // pixels
const MARGIN = 16; // pixels
/** Frames whose colours build the palette. */
const PALETTE_SAMPLES = 8;

/** The positions of the frames, start and end included; at most `max`. */
export function framePositions(trace: LaidOutGraph["trace"], max = MAX_FRAMES): number[] {
  const { nodeStops } = indexTrace(trace);
  const end = trace.steps.length;
  if (end < max) return Array.from({ length: end + 1 }, (_, position) => position);
  if (nodeStops.length < max) return [0, ...nodeStops];
  return Array.from({ length: max }, (_, i) => Math.round((i * end) / (max - 1)));
}

/** Rejects with the signal's reason when it is aborted. */
export async function gifOf(
  graph: LaidOutGraph,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Blob> {
  requireReadBack();
  const offscreen = new OffscreenGraph(graph);
  try {
    const frames = framePositions(graph.trace);
    const renderer = new FrameRenderer(offscreen, graph);
    const palette = new PaletteBuilder();
    const samples = Array.from(
      { length: PALETTE_SAMPLES },
      (_, i) => frames[Math.round((i * (frames.length - 1)) / (PALETTE_SAMPLES - 1))]!,
    );
    for (const position of new Set(samples)) palette.add(await renderer.render(position));
    const writer = new GifWriter(renderer.width, renderer.height, palette.build());
    const delay = Math.round(Math.min(MAX_DELAY, Math.max(MIN_DELAY, TARGET_DURATION / frames.length)));
    for (const [i, position] of frames.entries()) {
      signal.throwIfAborted();
      onProgress(i / frames.length);
      writer.add(await renderer.render(position), i === frames.length - 1 ? LAST_FRAME_DELAY : delay);
    }
    return writer.close();
  } finally {
    offscreen.remove();
  }
}

/** Renders frames: the graph at a step, as the page would show it, above the step's number and sentence. */
class FrameRenderer {
  readonly width: number;
  readonly height: number;
  readonly #viewSize: { readonly width: number; readonly height: number };
  readonly #styles = new ComputedStyles();
  readonly #boundingBoxes = new Map<Element, DOMRect>();
  readonly #context: CanvasRenderingContext2D;
  #view: View;

  constructor(
    readonly offscreen: OffscreenGraph,
    readonly graph: LaidOutGraph,
  ) {
    const width = Math.min(Math.max(Math.ceil(offscreen.width) + 2 * MARGIN, MIN_SIZE.width), MAX_SIZE.width);
    const height = Math.min(Math.max(Math.ceil(offscreen.height) + 2 * MARGIN, MIN_SIZE.height), MAX_SIZE.height);
    this.#viewSize = { width, height };
    const drawing = { width: offscreen.width, height: offscreen.height, legibleScale: LEGIBLE_SCALE };
    this.#view = fitView(drawing, this.#viewSize, offscreen.boundsAt(0));
    this.width = width;
    this.height = height + (MAX_LINES + 1) * LINE_HEIGHT + MARGIN;
    this.#context = canvasOf(this.width, this.height).context;
  }

  /** The pixels after `position` steps: four bytes each, RGBA. */
  async render(position: number): Promise<Uint8ClampedArray> {
    const { offscreen, width, height } = this;
    const context = this.#context;
    const content = offscreen.paint(position);
    const bounds = offscreen.boundsAt(position);
    if (bounds) this.#view = revealView(this.#view, bounds, this.#viewSize);
    const includes = (part: Element): boolean => this.#isInView(part);
    const picture = pictureOf(offscreen, content, { title: "", transparent: true, styles: this.#styles, includes });
    const image = await imageOf(picture);
    const { paper, ink, phase } = offscreen.colours;
    const { scale, x, y } = this.#view;
    context.fillStyle = paper;
    context.fillRect(0, 0, width, height);
    context.drawImage(image, x, y, scale * offscreen.width, scale * offscreen.height);
    context.fillStyle = paper;
    context.fillRect(0, this.#viewSize.height, width, height - this.#viewSize.height);
    const step = this.graph.trace.steps[position - 1] ?? null;
    const top = this.#viewSize.height + LINE_HEIGHT / 2;
    context.textBaseline = "middle";
    this.#drawLine(this.#headingText(position, step), top, phase, "600 15px");
    this.#wrap(plainText(step)).forEach((line, i) => this.#drawLine(line, top + (i + 1) * LINE_HEIGHT, ink, "16px"));
    return context.getImageData(0, 0, width, height).data;
  }

  /** Leaves out invisible parts, which are most of a large graph and take time to draw. */
  #isInView(part: Element): boolean {
    if (!(part instanceof SVGGElement)) return true;
    let box = this.#boundingBoxes.get(part);
    if (!box) this.#boundingBoxes.set(part, (box = part.getBBox()));
    const { scale, x, y } = this.#view;
    const { origin } = this.graph.drawing;
    const left = x + scale * (box.x + origin.x);
    const top = y + scale * (box.y + origin.y);
    const overlaps = (start: number, size: number, end: number): boolean =>
      start + scale * size >= -MARGIN && start <= end + MARGIN;
    return overlaps(left, box.width, this.#viewSize.width) && overlaps(top, box.height, this.#viewSize.height);
  }

  #headingText(position: number, step: Step | null): string {
    const { length } = this.graph.trace.steps;
    return step ? `step ${position} of ${length} · ${step.phase}` : `before the first of ${length} steps`;
  }

  #drawLine(text: string, y: number, colour: string, font: string): void {
    this.#context.font = `${font} system-ui, sans-serif`;
    this.#context.fillStyle = colour;
    this.#context.fillText(text, MARGIN, y, this.width - 2 * MARGIN);
  }

  #wrap(text: string): string[] {
    this.#context.font = "16px system-ui, sans-serif";
    const lines: string[] = [""];
    for (const word of text.split(" ")) {
      const longer = `${lines.at(-1)!} ${word}`.trim();
      if (this.#context.measureText(longer).width <= this.width - 2 * MARGIN) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines.length > MAX_LINES ? [...lines.slice(0, MAX_LINES - 1), `${lines[MAX_LINES - 1]!} …`] : lines;
  }
}

/** The step's sentence without the backticks around code. */
function plainText(step: Step | null): string {
  return step?.text.replaceAll("`", "") ?? "Nothing is known yet.";
}
