// Settings out of JSON that is not trusted: of a link, or of the door's answer. What is missing is as in the demo; whether it
// makes sense is the engine's to say.

import { ContractError, each, type Fields, nonNegativeInteger, number, object, oneOf } from "../../lib/decode.js";
import {
  ACTIVATIONS,
  BIASES,
  DATA_KINDS,
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
    layers: read("layers", DEMO.layers, (layers, place) => each(layers, place, nonNegativeInteger)),
    activation: read("activation", DEMO.activation, (word, place) => oneOf(word, ACTIVATIONS, place)),
    output: read("output", DEMO.output, (word, place) => oneOf(word, OUTPUTS, place)),
    biases: read("biases", DEMO.biases, (word, place) => oneOf(word, BIASES, place)),
    loss: read("loss", DEMO.loss, (word, place) => oneOf(word, LOSSES, place)),
    l2: read("l2", DEMO.l2, finite),
    optimiser: read("optimiser", DEMO.optimiser, (word, place) => oneOf(word, OPTIMISERS, place)),
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
    kind: read("kind", DEMO.data.kind, (word, place) => oneOf(word, DATA_KINDS, place)),
    count: read("count", DEMO.data.count, nonNegativeInteger),
    noise: read("noise", DEMO.data.noise, finite),
    seed: read("seed", DEMO.data.seed, nonNegativeInteger),
  };
  return data.kind === "own" ? { ...data, rows: read("rows", [], rows) } : data;
}

function rows(json: unknown, where: string): number[][] {
  const found = each(json, where, (row, place) => each(row, place, finite));
  if (found.length > LIMITS.rows) throw new ContractError(where, `at most ${LIMITS.rows} rows`, found.length);
  return found;
}

function finite(json: unknown, where: string): number {
  const found = number(json, where);
  if (Number.isFinite(found)) return found;
  throw new ContractError(where, "a finite number", json);
}

function reader(fields: Fields, where: string) {
  return <T>(name: string, initial: T, read: (json: unknown, where: string) => T): T =>
    fields[name] === undefined || fields[name] === null ? initial : read(fields[name], `${where}.${name}`);
}
