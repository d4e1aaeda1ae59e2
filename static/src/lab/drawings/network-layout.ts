// Layout of the network: a column for each layer, straight lines between neurons.

/** Maximum distance of the neurons in a column, in pixels. */
const MAX_STEP = 52;
/** Minimum distance at which the neurons have room for a number, in font sizes. */
const READABLE_STEP = 1.25;

export interface Column {
  readonly x: number;
  /** Centre of each neuron. */
  readonly ys: readonly number[];
  /** Distance from one neuron to the next. */
  readonly step: number;
  /** Half the width and half the height of a neuron. */
  readonly across: number;
  readonly down: number;
  /** Whether a neuron has room for a number. */
  readonly readable: boolean;
}

/** A weight: from neuron `input` of column `layer` to `neuron` of the next column. */
export interface Link {
  readonly layer: number;
  readonly neuron: number;
  readonly input: number;
}

/** `sizes`: inputs, hidden widths, 1; `size` is the font size; all lengths in CSS pixels. */
export function layout(sizes: readonly number[], width: number, height: number, size: number): Column[] {
  const [left, right] = [size * 1.2, width - size * 2];
  const [top, bottom] = [size * 0.4, height - size * 1.9];
  // Gaps with more lines are wider.
  const gaps = sizes.slice(1).map((count, index) => Math.min(count, sizes[index]!) ** 0.25);
  const unit = (right - left) / gaps.reduce((sum, gap) => sum + gap, 0);
  let x = left;
  return sizes.map((count, index) => {
    const step = Math.min((bottom - top) / count, MAX_STEP);
    const first = (top + bottom) / 2 - (step * (count - 1)) / 2;
    if (index > 0) x += unit * gaps[index - 1]!;
    const readable = step >= size * READABLE_STEP && unit * Math.min(...gaps) >= size * 5;
    const dot = Math.min(Math.max(step * 0.36, 1.5), size * 0.55);
    return {
      x,
      ys: Array.from({ length: count }, (_, neuron) => first + neuron * step),
      step,
      across: index === 0 ? size * 0.95 : readable ? size * 1.7 : dot,
      down: index === 0 ? Math.min(size * 0.8, step * 0.45) : readable ? Math.min(step * 0.42, size * 0.85) : dot,
      readable,
    };
  });
}

/** Index of the first parameter of each layer; the last element is the number of all parameters. */
export function layerOffsets(sizes: readonly number[]): number[] {
  const offsets = [0];
  for (let layer = 0; layer + 1 < sizes.length; layer += 1)
    offsets.push(offsets[layer]! + sizes[layer + 1]! * (sizes[layer]! + 1));
  return offsets;
}

/** Index among all parameters; `input` one beyond the last is the bias. */
export function parameterIndex(sizes: readonly number[], { layer, neuron, input }: Link): number {
  return layerOffsets(sizes)[layer]! + neuron * (sizes[layer]! + 1) + input;
}

/** The line nearest to a point, at most `maxDistance` pixels away; null if there is none. */
export function linkAt(columns: readonly Column[], left: number, top: number, maxDistance: number): Link | null {
  for (let layer = 0; layer + 1 < columns.length; layer += 1) {
    const [from, to] = [columns[layer]!, columns[layer + 1]!];
    const [start, end] = [from.x + from.across, to.x - to.across];
    if (left <= start || left >= end) continue;
    const part = (left - start) / (end - start);
    let found: Link | null = null;
    let nearest = maxDistance;
    to.ys.forEach((y1, neuron) =>
      from.ys.forEach((y0, input) => {
        const distance = Math.abs(y0 + part * (y1 - y0) - top) / Math.hypot(1, (y1 - y0) / (end - start));
        if (distance < nearest) [found, nearest] = [{ layer, neuron, input }, distance];
      }),
    );
    return found;
  }
  return null;
}
