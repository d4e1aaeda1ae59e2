// Decoder of JSON by the contract's schemas: one walk, which checks every field as it comes in. An error
// names the path of the bad value ("nodes[3].parents[0]: expected ..."). Code behind it does not validate again.

import { ContractError, type Fields, isObject, list, number, object, oneOf, string } from "../lib/decode.js";
import type { Fault } from "./contract.js";
import { type ErrorReply, type Methods, REPLIES, SCHEMAS } from "./generated.js";

/** A JSON Schema, as far as the contract uses it (static/build/contract.mjs). */
interface Schema {
  readonly $ref?: string;
  readonly type?: "object" | "array" | "string" | "integer" | "number" | "boolean" | "null";
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly format?: "number";
  readonly minimum?: number;
  /** The integer is an index into this list of the reply. */
  readonly "x-index-of"?: string;
  /** The integer is the index of the item that it belongs to. */
  readonly "x-own-index"?: true;
  readonly anyOf?: readonly Schema[];
  /** Schema of an object by its kind, or by the member that `by` names. */
  readonly kinds?: Readonly<Record<string, string>>;
  readonly by?: string;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  /** Properties that may be absent. */
  readonly optional?: readonly string[];
  /** Schema of the values of an object with any keys. */
  readonly values?: Schema;
}

/** What a value is checked against beside its schema: the whole reply, and the index of the innermost item. */
interface Context {
  readonly reply: Fields;
  index: number;
}

/**
 * Returns the decoded value. Objects and lists are decoded in place: a trace has many steps, and copying them would
 * take as long as the engine does. Paths are built on the way out, by those errors that need them.
 */
type Decoder = (json: unknown, context: Context) => unknown;

/** The reply of a method. Throws a ContractError. */
export function decodeReply<M extends keyof Methods>(method: M, json: unknown): Methods[M]["reply"] {
  const [name, ...others] = REPLIES[method];
  const fields = object(json, method);
  const fitting = [name!, ...others].find((each) => hasRequired(fields, each)) ?? name!;
  return decoded(fitting, fields) as Methods[M]["reply"];
}

/** The error in a reply; null if the reply is not an error. Throws a ContractError. */
export function decodeFault(json: unknown): Fault | null {
  if (!isObject(json) || !isObject(json["error"])) return null;
  return (decoded("ErrorReply", json) as ErrorReply).error;
}

const decoded = decoderOf(SCHEMAS);

type ByName = (name: string) => Decoder;

/** The decoder of a value by the name of its schema. It throws a ContractError. */
export function decoderOf(schemas: Readonly<Record<string, object>>): (name: string, json: unknown) => unknown {
  const decoders = new Map<string, Decoder>();
  /** The decoder of a named schema, compiled when it is first used. */
  const named: ByName = (name) => {
    let decoder = decoders.get(name);
    if (!decoder) {
      decoder = compile(schemas[name]!, named);
      decoders.set(name, decoder);
    }
    return decoder;
  };
  return (name, json) => {
    try {
      return named(name)(json, { reply: isObject(json) ? json : {}, index: 0 });
    } catch (error) {
      throw error instanceof ContractError ? error.atTop() : error;
    }
  };
}

function compile(schema: Schema, named: ByName): Decoder {
  const { $ref, properties, values, items, prefixItems, kinds, anyOf } = schema;
  if ($ref !== undefined) return referenceDecoder($ref, named);
  if (properties) return objectDecoder(properties, schema.optional ?? [], named);
  if (values) return recordDecoder(compile(values, named));
  if (items) return listDecoder(compile(items, named));
  if (prefixItems) return tupleDecoder(prefixItems.map((each) => compile(each, named)));
  if (kinds) return kindDecoder(kinds, schema.by ?? "kind", named);
  if (anyOf) return nullableDecoder(compile(anyOf.find(({ type }) => type !== "null")!, named));
  return scalarDecoder(schema);
}

/** Schemas may refer to one another, so that a reference is followed when it is first needed. */
function referenceDecoder(name: string, named: ByName): Decoder {
  let decoder: Decoder | null = null;
  return (json, context) => {
    decoder ??= named(name);
    return decoder(json, context);
  };
}

