// Table of the fields in a link: the short key in the JSON, the initial value, and the decoder. A field with its
// initial value is omitted. A new field of the state needs a row here.

import { AVAILABLE_BACKENDS, BACKENDS, type BackendId } from "../backend/backend-id.js";
import { boolean, ContractError, each, nonNegativeInteger, nullable, object, oneOf, string } from "../lib/decode.js";
import { THEMES } from "../lib/dom/theme.js";
import { type AppState, INITIAL, PANELS } from "../state/app-state.js";
import type { QuizState } from "../state/quiz.js";
import { CORNER_TABS, TOOL_TABS } from "../state/tabs.js";
import { LEVELS, MISTAKES, type Mistake } from "../trace/contract.js";
import { DEFAULT_FOLDING, type Folding } from "../trace/folding.js";
import { type LeafOverrides, MAX_MAGNITUDE } from "../trace/leaves.js";
import { STEP_SIZE_IDS } from "../trace/playback/moves.js";
import { SPEEDS } from "../trace/playback/speeds.js";

type AppField =
  | "source"
  | "level"
  | "backend"
  | "pass"
  | "leaves"
  | "mistake"
  | "speed"
  | "stepSize"
  | "selected"
  | "panel"
  | "cornerTab"
  | "toolTab"
  | "theme";

/** The state in a link: part of the page's state, and the position and folding to open with. */
export type LinkState = Pick<AppState, AppField> & {
  /** Number of steps taken. */
  readonly step: number;
  /** The closed boxes of the graph. */
  readonly folding: Folding;
  /** Whether the quiz is on, and the steps that an author chose. */
  readonly predict: Pick<QuizState, "on" | "steps">;
};

interface Field<T> {
  readonly key: string;
  readonly initial: T;
  readonly read: (json: unknown, where: string) => T;
}

const FIELDS: { readonly [Name in keyof LinkState]: Field<LinkState[Name]> } = {
  source: { key: "text", initial: INITIAL.source, read: string },
  level: { key: "level", initial: INITIAL.level, read: (json, where) => oneOf(json, LEVELS, where) },
  backend: { key: "in", initial: INITIAL.backend, read: backendId },
  pass: { key: "pass", initial: INITIAL.pass, read: (json, where) => nullable(json, where, nonNegativeInteger) },
  leaves: { key: "leaves", initial: INITIAL.leaves, read: leaves },
  step: { key: "step", initial: 0, read: nonNegativeInteger },
  speed: { key: "pace", initial: INITIAL.speed, read: speed },
  stepSize: { key: "stride", initial: INITIAL.stepSize, read: (json, where) => oneOf(json, STEP_SIZE_IDS, where) },
  mistake: { key: "mistake", initial: INITIAL.mistake, read: (json, where) => nullable(json, where, mistake) },
  selected: {
    key: "node",
    initial: INITIAL.selected,
    read: (json, where) => nullable(json, where, nonNegativeInteger),
  },
  folding: { key: "fold", initial: DEFAULT_FOLDING, read: folding },
  panel: { key: "panel", initial: INITIAL.panel, read: (json, where) => oneOf(json, PANELS, where) },
  cornerTab: { key: "corner", initial: INITIAL.cornerTab, read: (json, where) => oneOf(json, CORNER_TABS, where) },
  toolTab: { key: "act", initial: INITIAL.toolTab, read: (json, where) => oneOf(json, TOOL_TABS, where) },
  predict: { key: "predict", initial: { on: false, steps: null }, read: predict },
  theme: { key: "look", initial: INITIAL.theme, read: (json, where) => oneOf(json, THEMES, where) },
};

const NAMES = Object.keys(FIELDS) as (keyof LinkState)[];

export const INITIAL_LINK = fromEach((name) => FIELDS[name].initial);

/** The state in JSON. */
export function writeState(state: LinkState): string {
  const json: Record<string, unknown> = {};
  for (const name of NAMES) {
    const { key, initial } = FIELDS[name];
    if (JSON.stringify(state[name]) !== JSON.stringify(initial)) json[key] = state[name];
  }
  return JSON.stringify(json);
}

/** The state in untrusted JSON; unknown keys are ignored. Throws a SyntaxError or a ContractError for invalid input. */
export function readState(json: string): LinkState {
  const fields = object(JSON.parse(json), "the link");
  const read = <Name extends keyof LinkState>(name: Name): LinkState[Name] => {
    const field: Field<LinkState[Name]> = FIELDS[name];
    const value = fields[field.key];
    return value === undefined ? field.initial : field.read(value, field.key);
  };
  return fromEach(read);
}

function fromEach(value: (name: keyof LinkState) => unknown): LinkState {
  return Object.fromEntries(NAMES.map((name) => [name, value(name)])) as unknown as LinkState;
}

function folding(json: unknown, where: string): Folding {
  const fields = object(json, where);
  return {
    closed: nullable(fields["closed"], `${where}.closed`, (paths, at) => each(paths, at, string)),
    constants: boolean(fields["constants"], `${where}.constants`),
  };
}

function predict(json: unknown, where: string): LinkState["predict"] {
  const fields = object(json, where);
  return {
    on: boolean(fields["on"], `${where}.on`),
    steps: nullable(fields["steps"], `${where}.steps`, (steps, at) => each(steps, at, nonNegativeInteger)),
  };
}

function leaves(json: unknown, where: string): LeafOverrides {
  return Object.fromEntries(
    Object.entries(object(json, where)).map(([ordinal, data]) => {
      if (!/^\d{1,6}$/.test(ordinal)) throw new ContractError(where, "numbers of leaves", ordinal);
      if (typeof data === "number" && Math.abs(data) <= MAX_MAGNITUDE) return [ordinal, data];
      throw new ContractError(`${where}.${ordinal}`, `a number up to ${MAX_MAGNITUDE}`, data);
    }),
  );
}

/** A link may come from a site with a server to one without. */
function backendId(json: unknown, where: string): BackendId {
  const backend = oneOf(json, BACKENDS, where);
  return AVAILABLE_BACKENDS.includes(backend) ? backend : INITIAL.backend;
}

function mistake(json: unknown, where: string): Mistake {
  return oneOf(json, MISTAKES, where);
}

function speed(json: unknown, where: string): number {
  const found = SPEEDS.find(({ milliseconds }) => milliseconds === json);
  if (found) return found.milliseconds;
  throw new ContractError(where, `one of ${SPEEDS.map(({ milliseconds }) => milliseconds).join(", ")}`, json);
}
