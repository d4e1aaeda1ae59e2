// Text alternative of a figure's axes, and their numbers as rows of a table.

import { sample } from "../../chart/data-table.js";
import { plain, pluralize } from "../../lib/format.js";
import type { AxesSpec, Line, Points, Series } from "./chart-spec.js";

/** Rows of each series. */
const MAX_ROWS = 50;

export function describeAxes({ title, xlabel, ylabel, xlim, ylim, series }: AxesSpec): string {
  const axis = (name: string, label: string, [from, to]: readonly [number, number]): string =>
    `${name}${label ? ` (${label})` : ""} from ${plain(from)} to ${plain(to)}`;
  const drawn = series.map(describe).filter((text) => text !== "");
  const content = `${title ? `${title}: ` : ""}${drawn.join("; ") || "nothing is drawn"}`;
  return `${content}. ${axis("x", xlabel, xlim)}, ${axis("y", ylabel, ylim)}.`;
}

function describe(series: Series, i: number): string {
  switch (series.kind) {
    case "line":
    case "points": {
      const name = nameOf(series, i);
      const heights = series.y.filter((value) => value !== null);
      const ends = heights.length > 0 ? `, from ${plain(heights[0]!)} to ${plain(heights.at(-1)!)}` : "";
      const kind = series.kind === "line" ? "line" : "points";
      return `${kind} ${name} of ${pluralize(heights.length, "number")}${ends}`;
    }
    case "bands":
      return `${pluralize(series.bands.length, "band")} of equal height`;
    case "contours":
      return `contour lines at ${series.lines.map(({ level }) => plain(level)).join(", ")}`;
    case "image":
      return `an image of ${series.rows.length} by ${series.rows[0]?.length ?? 0} numbers`;
    case "rule":
      return `a line at ${series.axis} = ${plain(series.at)}`;
    case "text":
      return `the text "${series.text}"`;
  }
}

function nameOf({ label }: Line | Points, i: number): string {
  return label || `number ${i + 1}`;
}

export function tableRows({ series }: AxesSpec): readonly (readonly (number | string)[])[] {
  return series.flatMap((each, i) => {
    if (each.kind !== "line" && each.kind !== "points") return [];
    const rows = each.x.map((x, k) => [nameOf(each, i), x ?? "", each.y[k] ?? ""] as const);
    return sample(rows, MAX_ROWS);
  });
}
