// Paints the network: a line for each weight, a box with the bias for each neuron, and a key to the line widths.

import { plain, zero } from "../../lib/format.js";
import { roundUp } from "./curve-scales.js";
import { LineRaster } from "./line-raster.js";
import { type Column, type Link, layerOffsets } from "./network-layout.js";
import { type Palette, type Rgb, toRgb } from "./palette.js";

/** Line widths in CSS pixels. */
const WIDEST = 4.5;
const THINNEST = 0.6;
/** Lines get narrower if neurons are closer than this, in pixels. */
const CLOSE = 14;
/** A layer with more lines than this is crowded. */
const MAX_LINES = 1200;
/** A crowded layer leaves out lines below this part of the widest. */
export const MIN_PART = 0.06;

export function crowded(sizes: readonly number[], layer: number): boolean {
  return sizes[layer]! * sizes[layer + 1]! > MAX_LINES;
}

/** A part of the network: a neuron, or a line to it. */
export interface NetworkPart {
  readonly layer: number;
  readonly neuron: number;
  /** Index of the line's input; null for the neuron with its bias. */
  readonly input: number | null;
}

export interface NetworkPicture {
  readonly sizes: readonly number[];
  /** The weights or the gradients. */
  readonly numbers: Float64Array;
  readonly columns: readonly Column[];
  /** The part below the pointer, or that has the focus. */
  readonly highlighted: NetworkPart | null;
}

export class NetworkPainter {
  readonly #lines = new LineRaster();
  #colours: readonly Rgb[] | null = null;

  /** Drops colours of an old theme. */
  invalidate(): void {
    this.#colours = null;
  }

  paint(
    context: CanvasRenderingContext2D,
    picture: NetworkPicture,
    height: number,
    density: number,
    palette: Palette,
  ): void {
    const { sizes, numbers, columns, highlighted } = picture;
    const offsets = layerOffsets(sizes);
    const maxima = columns
      .slice(1)
      .map((_, layer) => layerMaximum(numbers, offsets[layer]!, sizes[layer]!, sizes[layer + 1]!));
    const [ground, positive, negative] = (this.#colours ??= [palette.ground, palette.positive, palette.negative].map(
      toRgb,
    )) as [Rgb, Rgb, Rgb];
    const { canvas } = context;
    this.#lines.clear(canvas.width, canvas.height, ground);
    const line = ({ layer, neuron, input }: Link, minPart: number, strength: number): void => {
      const number = numbers[offsets[layer]! + neuron * (sizes[layer]! + 1) + input]!;
      const part = maxima[layer]! > 0 ? Math.min(Math.abs(number) / maxima[layer]!, 1) || 0 : 0;
      if (part < minPart) return;
      const [from, to] = [columns[layer]!, columns[layer + 1]!];
      const alpha = strength * (0.15 + 0.8 * part * Math.sqrt(part));
      const widest = WIDEST * Math.min(1, Math.max(from.step, to.step) / CLOSE);
      this.#lines.line(
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
      const minPart = crowded(sizes, layer) ? MIN_PART : 0;
      for (let neuron = 0; neuron < sizes[layer + 1]!; neuron += 1) {
        for (let input = 0; input < sizes[layer]!; input += 1)
          line({ layer, neuron, input }, minPart, highlighted ? 0.25 : 1);
      }
    }
    // Highlighted lines are on top, and drawn three times, so that faint ones are visible too.
    const onTop = highlighted ? linksOf(sizes, highlighted) : [];
    for (const link of onTop) for (let pass = 0; pass < 3; pass += 1) line(link, 0, 1);
    context.putImageData(this.#lines.image, 0, 0);
    maxima.forEach((maximum, layer) =>
      paintWidthKey(context, columns[layer]!, columns[layer + 1]!, maximum, height, palette),
    );
    columns.forEach((column, index) =>
      index === 0
        ? paintInputs(context, column, palette)
        : paintNeurons(context, picture, index - 1, offsets[index - 1]!, maxima[index - 1]!, palette),
    );
  }
}

