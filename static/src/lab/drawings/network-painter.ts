// The network in one frame: a line for each weight, a box for each neuron with its bias, and each layer's measure.

import { plain } from "../../lib/format.js";
import { roundEnd } from "./curve-scales.js";
import { LineRaster } from "./line-raster.js";
import { type Column, type Link, starts } from "./network-layout.js";
import { type Palette, type Rgb, rgb } from "./palette.js";

const WIDEST = 4.5;
const THINNEST = 0.6;
/** Neurons closer than this, in pixels, have narrower lines. */
const CLOSE = 14;
/** Where a layer has more lines than this, the weakest are left out: those below this part of the widest. */
const MANY = 1200;
export const WEAKEST = 0.06;

export function crowded(sizes: readonly number[], layer: number): boolean {
  return sizes[layer]! * sizes[layer + 1]! > MANY;
}

/** A neuron, or a line to one. */
export interface Pointed {
  readonly layer: number;
  readonly neuron: number;
  /** null: the neuron, with its bias. */
  readonly input: number | null;
}

export interface Picture {
  readonly sizes: readonly number[];
  /** The weights or the gradients. */
  readonly numbers: Float64Array;
  readonly columns: readonly Column[];
  readonly pointed: Pointed | null;
}

export class NetworkPainter {
  readonly #strokes = new LineRaster();
  #colours: readonly Rgb[] | null = null;

  /** The look has changed. */
  forget(): void {
    this.#colours = null;
  }

  paint(context: CanvasRenderingContext2D, picture: Picture, height: number, density: number, inks: Palette): void {
    const { sizes, numbers, columns, pointed } = picture;
    const begin = starts(sizes);
    const measures = columns
      .slice(1)
      .map((_, layer) => measureOf(numbers, begin[layer]!, sizes[layer]!, sizes[layer + 1]!));
    const [ground, positive, negative] = (this.#colours ??= [inks.ground, inks.positive, inks.negative].map(rgb)) as [
      Rgb,
      Rgb,
      Rgb,
    ];
    const { canvas } = context;
    this.#strokes.clear(canvas.width, canvas.height, ground);
    const line = ({ layer, neuron, input }: Link, weakest: number, strength: number): void => {
      const number = numbers[begin[layer]! + neuron * (sizes[layer]! + 1) + input]!;
      const part = measures[layer]! > 0 ? Math.min(Math.abs(number) / measures[layer]!, 1) || 0 : 0;
      if (part < weakest) return;
      const [from, to] = [columns[layer]!, columns[layer + 1]!];
      const alpha = strength * (0.15 + 0.8 * part * Math.sqrt(part));
      const widest = WIDEST * Math.min(1, Math.max(from.step, to.step) / CLOSE);
      this.#strokes.line(
        (from.x + from.across) * density,
        from.ys[input]! * density,
        (to.x - to.across) * density,
        to.ys[neuron]! * density,
        Math.max(THINNEST, part * widest) * density,
        number < 0 ? negative : positive,
        alpha,
        number < 0 ? density : 0,
      );
    };
    for (let layer = 0; layer + 1 < columns.length; layer += 1) {
      const weakest = crowded(sizes, layer) ? WEAKEST : 0;
      for (let neuron = 0; neuron < sizes[layer + 1]!; neuron += 1) {
        for (let input = 0; input < sizes[layer]!; input += 1)
          line({ layer, neuron, input }, weakest, pointed ? 0.25 : 1);
      }
    }
    // What is pointed at lies above the rest: each of its lines is drawn thrice, so that the faint ones are seen too.
    if (pointed) for (const link of linksOf(sizes, pointed)) for (let turn = 0; turn < 3; turn += 1) line(link, 0, 1);
    context.putImageData(this.#strokes.image, 0, 0);
    measures.forEach((measure, layer) =>
      paintMeasure(context, columns[layer]!, columns[layer + 1]!, measure, height, inks),
    );
    columns.forEach((column, index) =>
      index === 0
        ? paintInputs(context, column, inks)
        : paintNeurons(context, picture, index - 1, begin[index - 1]!, measures[index - 1]!, inks),
    );
  }
}

