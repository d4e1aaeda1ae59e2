// Figures of the stand-in for matplotlib (engine/standins/matplotlib): decoder of what a cell puts out.

import { boolean, ContractError, each, type Fields, list, nullable, number, object, string } from "../../lib/decode.js";

export const CHART_TYPE = "application/vnd.autograd-playground.chart+json";

const ROLES = [
  ...["blue", "orange", "green", "red", "purple", "brown", "pink", "grey", "olive", "cyan"],
  ...["ink", "paper"],
] as const;
const SCALES = ["sequential", "diverging"] as const;
type ScaleName = (typeof SCALES)[number];

/** A role by name, or a place from 0 to 1 on a scale of colours. */
export type Colour = string | { readonly scale: ScaleName; readonly place: number };
/** A number that is not finite is null: nothing is drawn there. */
export type Numbers = readonly (number | null)[];
type Ring = readonly (readonly number[])[];

interface Labelled {
  readonly label: string;
  readonly alpha: number;
}

export interface Line extends Labelled {
  readonly kind: "line";
  readonly x: Numbers;
  readonly y: Numbers;
  readonly colour: Colour;
  readonly dash: string | null;
  readonly width: number;
  readonly marker: string;
}
export interface Points extends Labelled {
  readonly kind: "points";
  readonly x: Numbers;
  readonly y: Numbers;
  readonly colours: readonly Colour[];
  /** Areas, as matplotlib has them. */
  readonly sizes: readonly number[];
  readonly marker: string;
}
export interface Rule extends Labelled {
  readonly kind: "rule";
  readonly axis: "x" | "y";
  readonly at: number;
  readonly colour: Colour;
  readonly dash: string | null;
  readonly width: number;
}
export interface Text {
  readonly kind: "text";
  readonly x: number;
  readonly y: number;
  readonly text: string;
}
export interface Bands {
  readonly kind: "bands";
  readonly alpha: number;
  readonly bands: readonly {
    readonly colour: Colour;
    readonly low: number;
    readonly high: number;
    readonly polygons: readonly Ring[];
  }[];
}
export interface Contours {
  readonly kind: "contours";
  readonly alpha: number;
  readonly lines: readonly { readonly colour: Colour; readonly level: number; readonly segments: Ring }[];
}
export interface Image {
  readonly kind: "image";
  readonly alpha: number;
  readonly scale: ScaleName;
  /** Places on the scale, the upper row first. */
  readonly rows: readonly (readonly number[])[];
  readonly x: readonly [left: number, right: number];
  readonly y: readonly [top: number, bottom: number];
}
export type Series = Line | Points | Rule | Text | Bands | Contours | Image;

export interface AxesSpec {
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  readonly columns: number;
  readonly title: string;
  readonly xlabel: string;
  readonly ylabel: string;
  readonly legend: boolean;
  readonly equal: boolean;
  readonly frame: boolean;
  readonly xlim: readonly [number, number];
  readonly ylim: readonly [number, number];
  readonly xlog: boolean;
  readonly ylog: boolean;
  readonly series: readonly Series[];
}

export interface FigureSpec {
  /** Inches. */
  readonly size: readonly [number, number];
  readonly title: string;
  readonly axes: readonly AxesSpec[];
}

/** Throws a ContractError. */
export function decodeFigure(json: unknown): FigureSpec {
  const { size, title, axes } = object(json, "figure");
  return { size: pair(size, "size"), title: string(title, "title"), axes: each(axes, "axes", readAxes) };
}

function readAxes(json: unknown, where: string): AxesSpec {
  const fields = object(json, where);
  const [row, column, rows, columns] = each(fields["place"], `${where}.place`, number);
  return {
    row: row ?? 0,
    column: column ?? 0,
    rows: rows ?? 1,
    columns: columns ?? 1,
    title: string(fields["title"], `${where}.title`),
    xlabel: string(fields["xlabel"], `${where}.xlabel`),
    ylabel: string(fields["ylabel"], `${where}.ylabel`),
    legend: boolean(fields["legend"], `${where}.legend`),
    equal: boolean(fields["equal"], `${where}.equal`),
    frame: boolean(fields["frame"], `${where}.frame`),
    xlim: pair(fields["xlim"], `${where}.xlim`),
    ylim: pair(fields["ylim"], `${where}.ylim`),
    xlog: fields["xscale"] === "log",
    ylog: fields["yscale"] === "log",
    series: each(fields["series"], `${where}.series`, readSeries).filter((series) => series !== null),
  };
}

