// Points along a Graphviz path, computed from its `d` attribute: getPointAtLength would force a synchronous layout.

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Points sampled on each curve of a path. */
const PER_CURVE = 6;

/** The points of `d`, which starts with M and continues with cubic curves (C) or straight lines (L). */
export function polyline(d: string): Point[] {
  const points: Point[] = [];
  for (const [, command, numbers = ""] of d.matchAll(/([MCL])([^MCL]*)/g)) {
    const controls = pairs(numbers);
    if (command !== "C") points.push(...controls);
    else
      for (let i = 0; i + 2 < controls.length; i += 3)
        points.push(...curve([points.at(-1)!, ...controls.slice(i, i + 3)]));
  }
  return points;
}

/** The point halfway along the polyline, and the length of the polyline. */
export function midpoint(points: readonly Point[]): Point & { readonly length: number } {
  const lengths = points.slice(1).map((point, i) => Math.hypot(point.x - points[i]!.x, point.y - points[i]!.y));
  const length = lengths.reduce((sum, each) => sum + each, 0);
  let rest = length / 2;
  let i = 0;
  while (i < lengths.length - 1 && rest > lengths[i]!) rest -= lengths[i++]!;
  const [from, to] = [points[i] ?? { x: 0, y: 0 }, points[i + 1] ?? points[i] ?? { x: 0, y: 0 }];
  const part = lengths[i] ? rest / lengths[i]! : 0;
  return { x: from.x + part * (to.x - from.x), y: from.y + part * (to.y - from.y), length };
}

function curve(controls: readonly Point[]): Point[] {
  return Array.from({ length: PER_CURVE }, (_, i) => bezier(controls, (i + 1) / PER_CURVE));
}

/** De Casteljau's algorithm. */
function bezier(controls: readonly Point[], t: number): Point {
  let points = controls;
  while (points.length > 1) {
    points = points
      .slice(1)
      .map((b, i) => ({ x: points[i]!.x + t * (b.x - points[i]!.x), y: points[i]!.y + t * (b.y - points[i]!.y) }));
  }
  return points[0]!;
}

function pairs(numbers: string): Point[] {
  const values = (numbers.match(/-?[\d.]+/g) ?? []).map(Number);
  return Array.from({ length: values.length >> 1 }, (_, i) => ({ x: values[2 * i]!, y: values[2 * i + 1]! }));
}
