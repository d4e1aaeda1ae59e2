// Table of the fields in the playground's link. A new field of the state needs a row here.

import { boolean, ContractError, each, nonNegativeInteger, nullable, object, string } from "../lib/decode.js";
import { THEMES } from "../lib/dom/theme.js";
import { type AppState, INITIAL, PANELS } from "../state/app-state.js";
import type { QuizState } from "../state/quiz.js";
import { CORNER_TABS, TOOL_TABS } from "../state/tabs.js";
import { LEVELS, MISTAKES } from "../trace/contract.js";
import { DEFAULT_FOLDING, type Folding } from "../trace/folding.js";
import { type LeafOverrides, MAX_MAGNITUDE } from "../trace/leaves.js";
import { STEP_SIZE_IDS } from "../trace/playback/moves.js";
import { SPEEDS } from "../trace/playback/speeds.js";
import { choice, linkCodec, readBackend } from "./codec.js";

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

export const {
  initial: INITIAL_LINK,
  write: writeState,
  read: readState,
  encode: encodeLink,
  decode: decodeLink,
} = linkCodec<LinkState>({
  source: { key: "text", initial: INITIAL.source, read: string },
  level: { key: "level", initial: INITIAL.level, read: choice(LEVELS) },
  backend: { key: "in", initial: INITIAL.backend, read: readBackend },
  pass: { key: "pass", initial: INITIAL.pass, read: (json, where) => nullable(json, where, nonNegativeInteger) },
  leaves: { key: "leaves", initial: INITIAL.leaves, read: leaves },
  step: { key: "step", initial: 0, read: nonNegativeInteger },
  speed: { key: "pace", initial: INITIAL.speed, read: speed },
  stepSize: { key: "stride", initial: INITIAL.stepSize, read: choice(STEP_SIZE_IDS) },
  mistake: { key: "mistake", initial: INITIAL.mistake, read: (json, where) => nullable(json, where, choice(MISTAKES)) },
  selected: {
    key: "node",
    initial: INITIAL.selected,
    read: (json, where) => nullable(json, where, nonNegativeInteger),
  },
  folding: { key: "fold", initial: DEFAULT_FOLDING, read: folding },
  panel: { key: "panel", initial: INITIAL.panel, read: choice(PANELS) },
  cornerTab: { key: "corner", initial: INITIAL.cornerTab, read: choice(CORNER_TABS) },
  toolTab: { key: "act", initial: INITIAL.toolTab, read: choice(TOOL_TABS) },
  predict: { key: "predict", initial: { on: false, steps: null }, read: predict },
  theme: { key: "look", initial: INITIAL.theme, read: choice(THEMES) },
});

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

function speed(json: unknown, where: string): number {
  const found = SPEEDS.find(({ milliseconds }) => milliseconds === json);
  if (found) return found.milliseconds;
  throw new ContractError(where, `one of ${SPEEDS.map(({ milliseconds }) => milliseconds).join(", ")}`, json);
}
