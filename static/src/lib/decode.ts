// Decoders of untrusted JSON: each returns a value of its type, or throws a ContractError that names the path of the
// bad value.

export class ContractError extends Error {
  readonly #where: string;
  readonly #expected: string;
  readonly #got: unknown;

  constructor(where: string, expected: string, got: unknown) {
    super(`${where}: expected ${expected}, got ${describe(got)}`);
    this.name = "ContractError";
    this.#where = where;
    this.#expected = expected;
    this.#got = got;
  }

  /** The same error with `prefix` in front of its path. */
  within(prefix: string): ContractError {
    return new ContractError(prefix + this.#where, this.#expected, this.#got);
  }

  /** The same error, for a path that begins with a member of the outermost object. */
  atTop(): ContractError {
    return new ContractError(this.#where.replace(/^\./, ""), this.#expected, this.#got);
  }
}

export type Fields = Readonly<Record<string, unknown>>;

export function number(json: unknown, where: string): number {
  if (typeof json === "number") return json;
  if (json === "NaN") return NaN;
  if (json === "Infinity") return Infinity;
  if (json === "-Infinity") return -Infinity;
  throw new ContractError(where, "a number", json);
}

export function nonNegativeInteger(json: unknown, where: string): number {
  if (typeof json === "number" && Number.isInteger(json) && json >= 0) return json;
  throw new ContractError(where, "a whole number from 0", json);
}

export function string(json: unknown, where: string): string {
  if (typeof json === "string") return json;
  throw new ContractError(where, "a string", json);
}

export function boolean(json: unknown, where: string): boolean {
  if (typeof json === "boolean") return json;
  throw new ContractError(where, "true or false", json);
}

export function oneOf<T extends string>(json: unknown, allowed: readonly T[], where: string): T {
  const found = allowed.find((value) => value === json);
  if (found !== undefined) return found;
  throw new ContractError(where, `one of ${allowed.join(", ")}`, json);
}

export function nullable<T>(json: unknown, where: string, read: (json: unknown, where: string) => T): T | null {
  return json === null ? null : read(json, where);
}

/** An object with the member `key` if `fields` has it, else an empty object; to be spread into an object literal. */
export function optional<K extends string, T>(
  fields: Fields,
  key: K,
  prefix: string,
  read: (json: unknown, where: string) => T,
): { readonly [P in K]?: T } {
  return fields[key] === undefined ? {} : ({ [key]: read(fields[key], prefix + key) } as { readonly [P in K]?: T });
}

/**
 * Decodes every item of a list. Items are decoded at the path "", and an error gets the item's path on the way out:
 * building a path for every number of a trace would cost more than decoding it.
 */
export function each<T>(json: unknown, where: string, read: (item: unknown, where: string, i: number) => T): T[] {
  const items: T[] = [];
  checkEach(json, where, (item, at, i) => {
    items.push(read(item, at, i));
  });
  return items;
}

/** Checks every item of a list in place, without building a new list. */
export function checkEach(
  json: unknown,
  where: string,
  check: (item: unknown, where: string, i: number) => void,
): void {
  const items = list(json, where);
  let i = 0;
  try {
    for (; i < items.length; i += 1) check(items[i], "", i);
  } catch (error) {
    throw error instanceof ContractError ? error.within(`${where}[${i}]`) : error;
  }
}

export function list(json: unknown, where: string): readonly unknown[] {
  if (Array.isArray(json)) return json;
  throw new ContractError(where, "a list", json);
}

export function object(json: unknown, where: string): Fields {
  if (isObject(json)) return json;
  throw new ContractError(where, "an object", json);
}

export function isObject(json: unknown): json is Fields {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

const MAX_DESCRIBED = 60; // characters
const MAX_ITEMS = 6; // of a list or an object
const MAX_DEPTH = 3;

/**
 * The beginning of a value as JSON. Unlike JSON.stringify it takes what a message can hold: a BigInt, an object that
 * holds itself, a list of four billion holes; and its cost does not grow with the value.
 */
function describe(value: unknown): string {
  const text = value === undefined ? "nothing" : written(value, 0);
  return text.length > MAX_DESCRIBED ? `${text.slice(0, MAX_DESCRIBED)}…` : text;
}

function written(value: unknown, depth: number): string {
  if (typeof value === "bigint") return "a BigInt";
  if (typeof value === "string") return JSON.stringify(value.slice(0, MAX_DESCRIBED + 1));
  if (typeof value !== "object" || value === null) return String(value);
  if (depth === MAX_DEPTH) return "…";
  if (Array.isArray(value)) return `[${beginning(value, (item) => written(item, depth + 1))}]`;
  if (ArrayBuffer.isView(value)) return "binary data";
  const fields = value as Fields;
  return `{${beginning(Object.keys(fields), (key) => `${written(key, depth)}:${written(fields[key], depth + 1)}`)}}`;
}

function beginning<T>(items: readonly T[], write: (item: T) => string): string {
  const parts = Array.from(items.slice(0, MAX_ITEMS), write);
  return [...parts, ...(items.length > MAX_ITEMS ? ["…"] : [])].join(",");
}