/** Null for a kind that this page does not draw. */
function readSeries(json: unknown, where: string): Series | null {
  const fields = object(json, where);
  const alpha = fields["alpha"] === undefined ? 1 : number(fields["alpha"], `${where}.alpha`);
  const label = fields["label"] === undefined ? "" : string(fields["label"], `${where}.label`);
  switch (fields["kind"]) {
    case "line":
      return { kind: "line", label, alpha, ...points(fields, where), ...stroke(fields, where), marker: marker(fields) };
    case "points":
      return { kind: "points", label, alpha, ...points(fields, where), ...dots(fields, where), marker: marker(fields) };
    case "rule": {
      const at = number(fields["at"], `${where}.at`);
      return { kind: "rule", label, alpha, axis: fields["axis"] === "x" ? "x" : "y", at, ...stroke(fields, where) };
    }
    case "text": {
      const [x, y] = [number(fields["x"], where), number(fields["y"], where)];
      return { kind: "text", x, y, text: string(fields["text"], where) };
    }
    case "bands":
      return {
        kind: "bands",
        alpha,
        bands: each(fields["bands"], where, (band, at) => readBand(band, at, scale(fields))),
      };
    case "contours":
      return {
        kind: "contours",
        alpha,
        lines: each(fields["lines"], where, (line, at) => readContour(line, at, scale(fields))),
      };
    case "image":
      return {
        kind: "image",
        alpha,
        scale: scale(fields),
        rows: each(fields["rows"], where, (row, at) => each(row, at, number)),
        x: pair(fields["x"], where),
        y: pair(fields["y"], where),
      };
    default:
      return null;
  }
}

function points(fields: Fields, where: string): Pick<Line, "x" | "y"> {
  const numbers = (json: unknown): Numbers => each(json, where, (item, at) => nullable(item, at, number));
  return { x: numbers(fields["x"]), y: numbers(fields["y"]) };
}

function stroke(fields: Fields, where: string): Pick<Line, "colour" | "dash" | "width"> {
  return {
    colour: colour(fields["colour"], "sequential", where),
    dash: nullable(fields["dash"] ?? null, where, string),
    width: number(fields["width"], where),
  };
}

function dots(fields: Fields, where: string): Pick<Points, "colours" | "sizes"> {
  const name = scale(fields);
  const colours = fields["colours"] === undefined ? [fields["colour"]] : list(fields["colours"], where);
  const sizes = Array.isArray(fields["size"]) ? fields["size"] : [fields["size"]];
  return {
    colours: each(colours, where, (each, at) => colour(each, name, at)),
    sizes: each(sizes, where, number),
  };
}

function marker(fields: Fields): string {
  return typeof fields["marker"] === "string" ? fields["marker"] : "";
}

function scale(fields: Fields): ScaleName {
  return SCALES.find((name) => name === fields["scale"]) ?? "sequential";
}

function readBand(json: unknown, where: string, name: ScaleName): Bands["bands"][number] {
  const fields = object(json, where);
  return {
    colour: colour(fields["colour"], name, where),
    low: number(fields["low"], where),
    high: number(fields["high"], where),
    polygons: each(fields["polygons"], where, ring),
  };
}

function readContour(json: unknown, where: string, name: ScaleName): Contours["lines"][number] {
  const fields = object(json, where);
  return {
    colour: colour(fields["colour"], name, where),
    level: number(fields["level"], where),
    segments: ring(fields["segments"], where),
  };
}

function ring(json: unknown, where: string): Ring {
  return each(json, where, (point, at) => each(point, at, number));
}

/** A role that the page does not know is ink. */
function colour(json: unknown, name: ScaleName, where: string): Colour {
  if (typeof json === "string") return (ROLES as readonly string[]).includes(json) ? json : "ink";
  return { scale: name, place: Math.min(Math.max(number(json, where), 0), 1) };
}

function pair(json: unknown, where: string): readonly [number, number] {
  const [first, second, ...rest] = each(json, where, number);
  if (first === undefined || second === undefined || rest.length > 0)
    throw new ContractError(where, "two numbers", json);
  return [first, second];
}
