// Decoders of the engine's replies: each takes parsed JSON and returns the contract's type, or throws a ContractError
// that names the path ("nodes[3].parents: expected ..."). Code behind them does not validate again.

import {
  boolean,
  ContractError,
  checkEach,
  each,
  type Fields,
  isObject,
  list,
  nonNegativeInteger,
  nullable,
  number,
  object,
  oneOf,
  optional,
  string,
} from "../lib/decode.js";
import type {
  Check,
  Drawing,
  Export,
  Fault,
  Node,
  NodeId,
  Output,
  Pass,
  Picture,
  Span,
  Step,
  Trace,
  Warning,
} from "./contract.js";
import { EXPORT_FORMATS, LEVELS, MISTAKES, PHASES, VERSION } from "./contract.js";

export function readTrace(json: unknown): Trace {
  const fields = versionedFields(json, "trace");
  const count = list(fields["nodes"], "nodes").length;
  return {
    version: VERSION,
    source: string(fields["source"], "source"),
    level: oneOf(fields["level"], LEVELS, "level"),
    nodes: each(fields["nodes"], "nodes", (item, where, i) => node(item, where, i, count)),
    roots: each(fields["roots"], "roots", (item, where) => nodeId(item, where, count)),
    steps: each(fields["steps"], "steps", (item, where) => step(item, where, count)),
    passes: each(fields["passes"], "passes", (item, where) => pass(item, where, count)),
    pass: nonNegativeInteger(fields["pass"], "pass"),
    output: each(fields["output"], "output", output),
    warnings: each(fields["warnings"], "warnings", (item, where) => warning(item, where, count)),
    ...picture(fields, count),
    ...optional(fields, "mistake", "", (value, where) => oneOf(value, MISTAKES, where)),
    ...optional(fields, "truth", "", (value, where) => each(value, where, number)),
  };
}

export function readCheck(json: unknown): Check {
  const fields = versionedFields(json, "check");
  return {
    version: VERSION,
    root: string(fields["root"], "root"),
    h: number(fields["h"], "h"),
    complete: boolean(fields["complete"], "complete"),
    leaves: each(fields["leaves"], "leaves", (item, where) => {
      const leaf = object(item, where);
      return {
        node: nonNegativeInteger(leaf["node"], `${where}.node`),
        name: string(leaf["name"], `${where}.name`),
        data: number(leaf["data"], `${where}.data`),
        grad: number(leaf["grad"], `${where}.grad`),
        numeric: number(leaf["numeric"], `${where}.numeric`),
        difference: number(leaf["difference"], `${where}.difference`),
        agrees: boolean(leaf["agrees"], `${where}.agrees`),
      };
    }),
    curve: each(fields["curve"], "curve", (item, where) => {
      const point = object(item, where);
      return { h: number(point["h"], `${where}.h`), error: number(point["error"], `${where}.error`) };
    }),
  };
}

export function readDrawing(json: unknown): Drawing {
  const fields = versionedFields(json, "drawing");
  return { version: VERSION, ...picture(fields, Infinity), ...optional(fields, "svg", "", string) };
}

export function readExport(json: unknown): Export {
  const fields = versionedFields(json, "export");
  const format = oneOf(fields["format"], EXPORT_FORMATS, "format");
  return { version: VERSION, format, text: string(fields["text"], "text") };
}

/** The error in a reply; null if the reply is not an error. */
export function readFault(json: unknown): Fault | null {
  if (!isObject(json) || !isObject(json["error"])) return null;
  const fields = json["error"];
  const codes = ["syntax", "unsupported", "name", "type", "value", "limit"] as const;
  return {
    code: oneOf(fields["code"], codes, "error.code"),
    message: string(fields["message"], "error.message"),
    line: nullable(fields["line"], "error.line", nonNegativeInteger),
    column: nullable(fields["column"], "error.column", nonNegativeInteger),
    end_line: nullable(fields["end_line"], "error.end_line", nonNegativeInteger),
    end_column: nullable(fields["end_column"], "error.end_column", nonNegativeInteger),
    hint: string(fields["hint"], "error.hint"),
  };
}

function picture(fields: Fields, count: number): Picture {
  return {
    dot: string(fields["dot"], "dot"),
    boxes: each(fields["boxes"], "boxes", (item, where) => {
      const box = object(item, where);
      const id = (value: unknown, at: string): NodeId => nodeId(value, at, count);
      return {
        id: string(box["id"], `${where}.id`),
        path: string(box["path"], `${where}.path`),
        nodes: each(box["nodes"], `${where}.nodes`, id),
        output: nullable(box["output"], `${where}.output`, id),
      };
    }),
  };
}

