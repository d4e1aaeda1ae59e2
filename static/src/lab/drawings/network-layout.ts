// Where neurons stand and lines run: a column for each layer, straight lines between them.

/** Neurons farther apart than this look lost, in pixels. */
const FARTHEST = 52;
/** The least room in which a neuron's number can be read, in sizes of the type. */
const READABLE = 1.25;

export interface Column {
  readonly x: number;
  /** One for each neuron. */
  readonly ys: readonly number[];
  /** From one to the next. */
  readonly step: number;
  /** Half the width and height of a neuron. */
  readonly across: number;
  readonly down: number;
  /** Whether there is room for a number in it. */
  readonly readable: boolean;
}

/** A weight's place among the parameters and in the network: from neuron `input` of column `layer` to `neuron` of the next. */
export interface Link {
  readonly layer: number;
  readonly neuron: number;
  readonly input: number;
}

export function layout(sizes: readonly number[], width: number, height: number, size: number): Column[] {
  const [left, right] = [size * 1.2, width - size * 2];
  const [top, bottom] = [size * 0.4, height - size * 1.9];
  // Where many lines cross they need more room.
  const gaps = sizes.slice(1).map((count, index) => Math.min(count, sizes[index]!) ** 0.25);
  const unit = (right - left) / gaps.reduce((sum, gap) => sum + gap, 0);
  let x = left;
  return sizes.map((count, index) => {
    const step = Math.min((bottom - top) / count, FARTHEST);
    const first = (top + bottom) / 2 - (step * (count - 1)) / 2;
    if (index > 0) x += unit * gaps[index - 1]!;
    const readable = step >= size * READABLE && unit * Math.min(...gaps) >= size * 5;
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

/** Where the parameters of each layer begin; the last is their number. */
export function starts(sizes: readonly number[]): number[] {
  const found = [0];
  for (let layer = 0; layer + 1 < sizes.length; layer += 1)
    found.push(found[layer]! + sizes[layer + 1]! * (sizes[layer]! + 1));
  return found;
}

/** The place among all parameters; an `input` beyond the last is the bias. */
export function parameterAt(sizes: readonly number[], { layer, neuron, input }: Link): number {
  return starts(sizes)[layer]! + neuron * (sizes[layer]! + 1) + input;
}

/** The line nearest to a place, at most `reach` pixels away. */
export function linkAt(columns: readonly Column[], left: number, top: number, reach: number): Link | null {
  for (let layer = 0; layer + 1 < columns.length; layer += 1) {
    const [from, to] = [columns[layer]!, columns[layer + 1]!];
    const [start, end] = [from.x + from.across, to.x - to.across];
    if (left <= start || left >= end) continue;
    const part = (left - start) / (end - start);
    let found: Link | null = null;
    let nearest = reach;
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
