// Messages between an embed and the page around it, as docs/embedding.md defines them. Both sides decode what they
// receive here, and trust nothing before.

import { ContractError, type Fields, isObject, nonNegativeInteger, number, object, oneOf } from "../lib/decode.js";
import type { Outcome, Score } from "../state/quiz.js";
import { PHASES, type Phase } from "../trace/contract.js";

export const SOURCE = "autograd-playground";
export const PROTOCOL = 1;

export const COMMANDS = ["hello", "play", "pause", "step", "goto", "getState", "setState"] as const;

/** A request of the host. One with an `id` is answered by a reply. */
export type Command = { readonly id: number | null } & (
  | { readonly type: "hello" | "play" | "pause" | "getState" }
  /** `by` steps forward; backward if it is negative. */
  | { readonly type: "step"; readonly by: number }
  | { readonly type: "goto"; readonly step: number }
  | { readonly type: "goto"; readonly phase: Phase }
  | { readonly type: "setState"; readonly state: Fields }
);

/** A message of the embed. */
export type Report =
  /** The embed is listening. It is sent to any origin, because it holds no data. */
  | { readonly type: "hello" }
  | { readonly type: "ready"; readonly steps: number }
  | {
      readonly type: "step";
      readonly step: number;
      readonly steps: number;
      readonly phase: Phase | null;
      readonly text: string;
    }
  | { readonly type: "change"; readonly code: string }
  | { readonly type: "error"; readonly message: string; readonly line: number | null }
  | {
      readonly type: "result";
      readonly name: string;
      readonly data: number;
      readonly grads: Readonly<Record<string, number>>;
    }
  /** The reader answered a quiz question or had the answer shown (embed/post-result.ts). */
  | {
      readonly type: "answer";
      readonly step: number;
      readonly node: string;
      readonly outcome: Outcome;
      readonly score: Score;
      readonly left: number;
    }
  | { readonly type: "resize"; readonly height: number }
  | { readonly type: "reply"; readonly id: number; readonly state: EmbedState }
  | { readonly type: "reply"; readonly id: number; readonly error: string };

export interface EmbedState {
  readonly code: string;
  readonly level: string;
  readonly step: number;
  readonly steps: number;
  readonly phase: Phase | null;
}

/** The command in a message; null if it is of another protocol. Throws a ContractError if it is malformed. */
export function readCommand(data: unknown): Command | null {
  const fields = protocolFields(data);
  if (!fields) return null;
  const id = fields["id"] === undefined ? null : nonNegativeInteger(fields["id"], "id");
  const type = oneOf(fields["type"], COMMANDS, "type");
  switch (type) {
    case "step":
      return { id, type, by: integer(fields["by"], "by") };
    case "goto":
      return fields["phase"] === undefined
        ? { id, type, step: nonNegativeInteger(fields["step"], "step") }
        : { id, type, phase: oneOf(fields["phase"], PHASES, "phase") };
    case "setState":
      return { id, type, state: object(fields["state"], "state") };
    default:
      return { id, type };
  }
}

/** The fields of a message of this protocol, else null; throws a ContractError if its version differs. */
export function protocolFields(data: unknown): Fields | null {
  if (!isObject(data) || data["source"] !== SOURCE) return null;
  if (data["v"] !== PROTOCOL) throw new ContractError("v", `${PROTOCOL}`, data["v"]);
  return data;
}

function integer(json: unknown, where: string): number {
  const value = number(json, where);
  if (Number.isInteger(value)) return value;
  throw new ContractError(where, "a whole number", json);
}

/** The id of a message, even if the rest of it is malformed; null without a valid one. */
export function idOf(data: unknown): number | null {
  const id = isObject(data) ? data["id"] : null;
  return typeof id === "number" && Number.isInteger(id) && id >= 0 ? id : null;
}
