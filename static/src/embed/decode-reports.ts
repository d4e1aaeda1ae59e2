// The host's reading of what an embed tells.

import { type Fields, nonNegativeInteger, nullable, number, object, oneOf, string } from "../lib/decode.js";
import type { Outcome } from "../state/quiz.js";
import { PHASES } from "../trace/contract.js";
import { type EmbedState, ours, type Report } from "./protocol.js";

const TYPES = ["hello", "ready", "step", "change", "error", "result", "answer", "resize", "reply"] as const;
const OUTCOMES: readonly Outcome[] = ["right", "wrong", "shown"];
/** Higher than any content needs to be: an embed does not push the page away. */
const HIGHEST = 10_000; // CSS pixels

/** The report in a message, null where it is none of ours; throws where it is one that cannot be read. */
export function readReport(data: unknown): Report | null {
  const fields = ours(data);
  if (!fields) return null;
  const type = oneOf(fields["type"], TYPES, "type");
  const whole = (name: string): number => nonNegativeInteger(fields[name], name);
  switch (type) {
    case "hello":
      return { type };
    case "ready":
      return { type, steps: whole("steps") };
    case "step":
      return {
        type,
        step: whole("step"),
        steps: whole("steps"),
        phase: phase(fields),
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
        grads: numbers(fields["grads"]),
      };
    case "answer": {
      const score = object(fields["score"], "score");
      const count = (name: Outcome): number => nonNegativeInteger(score[name], `score.${name}`);
      return {
        type,
        step: whole("step"),
        node: string(fields["node"], "node"),
        outcome: oneOf(fields["outcome"], OUTCOMES, "outcome"),
        score: { right: count("right"), wrong: count("wrong"), shown: count("shown") },
        left: whole("left"),
      };
    }
    case "resize":
      return { type, height: Math.min(whole("height"), HIGHEST) };
    case "reply": {
      const id = whole("id");
      return fields["error"] === undefined
        ? { type, id, state: state(object(fields["state"], "state")) }
        : { type, id, error: string(fields["error"], "error") };
    }
  }
}

function state(fields: Fields): EmbedState {
  return {
    code: string(fields["code"], "code"),
    level: string(fields["level"], "level"),
    step: nonNegativeInteger(fields["step"], "step"),
    steps: nonNegativeInteger(fields["steps"], "steps"),
    phase: phase(fields),
  };
}

function phase(fields: Fields): EmbedState["phase"] {
  return nullable(fields["phase"], "phase", (json, where) => oneOf(json, PHASES, where));
}

function numbers(json: unknown): Record<string, number> {
  return Object.fromEntries(
    Object.entries(object(json, "grads")).map(([name, grad]) => [name, number(grad, `grads.${name}`)]),
  );
}
