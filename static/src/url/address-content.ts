// Parser of the state in a URL's fragment or query: a link made by the page, or fields that a person can write by hand,
// as in #code=a%20%3D%202&step=3. Only a query reaches a server, which can make a card and a picture of it.

import { ContractError, type Fields, nonNegativeInteger, oneOf, string } from "../lib/decode.js";
import { PHASES, type Phase } from "../trace/contract.js";
import { MAX_BYTES } from "./compression.js";
import { decodeLink, INITIAL_LINK, type LinkState, readState } from "./link-state.js";

export interface AddressContent {
  readonly state: LinkState;
  /** Opens at the first step of this phase, in place of the state's step. */
  readonly phase: Phase | null;
}

type Pairs = (readonly [name: string, value: string])[];

export type AddressResult =
  | { readonly ok: true; readonly content: AddressContent }
  | { readonly ok: false; readonly message: string };

/** The fields read from a query; others are display options, or foreign. */
const QUERY_FIELDS = ["code", "level", "step", "phase", "predict"];

/** Beyond the last step of any trace. */
const LAST_STEP = Number.MAX_SAFE_INTEGER;

/** The content of a fragment, without its "#"; an empty fragment is the default state. */
export async function readFragment(fragment: string): Promise<AddressResult> {
  return /^\d{1,4}[.]/.test(fragment) ? fromLink(fragment) : fromPairs(() => splitPairs(fragment));
}

/** The content of a query; null if it names no program. */
export async function readQuery(search: string): Promise<AddressResult | null> {
  const query = new URLSearchParams(search);
  const link = query.get("state");
  if (link !== null) return fromLink(link);
  return query.has("code") ? fromPairs(() => [...query].filter(([name]) => QUERY_FIELDS.includes(name))) : null;
}

async function fromLink(link: string): Promise<AddressResult> {
  const decoded = await decodeLink(link);
  return decoded.ok ? { ok: true, content: { state: decoded.state, phase: null } } : decoded;
}

function fromPairs(read: () => Pairs): AddressResult {
  try {
    const { predict, ...fields }: Record<string, string | undefined> = Object.fromEntries(read());
    return {
      ok: true,
      content: applyFields({ ...fields, predict: predict !== undefined && predict !== "0" }, INITIAL_LINK),
    };
  } catch (error) {
    if (error instanceof ContractError) return failure(error.message);
    if (error instanceof URIError) return failure("a % in it is not followed by two hexadecimal digits");
    throw error;
  }
}

/** The state `before`, with the given fields applied; throws a ContractError for an invalid field. */
export function applyFields(fields: Fields, before: LinkState): AddressContent {
  const linkFields: Record<string, unknown> = {};
  if (fields["code"] !== undefined) linkFields["text"] = parseCode(fields["code"]);
  if (fields["level"] !== undefined) linkFields["level"] = string(fields["level"], "level");
  if (fields["step"] !== undefined) linkFields["step"] = parseStep(fields["step"]);
  if (fields["predict"] === true) linkFields["predict"] = { on: true, steps: null };
  const read = readState(JSON.stringify(linkFields));
  const phase = fields["phase"] === undefined ? null : oneOf(fields["phase"], PHASES, "phase");
  return {
    state: {
      ...("text" in linkFields ? INITIAL_LINK : before),
      ...("text" in linkFields ? { source: read.source } : {}),
      level: "level" in linkFields ? read.level : before.level,
      step: "step" in linkFields ? read.step : before.step,
      predict: "predict" in linkFields ? read.predict : before.predict,
    },
    phase,
  };
}

function splitPairs(fragment: string): Pairs {
  return fragment
    .split("&")
    .filter(Boolean)
    .map((pair) => {
      const [name, ...rest] = pair.split("=");
      // Not URLSearchParams: it decodes a plus as a space, and programs have many pluses.
      return [decodeURIComponent(name!), decodeURIComponent(rest.join("="))];
    });
}

/** No longer than what a link may hold. */
function parseCode(value: unknown): string {
  const code = string(value, "code");
  if (code.length <= MAX_BYTES) return code;
  throw new ContractError("code", `at most ${MAX_BYTES} characters`, code);
}

function parseStep(value: unknown): number {
  if (value === "end") return LAST_STEP;
  return typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : nonNegativeInteger(value, "step");
}

function failure(reason: string): AddressResult {
  return { ok: false, message: `This address cannot be read: ${reason}.` };
}