/** What the widest line of a layer stands for: a round number, so that widths do not tremble. */
function measureOf(numbers: Float64Array, start: number, inputs: number, neurons: number): number {
  let most = 0;
  for (let neuron = 0; neuron < neurons; neuron += 1) {
    for (let input = 0; input < inputs; input += 1) {
      const size = Math.abs(numbers[start + neuron * (inputs + 1) + input]!);
      if (size > most && size < Infinity) most = size;
    }
  }
  return most > 0 ? roundEnd(most) : 0;
}

function linksOf(sizes: readonly number[], { layer, neuron, input }: Pointed): Link[] {
  if (input !== null) return [{ layer, neuron, input }];
  const incoming = Array.from({ length: sizes[layer]! }, (_, each) => ({ layer, neuron, input: each }));
  const outgoing = Array.from({ length: sizes[layer + 2] ?? 0 }, (_, each) => ({
    layer: layer + 1,
    neuron: each,
    input: neuron,
  }));
  return [...incoming, ...outgoing];
}

function paintInputs(context: CanvasRenderingContext2D, { x, ys, across, down }: Column, inks: Palette): void {
  context.font = `600 ${Math.min(inks.size, down * 2)}px ${inks.words}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = inks.ink;
  ys.forEach((y, input) => context.fillText(`x${input + 1}`, x - across * 0.1, y));
}

function paintNeurons(
  context: CanvasRenderingContext2D,
  { sizes, numbers, columns, pointed }: Picture,
  layer: number,
  start: number,
  measure: number,
  inks: Palette,
): void {
  const { x, ys, across, down, readable } = columns[layer + 1]!;
  context.font = `${Math.min(inks.size - 1, down * 1.55)}px ${inks.code}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  ys.forEach((y, neuron) => {
    const bias = numbers[start + neuron * (sizes[layer]! + 1) + sizes[layer]!]!;
    const chosen = pointed?.layer === layer && pointed.neuron === neuron;
    context.beginPath();
    context.roundRect(x - across, y - down, 2 * across, 2 * down, Math.min(4, down));
    context.fillStyle = inks.paper;
    context.fill();
    context.fillStyle = bias < 0 ? inks.negative : inks.positive;
    // As strong as a line of this size is wide.
    context.globalAlpha =
      (readable ? 0.45 : 1) * Math.sqrt(measure > 0 ? Math.min(Math.abs(bias) / measure, 1) || 0 : 0);
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = chosen ? inks.focus : inks.soft;
    context.lineWidth = chosen ? 2.5 : 1;
    context.stroke();
    if (!readable) return;
    context.fillStyle = inks.ink;
    context.fillText(short(bias), x, y + 0.5);
  });
  if (layer + 2 < sizes.length) return;
  context.font = `600 ${inks.size}px ${inks.words}`;
  context.fillStyle = inks.ink;
  context.fillText("score", x, ys[0]! - down - inks.size * 0.75);
}

/** A wedge as wide as the widest line, and the number that has this width. */
function paintMeasure(
  context: CanvasRenderingContext2D,
  from: Column,
  to: Column,
  measure: number,
  height: number,
  inks: Palette,
): void {
  const middle = (from.x + from.across + to.x - to.across) / 2;
  const y = height - inks.size * 0.7;
  const text = measure < 1e-3 || measure >= 1e5 ? short(measure) : plain(measure);
  context.font = `${inks.size - 1}px ${inks.words}`;
  const length = 22 + context.measureText(text).width;
  const left = middle - length / 2;
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(left + 18, y - WIDEST / 2);
  context.lineTo(left + 18, y + WIDEST / 2);
  context.fillStyle = inks.soft;
  context.fill();
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(text, left + 22, y + 0.5);
}

/** As many digits as fit into a box. */
function short(number: number): string {
  const size = Math.abs(number);
  const text =
    size === 0
      ? "0"
      : size < 0.005 || size >= 1000
        ? number.toExponential(0).replace("e+", "e")
        : number.toFixed(size < 10 ? 2 : 0);
  return text.replaceAll("-", "−").replace("Infinity", "∞");
}
