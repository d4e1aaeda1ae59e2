// Decoder of settings from untrusted JSON: a link, or the service's reply. Missing keys get the demo's values; the
// engine checks ranges.

import { ContractError, each, type Fields, nonNegativeInteger, number, object, oneOf } from "../../lib/decode.js";
import {
  ACTIVATIONS,
  BIASES,
  DATASET_KINDS,
  type Data,
  DEMO,
  LIMITS,
  LOSSES,
  OPTIMISERS,
  OUTPUTS,
  type Settings,
} from "./settings.js";

export function readSettings(json: unknown, where: string): Settings {
  const fields = object(json, where);
  const read = reader(fields, where);
  return {
    data: read("data", DEMO.data, readData),
    layers: read("layers", DEMO.layers, (layers, path) => each(layers, path, nonNegativeInteger)),
    activation: read("activation", DEMO.activation, (value, path) => oneOf(value, ACTIVATIONS, path)),
    output: read("output", DEMO.output, (value, path) => oneOf(value, OUTPUTS, path)),
    biases: read("biases", DEMO.biases, (value, path) => oneOf(value, BIASES, path)),
    loss: read("loss", DEMO.loss, (value, path) => oneOf(value, LOSSES, path)),
    l2: read("l2", DEMO.l2, finite),
    optimiser: read("optimiser", DEMO.optimiser, (value, path) => oneOf(value, OPTIMISERS, path)),
    rate: read("rate", DEMO.rate, finite),
    decay: read("decay", DEMO.decay, finite),
    over: read("over", DEMO.over, nonNegativeInteger),
    batch: read("batch", DEMO.batch, nonNegativeInteger),
    seed: read("seed", DEMO.seed, nonNegativeInteger),
  };
}

function readData(json: unknown, where: string): Data {
  const fields = object(json, where);
  const read = reader(fields, where);
  const data: Data = {
    kind: read("kind", DEMO.data.kind, (value, path) => oneOf(value, DATASET_KINDS, path)),
    count: read("count", DEMO.data.count, nonNegativeInteger),
    noise: read("noise", DEMO.data.noise, finite),
    seed: read("seed", DEMO.data.seed, nonNegativeInteger),
  };
  return data.kind === "own" ? { ...data, rows: read("rows", [], readRows) } : data;
}

function readRows(json: unknown, where: string): number[][] {
  const rows = each(json, where, (row, path) => each(row, path, finite));
  if (rows.length > LIMITS.rows) throw new ContractError(where, `at most ${LIMITS.rows} rows`, rows.length);
  return rows;
}

function finite(json: unknown, where: string): number {
  const value = number(json, where);
  if (Number.isFinite(value)) return value;
  throw new ContractError(where, "a finite number", json);
}

/** Reads one field, or takes `initial` if it is missing or null. */
function reader(fields: Fields, where: string) {
  return <T>(name: string, initial: T, read: (json: unknown, where: string) => T): T =>
    fields[name] === undefined || fields[name] === null ? initial : read(fields[name], `${where}.${name}`);
}
