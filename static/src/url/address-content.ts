// What an address names, after the "#" or in its query: the state of a link that the page made, or fields that a person can write by
// hand, as in #code=a%20%3D%202&step=3. Only a query reaches a server, which can make a card and a picture of it.

import { ContractError, type Fields, oneOf, string } from "../lib/decode.js";
import { PHASES, type Phase } from "../trace/contract.js";
import { decodeLink } from "./codec.js";
import { INITIAL_LINK, type LinkState, readState } from "./link-state.js";

export interface AddressContent {
  readonly state: LinkState;
  /** Open at the first step of this phase, in place of the state's step. */
  readonly phase: Phase | null;
}

type Pairs = (readonly [name: string, value: string])[];

export type AddressResult =
  | { readonly ok: true; readonly content: AddressContent }
  | { readonly ok: false; readonly message: string };

/** The fields that a query may have; others are about looks, or somebody else's. */
const QUERY_FIELDS = ["code", "level", "step", "phase", "predict"];

/** Past the last step of every trace. */
const END = Number.MAX_SAFE_INTEGER;

export async function readFragment(fragment: string): Promise<AddressResult> {
  return /^\d{1,4}[.]/.test(fragment) ? ofLink(fragment) : ofPairs(() => handWritten(fragment));
}

/** Null where the query names no program. */
export async function readQuery(search: string): Promise<AddressResult | null> {
  const query = new URLSearchParams(search);
  const link = query.get("state");
  if (link !== null) return ofLink(link);
  return query.has("code") ? ofPairs(() => [...query].filter(([name]) => QUERY_FIELDS.includes(name))) : null;
}

async function ofLink(link: string): Promise<AddressResult> {
  const opened = await decodeLink(link);
  return opened.ok ? { ok: true, content: { state: opened.state, phase: null } } : opened;
}

function ofPairs(read: () => Pairs): AddressResult {
  try {
    const { predict, ...fields }: Record<string, string | undefined> = Object.fromEntries(read());
    return {
      ok: true,
      content: applyFields({ ...fields, predict: predict !== undefined && predict !== "0" }, INITIAL_LINK),
    };
  } catch (error) {
    if (error instanceof ContractError) return refused(error.message);
    if (error instanceof URIError) return refused("a % in it is not followed by two hexadecimal digits");
    throw error;
  }
}

/** `before` with what the fields say in its place; throws what cannot be read. */
export function applyFields(fields: Fields, before: LinkState): AddressContent {
  const given: Record<string, unknown> = {};
  if (fields["code"] !== undefined) given["text"] = string(fields["code"], "code");
  if (fields["level"] !== undefined) given["level"] = fields["level"];
  if (fields["step"] !== undefined) given["step"] = stepOf(fields["step"]);
  if (fields["predict"] === true) given["predict"] = { on: true, steps: null };
  const read = readState(JSON.stringify(given));
  const phase = fields["phase"] === undefined ? null : oneOf(fields["phase"], PHASES, "phase");
  return {
    state: {
      ...("text" in given ? INITIAL_LINK : before),
      ...("text" in given ? { source: read.source } : {}),
      level: "level" in given ? read.level : before.level,
      step: "step" in given ? read.step : before.step,
      predict: "predict" in given ? read.predict : before.predict,
    },
    phase,
  };
}

function handWritten(fragment: string): Pairs {
  return fragment
    .split("&")
    .filter(Boolean)
    .map((pair) => {
      const [name, ...rest] = pair.split("=");
      // Not as forms are written: there a plus is a space, and programs have many.
      return [decodeURIComponent(name!), decodeURIComponent(rest.join("="))];
    });
}

function stepOf(given: unknown): unknown {
  if (given === "end") return END;
  return typeof given === "string" && /^\d{1,9}$/.test(given) ? Number(given) : given;
}

function refused(reason: string): AddressResult {
  return { ok: false, message: `This address cannot be read: ${reason}.` };
}