function node(json: unknown, where: string, i: number, count: number): Node {
  const fields = object(json, where);
  if (fields["id"] !== i) throw new ContractError(`${where}.id`, String(i), fields["id"]);
  return {
    id: i,
    label: string(fields["label"], `${where}.label`),
    name: string(fields["name"], `${where}.name`),
    op: string(fields["op"], `${where}.op`),
    parents: each(fields["parents"], `${where}.parents`, (item, at) => nodeId(item, at, count)),
    data: number(fields["data"], `${where}.data`),
    grad: number(fields["grad"], `${where}.grad`),
    kind: oneOf(fields["kind"], ["leaf", "constant", "result"] as const, `${where}.kind`),
    span: nullable(fields["span"], `${where}.span`, span),
    group: each(fields["group"], `${where}.group`, string),
    ...optional(fields, "exponent", `${where}.`, number),
    ...optional(fields, "leaf", `${where}.`, nonNegativeInteger),
    ...optional(fields, "start", `${where}.`, number),
    ...optional(fields, "written", `${where}.`, number),
  };
}

/**
 * Validates a step in place and only replaces the encoded NaN and infinities. Traces have many steps, and copying them
 * would take as long as the engine does.
 */
function step(json: unknown, where: string, count: number): Step {
  const fields = object(json, where) as Record<string, unknown>;
  oneOf(fields["phase"], PHASES, `${where}.phase`);
  if (fields["node"] !== null) nodeId(fields["node"], `${where}.node`, count);
  checkEach(fields["set"], `${where}.set`, (item, at) => change(item, at, count));
  string(fields["text"], `${where}.text`);
  string(fields["math"], `${where}.math`);
  if (fields["span"] !== null) span(fields["span"], `${where}.span`);
  switch (fields["kind"]) {
    case "leaf":
    case "operation":
    case "assign":
    case "zero":
    case "seed":
      break;
    case "pass":
      nonNegativeInteger(fields["pass"], `${where}.pass`);
      break;
    case "enter":
    case "seen":
      nodeId(fields["node"], `${where}.node`, count);
      if (fields["edge"] !== null) edge(fields["edge"], `${where}.edge`, count);
      break;
    case "append":
      nodeId(fields["node"], `${where}.node`, count);
      nonNegativeInteger(fields["position"], `${where}.position`);
      break;
    case "flow":
      nodeId(fields["node"], `${where}.node`, count);
      nodeId(fields["from"], `${where}.from`, count);
      nonNegativeInteger(fields["operand"], `${where}.operand`);
      for (const name of ["local", "upstream", "contribution"]) fields[name] = number(fields[name], `${where}.${name}`);
      string(fields["rule"], `${where}.rule`);
      break;
    default:
      throw new ContractError(`${where}.kind`, "a kind of step", fields["kind"]);
  }
  return fields as unknown as Step;
}

function change(json: unknown, where: string, count: number): void {
  const items = list(json, where) as unknown[];
  if (items.length !== 4) throw new ContractError(where, "[node, field, before, after]", json);
  nodeId(items[0], where, count);
  oneOf(items[1], ["data", "grad"] as const, where);
  if (items[2] !== null) items[2] = number(items[2], where);
  items[3] = number(items[3], where);
}

function edge(json: unknown, where: string, count: number): void {
  const items = list(json, where);
  if (items.length !== 2) throw new ContractError(where, "[consumer, operand]", json);
  nodeId(items[0], where, count);
  nonNegativeInteger(items[1], where);
}

function pass(json: unknown, where: string, count: number): Pass {
  const fields = object(json, where);
  return {
    root: nullable(fields["root"], `${where}.root`, (value, at) => nodeId(value, at, count)),
    data: number(fields["data"], `${where}.data`),
    span: nullable(fields["span"], `${where}.span`, span),
  };
}

function output(json: unknown, where: string): Output {
  const fields = object(json, where);
  return { text: string(fields["text"], `${where}.text`), span: nullable(fields["span"], `${where}.span`, span) };
}

function warning(json: unknown, where: string, count: number): Warning {
  const fields = object(json, where);
  return {
    code: string(fields["code"], `${where}.code`),
    message: string(fields["message"], `${where}.message`),
    node: nullable(fields["node"], `${where}.node`, (value, at) => nodeId(value, at, count)),
    span: nullable(fields["span"], `${where}.span`, span),
  };
}

function span(json: unknown, where: string): Span {
  const items = list(json, where);
  if (items.length !== 4) throw new ContractError(where, "[line, column, end_line, end_column]", json);
  for (const item of items) nonNegativeInteger(item, where);
  return items as unknown as Span;
}

/** The fields of a reply, whose version is checked. */
export function versionedFields(json: unknown, where: string): Fields {
  const fields = object(json, where);
  if (fields["version"] !== VERSION) throw new ContractError("version", String(VERSION), fields["version"]);
  return fields;
}

function nodeId(json: unknown, where: string, count: number): NodeId {
  const id = nonNegativeInteger(json, where);
  if (id < count) return id;
  throw new ContractError(where, `a node below ${count}`, json);
}