/** The value of the widest line of a layer: rounded up, so that widths do not flicker. */
function layerMaximum(numbers: Float64Array, start: number, inputs: number, neurons: number): number {
  let max = 0;
  for (let neuron = 0; neuron < neurons; neuron += 1) {
    for (let input = 0; input < inputs; input += 1) {
      const size = Math.abs(numbers[start + neuron * (inputs + 1) + input]!);
      if (size > max && size < Infinity) max = size;
    }
  }
  return max > 0 ? roundUp(max) : 0;
}

function linksOf(sizes: readonly number[], { layer, neuron, input }: NetworkPart): Link[] {
  if (input !== null) return [{ layer, neuron, input }];
  const incoming = Array.from({ length: sizes[layer]! }, (_, each) => ({ layer, neuron, input: each }));
  const outgoing = Array.from({ length: sizes[layer + 2] ?? 0 }, (_, each) => ({
    layer: layer + 1,
    neuron: each,
    input: neuron,
  }));
  return [...incoming, ...outgoing];
}

function paintInputs(context: CanvasRenderingContext2D, { x, ys, across, down }: Column, palette: Palette): void {
  context.font = `600 ${Math.min(palette.size, down * 2)}px ${palette.textFont}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillStyle = palette.ink;
  ys.forEach((y, input) => context.fillText(`x${input + 1}`, x - across * 0.1, y));
}

function paintNeurons(
  context: CanvasRenderingContext2D,
  { sizes, numbers, columns, highlighted }: NetworkPicture,
  layer: number,
  start: number,
  maximum: number,
  palette: Palette,
): void {
  const { x, ys, across, down, readable } = columns[layer + 1]!;
  context.font = `${Math.min(palette.size - 1, down * 1.55)}px ${palette.codeFont}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  ys.forEach((y, neuron) => {
    const bias = numbers[start + neuron * (sizes[layer]! + 1) + sizes[layer]!]!;
    const isHighlighted = highlighted?.layer === layer && highlighted.neuron === neuron;
    context.beginPath();
    context.roundRect(x - across, y - down, 2 * across, 2 * down, Math.min(4, down));
    context.fillStyle = palette.paper;
    context.fill();
    context.fillStyle = bias < 0 ? palette.negative : palette.positive;
    // The opacity grows with the bias, relative to the value of the widest line.
    context.globalAlpha =
      (readable ? 0.45 : 1) * Math.sqrt(maximum > 0 ? Math.min(Math.abs(bias) / maximum, 1) || 0 : 0);
    context.fill();
    context.globalAlpha = 1;
    context.strokeStyle = isHighlighted ? palette.focus : palette.soft;
    context.lineWidth = isHighlighted ? 2.5 : 1;
    context.stroke();
    if (!readable) return;
    context.fillStyle = palette.ink;
    context.fillText(short(bias), x, y + 0.5);
  });
  if (layer + 2 < sizes.length) return;
  context.font = `600 ${palette.size}px ${palette.textFont}`;
  context.fillStyle = palette.ink;
  context.fillText("score", x, ys[0]! - down - palette.size * 0.75);
}

/** Key to the line widths: a wedge as wide as the widest line, and the value of that width. */
function paintWidthKey(
  context: CanvasRenderingContext2D,
  from: Column,
  to: Column,
  maximum: number,
  height: number,
  palette: Palette,
): void {
  const middle = (from.x + from.across + to.x - to.across) / 2;
  const y = height - palette.size * 0.7;
  const text = maximum < 1e-3 || maximum >= 1e5 ? short(maximum) : plain(maximum);
  context.font = `${palette.size - 1}px ${palette.textFont}`;
  const length = 22 + context.measureText(text).width;
  const left = middle - length / 2;
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(left + 18, y - WIDEST / 2);
  context.lineTo(left + 18, y + WIDEST / 2);
  context.fillStyle = palette.soft;
  context.fill();
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(text, left + 22, y + 0.5);
}

/** As many digits as fit into a neuron's box. */
function short(number: number): string {
  const size = Math.abs(number);
  const text =
    size === 0
      ? zero(number)
      : size < 0.005 || size >= 1000
        ? number.toExponential(0).replace("e+", "e")
        : number.toFixed(size < 10 ? 2 : 0);
  return text.replaceAll("-", "−").replace("Infinity", "∞");
}
