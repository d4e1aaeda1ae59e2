// Reading parsed JSON that is not trusted: each reader returns a value of its type or throws, naming the place.

export class ContractError extends Error {
  constructor(where: string, expected: string, got: unknown) {
    super(`${where}: expected ${expected}, got ${describe(got)}`);
    this.name = "ContractError";
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

export function natural(json: unknown, where: string): number {
  if (typeof json === "number" && Number.isInteger(json) && json >= 0) return json;
  throw new ContractError(where, "a whole number from 0", json);
}

export function text(json: unknown, where: string): string {
  if (typeof json === "string") return json;
  throw new ContractError(where, "a string", json);
}

export function truth(json: unknown, where: string): boolean {
  if (typeof json === "boolean") return json;
  throw new ContractError(where, "true or false", json);
}

export function oneOf<T extends string>(json: unknown, allowed: readonly T[], where: string): T {
  const found = allowed.find((value) => value === json);
  if (found !== undefined) return found;
  throw new ContractError(where, `one of ${allowed.join(", ")}`, json);
}

export function orNull<T>(json: unknown, where: string, read: (json: unknown, where: string) => T): T | null {
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

export function each<T>(json: unknown, where: string, read: (item: unknown, where: string, i: number) => T): T[] {
  return list(json, where).map((item, i) => read(item, `${where}[${i}]`, i));
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
