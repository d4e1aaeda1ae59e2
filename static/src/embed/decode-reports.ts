// Decoder of an embed's reports, used by the host page.

import { type Fields, nonNegativeInteger, nullable, number, object, oneOf, string } from "../lib/decode.js";
import type { Outcome } from "../state/quiz.js";
import { PHASES } from "../trace/contract.js";
import { type EmbedState, protocolFields, type Report } from "./protocol.js";

const TYPES = ["hello", "ready", "step", "change", "error", "result", "answer", "resize", "reply"] as const;
const OUTCOMES: readonly Outcome[] = ["right", "wrong", "shown"];
/** Greater than the height of any content; stops an embed from pushing the host's page away. */
const MAX_HEIGHT = 10_000; // CSS pixels

/** The report in a message; null if it is of another protocol. Throws a ContractError if it is malformed. */
export function readReport(data: unknown): Report | null {
  const fields = protocolFields(data);
  if (!fields) return null;
  const type = oneOf(fields["type"], TYPES, "type");
  const integer = (name: string): number => nonNegativeInteger(fields[name], name);
  switch (type) {
    case "hello":
      return { type };
    case "ready":
      return { type, steps: integer("steps") };
    case "step":
      return {
        type,
        step: integer("step"),
        steps: integer("steps"),
        phase: decodePhase(fields),
        text: string(fields["text"], "text"),
      };
    case "change":
      return { type, code: string(fields["code"], "code") };
    case "error":
      return {
        type,
        message: string(fields["message"], "message"),
        line: nullable(fields["line"], "line", nonNegativeInteger),
      };
    case "result":
      return {
        type,
        name: string(fields["name"], "name"),
        data: number(fields["data"], "data"),
        grads: decodeGrads(fields["grads"]),
      };
    case "answer": {
      const score = object(fields["score"], "score");
      const count = (name: Outcome): number => nonNegativeInteger(score[name], `score.${name}`);
      return {
        type,
        step: integer("step"),
        node: string(fields["node"], "node"),
        outcome: oneOf(fields["outcome"], OUTCOMES, "outcome"),
        score: { right: count("right"), wrong: count("wrong"), shown: count("shown") },
        left: integer("left"),
      };
    }
    case "resize":
      return { type, height: Math.min(integer("height"), MAX_HEIGHT) };
    case "reply": {
      const id = integer("id");
      return fields["error"] === undefined
        ? { type, id, state: decodeState(object(fields["state"], "state")) }
        : { type, id, error: string(fields["error"], "error") };
    }
  }
}

function decodeState(fields: Fields): EmbedState {
  return {
    code: string(fields["code"], "code"),
    level: string(fields["level"], "level"),
    step: nonNegativeInteger(fields["step"], "step"),
    steps: nonNegativeInteger(fields["steps"], "steps"),
    phase: decodePhase(fields),
  };
}

function decodePhase(fields: Fields): EmbedState["phase"] {
  return nullable(fields["phase"], "phase", (json, where) => oneOf(json, PHASES, where));
}

function decodeGrads(json: unknown): Record<string, number> {
  return Object.fromEntries(
    Object.entries(object(json, "grads")).map(([name, grad]) => [name, number(grad, `grads.${name}`)]),
  );
}
