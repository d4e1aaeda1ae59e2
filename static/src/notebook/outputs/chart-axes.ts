// Axes of a figure as SVG: the page's frame around lines, points, bands, contour lines and images.

import { type SVGTemplateResult, svg, type TemplateResult } from "lit";
import { type PlotSize, plot, plotArea } from "../../chart/frame.js";
import { linear, logarithmic, type Scale } from "../../chart/scale.js";
import { paint } from "./chart-colours.js";
import type { AxesSpec, Bands, Colour, Contours, Image, Line, Numbers, Points, Rule, Series } from "./chart-spec.js";

const TICK_GAP = { x: 64, y: 40 } as const;
/** Steps of an image's colours: one path each. */
const SHADES = 32;
/** Pixels of a point of type: 90 pixels an inch, 72 points an inch. */
const POINT = 90 / 72;
const FAR = 1e5;

interface Scales {
  readonly x: Scale;
  readonly y: Scale;
}

export function axesView(spec: AxesSpec, { width, height }: PlotSize, description: string): TemplateResult {
  const scales = scalesOf(spec, width, height);
  const marks = spec.series.flatMap((series) => draw(series, scales));
  const { xlabel: xName, ylabel: yName, frame } = spec;
  return plot({ width, height, ...scales, xName, yName, description, bare: !frame }, marks);
}

function scalesOf({ xlim, ylim, xlog, ylog, equal }: AxesSpec, width: number, height: number): Scales {
  const area = plotArea(width, height);
  let [x, y] = [spread(xlim), spread(ylim)];
  if (equal && !xlog && !ylog) {
    const across = Math.abs((x[1] - x[0]) / (area.x[1] - area.x[0]));
    const up = Math.abs((y[1] - y[0]) / (area.y[1] - area.y[0]));
    if (across < up) x = widened(x, up / across);
    else y = widened(y, across / up);
  }
  return {
    x: xlog && x[0] > 0 && x[1] > 0 ? logarithmic(x, area.x, TICK_GAP.x) : linear(x, area.x, TICK_GAP.x),
    y: ylog && y[0] > 0 && y[1] > 0 ? logarithmic(y, area.y, TICK_GAP.y) : linear(y, area.y, TICK_GAP.y),
  };
}

type Pair = readonly [number, number];

/** A scale needs two different ends. */
function spread([low, high]: Pair): Pair {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

function widened([low, high]: Pair, factor: number): Pair {
  const middle = (low + high) / 2;
  const half = ((high - low) / 2) * factor;
  return [middle - half, middle + half];
}

function draw(series: Series, scales: Scales): SVGTemplateResult[] {
  switch (series.kind) {
    case "line":
      return line(series, scales);
    case "points":
      return points(series, scales);
    case "rule":
      return [rule(series, scales)];
    case "text":
      return [
        svg`
        <text class="chart-text" x=${pixel(scales.x.at(series.x))} y=${pixel(scales.y.at(series.y))}
        >${series.text}</text>`,
      ];
    case "bands":
      return bands(series, scales);
    case "contours":
      return contours(series, scales);
    case "image":
      return image(series, scales);
  }
}

/** Far outside every plot browsers draw numbers wrongly. */
function pixel(value: number): number {
  return Math.round(Math.min(Math.max(value, -FAR), FAR) * 100) / 100;
}

const at = ({ x, y }: Scales, px: number, py: number): string => `${pixel(x.at(px))} ${pixel(y.at(py))}`;

function line({ x, y, colour, dash, width, marker, alpha }: Line, scales: Scales): SVGTemplateResult[] {
  let [path, drawing] = ["", false];
  for (const [i, px] of x.entries()) {
    const py = y[i] ?? null;
    const isThere = px !== null && py !== null && Number.isFinite(scales.x.at(px)) && Number.isFinite(scales.y.at(py));
    if (isThere) path += `${drawing ? "L" : "M"}${at(scales, px, py)}`;
    drawing = isThere;
  }
  const stroke = dash === null ? [] : [paint.line(path, colour, width * POINT, dash, alpha)];
  return marker === ""
    ? stroke
    : [
        ...stroke,
        paint.area(
          markers(x, y, scales, marker, () => 3.5),
          colour,
          alpha,
        ),
      ];
}

/** One path for each colour. */
function points({ x, y, colours, sizes, marker, alpha }: Points, scales: Scales): SVGTemplateResult[] {
  const radius = (i: number): number => (Math.sqrt(sizes[i] ?? sizes[0] ?? 36) / 2) * POINT;
  const groups = new Map<string, { readonly colour: Colour; readonly indices: number[] }>();
  for (const i of x.keys()) {
    const colour = colours[colours.length === 1 ? 0 : i] ?? "ink";
    const key = JSON.stringify(colour);
    const group = groups.get(key) ?? { colour, indices: [] };
    group.indices.push(i);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ colour, indices }) => {
    const [xs, ys] = [indices.map((i) => x[i] ?? null), indices.map((i) => y[i] ?? null)];
    const d = markers(xs, ys, scales, marker, (k) => radius(indices[k]!));
    return /[x+_|]/.test(marker)
      ? paint.line(d, colour, 2, null, alpha)
      : svg`<g class="chart-points">${paint.area(d, colour, alpha)}</g>`;
  });
}

