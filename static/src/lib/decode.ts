// Reading parsed JSON that is not trusted: each reader returns a value of its type or throws, naming the place.

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

  /** The same error, with its place told from further out. */
  within(place: string): ContractError {
    return new ContractError(place + this.#where, this.#expected, this.#got);
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

/** An object with the member `key` where `fields` has it, else without. */
export function optional<K extends string, T>(
  fields: Fields,
  key: K,
  prefix: string,
  read: (json: unknown, where: string) => T,
): { readonly [P in K]?: T } {
  return fields[key] === undefined ? {} : ({ [key]: read(fields[key], prefix + key) } as { readonly [P in K]?: T });
}

/**
 * Each item is told that it stands at "", and an error gets its place on the way out: a place written for every number of a trace
 * would cost more than reading it.
 */
export function each<T>(json: unknown, where: string, read: (item: unknown, where: string, i: number) => T): T[] {
  const items: T[] = [];
  checkEach(json, where, (item, place, i) => {
    items.push(read(item, place, i));
  });
  return items;
}

/** Checks every item of a list where it stands. */
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

function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  const written = JSON.stringify(value);
  return written.length > 60 ? `${written.slice(0, 60)}…` : written;
}
