// Table-driven codec of a link: for each field of the state the short key in the JSON, the initial value, and the
// decoder. A field with its initial value is omitted.

import { AVAILABLE_BACKENDS, BACKENDS, type BackendId } from "../backend/backend-id.js";
import { object, oneOf } from "../lib/decode.js";
import { compress, type Decompressed, decompress } from "./compression.js";

type Read<T> = (json: unknown, where: string) => T;

interface Field<T> {
  readonly key: string;
  readonly initial: T;
  readonly read: Read<T>;
}

export type FieldTable<State> = { readonly [Name in keyof State]: Field<State[Name]> };

export interface LinkCodec<State> {
  readonly initial: State;
  /** The state in JSON. */
  readonly write: (state: State) => string;
  /** The state in untrusted JSON; unknown keys are ignored. Throws a SyntaxError or a ContractError. */
  readonly read: (json: string) => State;
  /** The URL fragment of a state, without "#"; null if the state is too large for a link. */
  readonly encode: (state: State) => Promise<string | null>;
  /** The state in a fragment, or a message that says why it cannot be read; it never rejects. */
  readonly decode: (fragment: string) => Promise<Decompressed<State>>;
}

export function linkCodec<State>(fields: FieldTable<State>): LinkCodec<State> {
  const names = Object.keys(fields) as (keyof State)[];
  const fromEach = (value: (field: Field<unknown>) => unknown): State =>
    Object.fromEntries(names.map((name) => [name, value(fields[name])])) as State;
  const write = (state: State): string => {
    const changed = names.filter((name) => JSON.stringify(state[name]) !== JSON.stringify(fields[name].initial));
    return JSON.stringify(Object.fromEntries(changed.map((name) => [fields[name].key, state[name]])));
  };
  const readJson = (json: string): State => {
    const values = object(JSON.parse(json), "the link");
    return fromEach(({ key, initial, read }) => (values[key] === undefined ? initial : read(values[key], key)));
  };
  return {
    initial: fromEach(({ initial }) => initial),
    write,
    read: readJson,
    encode: (state) => compress(write(state)),
    decode: (fragment) => decompress(fragment, readJson),
  };
}

/** The decoder of one of `values`. */
export function choice<T extends string>(values: readonly T[]): Read<T> {
  return (json, where) => oneOf(json, values, where);
}

/** A link may come from a site with a server to one without, which falls back to the browser. */
export function readBackend(json: unknown, where: string): BackendId {
  const backend = oneOf(json, BACKENDS, where);
  return AVAILABLE_BACKENDS.includes(backend) ? backend : AVAILABLE_BACKENDS[0]!;
}
