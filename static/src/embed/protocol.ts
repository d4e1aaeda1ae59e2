// What an embed and the page around it say to each other: docs/embedding.md in TypeScript. Both sides read it here, and believe
// nothing of it before.

import { ContractError, type Fields, isObject, nonNegativeInteger, number, object, oneOf } from "../lib/decode.js";
import type { Outcome, Score } from "../state/quiz.js";
import { PHASES, type Phase } from "../trace/contract.js";

export const SOURCE = "autograd-playground";
export const PROTOCOL = 1;

export const COMMANDS = ["hello", "play", "pause", "step", "goto", "getState", "setState"] as const;

/** What the host asks of the embed. One with an `id` is answered by a reply. */
export type Command = { readonly id: number | null } & (
  | { readonly type: "hello" | "play" | "pause" | "getState" }
  /** So many steps on, or back where it is negative. */
  | { readonly type: "step"; readonly by: number }
  | { readonly type: "goto"; readonly step: number }
  | { readonly type: "goto"; readonly phase: Phase }
  | { readonly type: "setState"; readonly state: Fields }
);

/** What the embed tells. */
export type Report =
  /** It listens; the only message that goes to whoever is there, and that says nothing. */
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
  /** The reader has predicted a number, or has it shown (predict/posting.ts). */
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

/** The command in a message, null where it is none of ours; throws where it is one that cannot be read. */
export function readCommand(data: unknown): Command | null {
  const fields = ours(data);
  if (!fields) return null;
  const id = fields["id"] === undefined ? null : nonNegativeInteger(fields["id"], "id");
  const type = oneOf(fields["type"], COMMANDS, "type");
  switch (type) {
    case "step":
      return { id, type, by: whole(fields["by"], "by") };
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

/** The fields of a message of this protocol and version, else null. */
export function ours(data: unknown): Fields | null {
  if (!isObject(data) || data["source"] !== SOURCE) return null;
  if (data["v"] !== PROTOCOL) throw new ContractError("v", `${PROTOCOL}`, data["v"]);
  return data;
}

function whole(json: unknown, where: string): number {
  const given = number(json, where);
  if (Number.isInteger(given)) return given;
  throw new ContractError(where, "a whole number", json);
}

export function idOf(data: unknown): number | null {
  const id = isObject(data) ? data["id"] : null;
  return typeof id === "number" && Number.isInteger(id) && id >= 0 ? id : null;
}
