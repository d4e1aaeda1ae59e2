// Where neurons stand and lines run: a column for each layer, lines that leave and arrive level.

/** Neurons farther apart than this look lost, in pixels. */
const FARTHEST = 52;
/** The least room in which a neuron's number can be read, in sizes of the type. */
const READABLE = 1.25;

export interface Column {
  readonly x: number;
  /** One for each neuron. */
  readonly ys: readonly number[];
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
  const [left, right] = [size * 1.4, width - size * 4];
  const [top, bottom] = [size * 0.4, height - size * 1.9];
  const gap = (right - left) / Math.max(1, sizes.length - 1);
  return sizes.map((count, index) => {
    const step = Math.min((bottom - top) / count, FARTHEST);
    const first = (top + bottom) / 2 - (step * (count - 1)) / 2;
    const readable = step >= size * READABLE && gap >= size * 5;
    const dot = Math.min(Math.max(step * 0.36, 1.5), size * 0.55);
    return {
      x: left + index * gap,
      ys: Array.from({ length: count }, (_, neuron) => first + neuron * step),
      across: index === 0 ? size * 0.95 : readable ? size * 1.7 : dot,
      down: index === 0 ? Math.min(size * 0.8, step * 0.45) : readable ? Math.min(step * 0.42, size * 0.85) : dot,
      readable,
    };
  });
}

/** Where the parameters of each layer begin; the last is their number. */
export function starts(sizes: readonly number[]): number[] {
  const found = [0];
  for (let layer = 0; layer + 1 < sizes.length; layer += 1) found.push(found[layer]! + sizes[layer + 1]! * (sizes[layer]! + 1));
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
    const t = along(part);
    // A curve's height goes from one end to the other as its ease says, and its slope tells how far away it is sideways.
    const [ease, slope] = [t * t * (3 - 2 * t), (6 * t * (1 - t)) / (1.5 - 3 * t + 3 * t * t) / (end - start)];
    let found: Link | null = null;
    let nearest = reach;
    to.ys.forEach((y1, neuron) => from.ys.forEach((y0, input) => {
      const distance = Math.abs(y0 + ease * (y1 - y0) - top) / Math.hypot(1, slope * (y1 - y0));
      if (distance < nearest) [found, nearest] = [{ layer, neuron, input }, distance];
    }));
    return found;
  }
  return null;
}

/** How far along a line, from 0 to 1, it is `part` of the way across: its handles reach half way. */
function along(part: number): number {
  let [low, high] = [0, 1];
  for (let turn = 0; turn < 24; turn += 1) {
    const t = (low + high) / 2;
    if (1.5 * t * (1 - t) ** 2 + 1.5 * t * t * (1 - t) + t ** 3 < part) low = t;
    else high = t;
  }
  return (low + high) / 2;
}