function objectDecoder(
  properties: Readonly<Record<string, Schema>>,
  optional: readonly string[],
  byName: ByName,
): Decoder {
  const members = Object.entries(properties).map(([name, schema]) => ({
    name,
    decode: compile(schema, byName),
    isOptional: optional.includes(name),
  }));
  return (json, context) => {
    const fields = object(json, "") as Record<string, unknown>;
    let i = 0;
    try {
      for (; i < members.length; i += 1) {
        const { name, decode, isOptional } = members[i]!;
        const value = fields[name];
        if (value === undefined && isOptional) continue;
        const decoded = decode(value, context);
        if (decoded !== value) fields[name] = decoded;
      }
    } catch (error) {
      throw within(`.${members[i]!.name}`, error);
    }
    return fields;
  };
}

function recordDecoder(decode: Decoder): Decoder {
  return (json, context) => {
    const fields = object(json, "") as Record<string, unknown>;
    for (const name of Object.keys(fields)) {
      try {
        fields[name] = decode(fields[name], context);
      } catch (error) {
        throw within(`.${name}`, error);
      }
    }
    return fields;
  };
}

function listDecoder(decode: Decoder): Decoder {
  return (json, context) => {
    const items = list(json, "") as unknown[];
    const outer = context.index;
    let i = 0;
    try {
      for (; i < items.length; i += 1) {
        context.index = i;
        const decoded = decode(items[i], context);
        if (decoded !== items[i]) items[i] = decoded;
      }
    } catch (error) {
      throw within(`[${i}]`, error);
    }
    context.index = outer;
    return items;
  };
}

function tupleDecoder(decoders: readonly Decoder[]): Decoder {
  return (json, context) => {
    const items = list(json, "") as unknown[];
    if (items.length !== decoders.length) throw new ContractError("", `${decoders.length} items`, json);
    let i = 0;
    try {
      for (; i < items.length; i += 1) {
        const decoded = decoders[i]!(items[i], context);
        if (decoded !== items[i]) items[i] = decoded;
      }
    } catch (error) {
      throw within(`[${i}]`, error);
    }
    return items;
  };
}

function kindDecoder(kinds: Readonly<Record<string, string>>, by: string, named: ByName): Decoder {
  const decoders = new Map(Object.entries(kinds).map(([kind, name]) => [kind, referenceDecoder(name, named)]));
  return (json, context) => {
    const kind = object(json, "")[by];
    const decode = decoders.get(kind as string);
    if (decode) return decode(json, context);
    throw new ContractError(`.${by}`, `one of ${[...decoders.keys()].join(", ")}`, kind);
  };
}

function nullableDecoder(decode: Decoder): Decoder {
  return (json, context) => (json === null ? null : decode(json, context));
}

function scalarDecoder(schema: Schema): Decoder {
  if (schema.format === "number" || schema.type === "number") return (json) => number(json, "");
  if (schema.enum) return (json) => oneOf(json, schema.enum!, "");
  if (schema.type === "integer") return integerDecoder(schema);
  if (schema.type === "string") return (json) => string(json, "");
  if (schema.type === undefined && !("const" in schema)) return (json) => json; // any value
  return (json) => {
    if (schema.type === "boolean" ? typeof json === "boolean" : json === (schema.const ?? null)) return json;
    throw new ContractError(
      "",
      schema.type === "boolean" ? "true or false" : JSON.stringify(schema.const ?? null),
      json,
    );
  };
}

function integerDecoder(schema: Schema): Decoder {
  const minimum = schema.minimum ?? -Infinity;
  const listName = schema["x-index-of"];
  const isOwn = schema["x-own-index"];
  const expected = schema.minimum === undefined ? "a whole number" : `a whole number from ${minimum}`;
  return (json, { reply, index }) => {
    if (typeof json !== "number" || !Number.isInteger(json) || json < minimum) {
      throw new ContractError("", expected, json);
    }
    if (isOwn && json !== index) throw new ContractError("", String(index), json);
    const indexed = listName === undefined ? null : reply[listName];
    if (Array.isArray(indexed) && json >= indexed.length) {
      throw new ContractError("", `an index of ${listName}, which are ${indexed.length}`, json);
    }
    return json;
  };
}

function hasRequired(fields: Fields, name: string): boolean {
  const { properties, optional = [] } = SCHEMAS[name] as Schema;
  return Object.keys(properties!).every((each) => fields[each] !== undefined || optional.includes(each));
}

/** The error with `step` in front of its path; a path begins with a name, not with a point. */
function within(step: string, error: unknown): unknown {
  return error instanceof ContractError ? error.within(step) : error;
}