function markers(x: Numbers, y: Numbers, scales: Scales, marker: string, radius: (i: number) => number): string {
  let path = "";
  for (const [i, px] of x.entries()) {
    const py = y[i] ?? null;
    if (px === null || py === null) continue;
    const [left, top, r] = [pixel(scales.x.at(px)), pixel(scales.y.at(py)), pixel(radius(i))];
    if (!Number.isFinite(left) || !Number.isFinite(top)) continue;
    path += shape(marker, left, top, marker === "." ? r / 2 : r);
  }
  return path;
}

function shape(marker: string, x: number, y: number, r: number): string {
  switch (marker) {
    case "s":
      return `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`;
    case "x":
      return `M${x - r} ${y - r}l${2 * r} ${2 * r}m${-2 * r} 0l${2 * r} ${-2 * r}`;
    case "+":
      return `M${x - r} ${y}h${2 * r}m${-r} ${-r}v${2 * r}`;
    case "^":
      return `M${x} ${y - r}l${r} ${2 * r}h${-2 * r}z`;
    case "D":
    case "d":
      return `M${x} ${y - r}l${r} ${r}l${-r} ${r}l${-r} ${-r}z`;
    default:
      return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
  }
}

function rule({ axis, at: place, colour, dash, width, alpha }: Rule, { x, y }: Scales): SVGTemplateResult {
  const d =
    axis === "x"
      ? `M${pixel(x.at(place))} ${y.range[0]}V${y.range[1]}`
      : `M${x.range[0]} ${pixel(y.at(place))}H${x.range[1]}`;
  return paint.line(d, colour, width * POINT, dash, alpha);
}

function bands({ bands: all, alpha }: Bands, scales: Scales): SVGTemplateResult[] {
  return all.map(({ colour, polygons }) => {
    const ring = (polygon: (typeof polygons)[number]): string =>
      `M${polygon.map(([x, y]) => at(scales, x ?? NaN, y ?? NaN)).join("L")}Z`;
    return paint.area(polygons.map(ring).join(""), colour, alpha);
  });
}

function contours({ lines, alpha }: Contours, scales: Scales): SVGTemplateResult[] {
  return lines.map(({ colour, segments }) => {
    const segment = ([x1, y1, x2, y2]: readonly number[]): string =>
      `M${at(scales, x1 ?? NaN, y1 ?? NaN)}L${at(scales, x2 ?? NaN, y2 ?? NaN)}`;
    return paint.line(segments.map(segment).join(""), colour, 1.5, null, alpha);
  });
}

function image({ rows, x, y, scale, alpha }: Image, scales: Scales): SVGTemplateResult[] {
  const paths = new Map<number, string>();
  const [left, right] = x.map((end) => scales.x.at(end)) as [number, number];
  const [top, bottom] = y.map((end) => scales.y.at(end)) as [number, number];
  const down = (bottom - top) / Math.max(rows.length, 1);
  for (const [i, row] of rows.entries()) {
    const across = (right - left) / Math.max(row.length, 1);
    for (const [k, place] of row.entries()) {
      const shade = Math.round(place * SHADES) / SHADES;
      const corner = `M${pixel(left + k * across)} ${pixel(top + i * down)}`;
      const cell = `${corner}h${pixel(across)}v${pixel(down)}h${pixel(-across)}z`;
      paths.set(shade, (paths.get(shade) ?? "") + cell);
    }
  }
  return [...paths].map(([place, d]) => paint.area(d, { scale, place }, alpha));
}
